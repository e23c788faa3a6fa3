/** All numbers between two, each included or not. Infinite where it has no end. */
export interface NumberInterval {
  readonly low: number;
  readonly includesLow: boolean;
  readonly high: number;
  readonly includesHigh: boolean;
}

interface NumberDomain {
  readonly isWhole: boolean;
  readonly minimum: number;
  readonly maximum: number;
}

/** A number in it, near the end that people name. */
export interface SampledInterval extends NumberInterval {
  readonly sample: number;
}

/**
 * Cuts a domain at thresholds: each threshold by itself, and what lies between, lowest first. Where the domain has no number, there is no
 * interval. Of a whole domain, the ends are included.
 */
export function cutDomain(values: readonly number[], domain: NumberDomain): SampledInterval[] {
  const thresholds = [...new Set(values)].sort((a, b) => a - b);
  const edges = [Number.NEGATIVE_INFINITY, ...thresholds, Number.POSITIVE_INFINITY];
  return edges.slice(1).flatMap((high, index) => {
    const low = edges[index] as number;
    const point = { low: high, includesLow: true, high, includesHigh: true };
    return [{ low, includesLow: false, high, includesHigh: false }, point].flatMap((interval) =>
      Number.isFinite(interval.low) || Number.isFinite(interval.high) || thresholds.length === 0
        ? (sampleWithin(interval, domain) ?? [])
        : [],
    );
  });
}

/** `3`, `4 or more`, `less than 0`, `more than 1 and less than 2`; a number of a limit is as good as no limit if nobody named one. */
export function intervalWords({ low, includesLow, high, includesHigh }: NumberInterval, isWhole: boolean): string {
  if (low === high) return String(low);
  const hasLow = low > -LIMIT;
  const hasHigh = high < LIMIT;
  if (!hasLow && !hasHigh) return "any number";
  if (isWhole && hasLow && hasHigh) return `${low} to ${high}`;
  const from = includesLow ? (hasHigh ? `at least ${low}` : `${low} or more`) : `more than ${low}`;
  const through = includesHigh ? (hasLow ? `at most ${high}` : `${high} or less`) : `less than ${high}`;
  return [hasLow ? from : null, hasHigh ? through : null].filter((part) => part !== null).join(" and ");
}

/** Puts neighbours together. Expects them lowest first. */
export function joinIntervals(intervals: readonly NumberInterval[], isWhole: boolean): NumberInterval[] {
  const joined: NumberInterval[] = [];
  for (const interval of intervals) {
    const last = joined.at(-1);
    if (last === undefined || !areNeighbours(last, interval, isWhole)) joined.push(interval);
    else joined[joined.length - 1] = { ...last, high: interval.high, includesHigh: interval.includesHigh };
  }
  return joined;
}

/** Of two that only touch, the number between them has to be of one. */
function areNeighbours(one: NumberInterval, next: NumberInterval, isWhole: boolean): boolean {
  if (one.high === next.low) return one.includesHigh || next.includesLow;
  return isWhole && one.high + 1 === next.low;
}

const LIMIT = Number.MAX_SAFE_INTEGER;

/** What of an interval is in the domain; null for nothing. */
function sampleWithin(interval: NumberInterval, { isWhole, minimum, maximum }: NumberDomain): SampledInterval | null {
  const clipped = {
    ...(interval.low < minimum ? { low: minimum, includesLow: true } : interval),
    ...(interval.high > maximum
      ? { high: maximum, includesHigh: true }
      : { high: interval.high, includesHigh: interval.includesHigh }),
  };
  const { low, high, includesLow, includesHigh } = isWhole ? wholeEnds(clipped) : clipped;
  const ends = { low, high, includesLow, includesHigh };
  if (low > high || (low === high && !(includesLow && includesHigh))) return null;
  if (includesLow && low > -LIMIT) return { ...ends, sample: low };
  if (includesHigh && high < LIMIT) return { ...ends, sample: high };
  const sample = low > -LIMIT ? (high - low > 2 ? low + 1 : low / 2 + high / 2) : high < LIMIT ? high - 1 : 0;
  // Two neighbouring floating point numbers have nothing between them.
  return sample > low && sample < high ? { ...ends, sample } : null;
}

function wholeEnds({ low, high, includesLow, includesHigh }: NumberInterval): NumberInterval {
  const first = includesLow ? Math.ceil(low) : Math.floor(low) + 1;
  const last = includesHigh ? Math.floor(high) : Math.ceil(high) - 1;
  return { low: first, includesLow: true, high: last, includesHigh: true };
}
