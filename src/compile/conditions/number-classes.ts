/**
 * The classes of a number that is only ever compared with `thresholds`: below the first, equal to it, between it and the second, and so
 * on. With n thresholds there are 2n + 1, numbered from the lowest.
 */
export interface NumberClasses {
  readonly count: number;
  classOf(value: number): number;
  /** Some number of the class. */
  sampleOf(numberClass: number): number;
}

export function numberClasses(values: Iterable<number>): NumberClasses {
  // INVARIANT: sorted, no two equal.
  const thresholds = [...new Set(values)].sort((a, b) => a - b);

  function classOf(value: number): number {
    let low = 0;
    let high = thresholds.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((thresholds[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return thresholds[low] === value ? 2 * low + 1 : 2 * low;
  }

  function sampleOf(numberClass: number): number {
    const above = thresholds[numberClass >> 1];
    if (numberClass % 2 === 1 && above !== undefined) return above;
    const below = thresholds[(numberClass >> 1) - 1];
    if (below === undefined) return above === undefined ? 0 : above - Math.max(1, Math.abs(above));
    return above === undefined ? below + Math.max(1, Math.abs(below)) : below / 2 + above / 2;
  }

  return { count: 2 * thresholds.length + 1, classOf, sampleOf };
}
