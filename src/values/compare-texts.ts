/** Compares by UTF-16 code units, so that the order does not depend on the locale. Returns -1, 0 or 1. */
export function compareTexts(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/**
 * Returns a text in Unicode normalisation form C (UAX 15), in which texts are compared. A text in plain ASCII costs next to nothing.
 *
 * Leaves a text as it is if more than 30 combining marks follow each other, the limit of UAX 15's stream-safe format: to sort them takes time
 * that is quadratic in their number, and nobody writes them.
 */
export function nfc(text: string): string {
  return PLAIN.test(text) || MANY_MARKS.test(text) ? text : text.normalize("NFC");
}

const PLAIN = /^[\0-\x7F]*$/;
const MANY_MARKS = /\p{M}{31}/u;

/** Normalises a text, or each text of a list. Returns every other value as it is. */
export function inNfc<Value>(value: Value): Value {
  if (typeof value === "string") return nfc(value) as Value;
  return Array.isArray(value) ? (value.map(inNfc) as Value) : value;
}

/** Finds the name that equals a written one; undefined if there is none. Expects names in NFC, as ids are. */
export function nameLike(names: { has(name: string): boolean }, written: string): string | undefined {
  if (names.has(written)) return written;
  const name = nfc(written);
  return names.has(name) ? name : undefined;
}

/** Removes the values that equal an earlier one. */
export function distinct<Value>(values: Iterable<Value>): Value[] {
  const first = new Map<Value, Value>();
  for (const value of values) if (!first.has(inNfc(value))) first.set(inNfc(value), value);
  return [...first.values()];
}
