/** Whether one of a fact's values; lists of thousands are asked about thousands of values. */
export function isListed(values: readonly string[], value: string): boolean {
  if (values.length <= FEW) return values.includes(value);
  const known = sets.get(values) ?? new Set(values);
  sets.set(values, known);
  return known.has(value);
}

const FEW = 16;
/** A list is never changed once it is here. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();
