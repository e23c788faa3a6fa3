type Value = object | number | string | boolean;

/** Remembers the results of a pure function. It may ask for further results of its own: so a walk visits each node once. */
export function memoize<Key, Result extends Value>(make: (key: Key) => Result): (key: Key) => Result {
  const results = new Map<Key, Result>();
  return (key) => {
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = make(key);
    results.set(key, result);
    return result;
  };
}

/** Remembers the result of a pure function that takes nothing. */
export function once<Result extends Value>(make: () => Result): () => Result {
  const remembered = memoize((_: null) => make());
  return () => remembered(null);
}
