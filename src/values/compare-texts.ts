/** By code units, so that the order is the same everywhere; 0 for equal texts. */
export function compareTexts(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
