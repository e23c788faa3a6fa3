/**
 * Caches the results of `make` for the last `limit` new keys. The bound keeps keys that come from outside from filling the memory.
 *
 * `make` must be pure. The oldest key is evicted first, however often it was used.
 */
export function boundedCache<Key, Value extends boolean | number | object | string>(
  limit: number,
  make: (key: Key) => Value,
): (key: Key) => Value {
  const values = new Map<Key, Value>();
  return (key) => {
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    const oldest = values.keys().next();
    if (values.size >= limit && !oldest.done) values.delete(oldest.value);
    values.set(key, value);
    return value;
  };
}
