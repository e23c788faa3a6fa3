import { MS_PER_DAY } from "../values/dates.js";
import { RequestError } from "../values/errors.js";
import type { Instant } from "../values/instant.js";
import { LAST_INSTANT, readInstant } from "../values/instant.js";
import { describeInstantFault } from "../values/instant-fault.js";
import { type Issue, issueAt } from "../values/issue.js";

/** From an instant on, before another. Epoch ms. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/** The period whose opening hours an analysis looks at. */
export interface CheckOptions {
  /** The start: a Date, whole epoch milliseconds, or RFC 3339; March 1973 to 2200. */
  readonly from: Instant;
  /** The length in days of 24 hours: 1 to 3660; 400 by default. */
  readonly days?: number;
}

/** Reads the options of an analysis. Throws `RequestError` with an issue for each option that cannot be read. */
export function readPeriod({ from, days = DEFAULT_DAYS }: CheckOptions): Period {
  const start = readInstant(from);
  const issues: Issue[] = [];
  if (start === null) issues.push(issueAt(["from"], describeInstantFault("`from`", from)));
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS) {
    const problem = `\`days\` must be a whole number from 1 to ${MAX_DAYS}`;
    issues.push(issueAt(["days"], { code: "invalid-value", problem }));
  }
  if (start === null || issues.length > 0) throw new RequestError(issues);
  // The router refuses requests after the last instant.
  return { from: start, until: Math.min(start + days * MS_PER_DAY, LAST_INSTANT + 1) };
}

const DEFAULT_DAYS = 400;
const MAX_DAYS = 3660;

/** Joins periods that touch and have equal keys. */
export function joinAlike<Item extends Period>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null = () => null,
): Item[] {
  const joined: Item[] = [];
  for (const item of items) {
    const last = joined.at(-1);
    if (last?.until === item.from && keyOf(last) === keyOf(item)) joined.splice(-1, 1, { ...last, until: item.until });
    else joined.push(item);
  }
  return joined;
}
