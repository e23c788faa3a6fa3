/**
 * Remembers what `make` gave for the last `limit` new keys, so that keys which come from outside cannot fill the memory.
 *
 * `make` must give the same for the same key. The key that came first makes room, however often it was asked for.
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
