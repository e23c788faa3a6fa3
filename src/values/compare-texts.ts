/** Compares by UTF-16 code units, so that the order does not depend on the locale. Returns -1, 0 or 1. */
export function compareTexts(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
