import type { Instant } from "../../runtime/request/request.js";
import { MS_PER_DAY } from "../../values/dates.js";
import { RequestError } from "../../values/errors.js";
import { LAST_INSTANT, readInstant } from "../../values/instant.js";
import { type Issue, issueAt } from "../../values/issue.js";
import type { Period } from "../retiring/model/hours-patterns.js";

export interface CheckOptions {
  /** Which hours count as those that occur: from this instant on. */
  readonly from: Instant;
  /** For so many days; 400 where it is left out, 3660 at most. */
  readonly days?: number;
}

/** Throws `RequestError` for options that are no instant or no number of days. */
export function readPeriod({ from, days = DAYS }: CheckOptions): Period {
  const start = readInstant(from);
  const issues: Issue[] = [];
  if (start === null) {
    issues.push(
      issueAt(["from"], {
        code: "invalid-instant",
        problem: "`from` is not an instant between 1970 and 2200",
        hint: "write it with an offset, as in `2026-11-23T10:00:00+01:00`, or give a Date or whole milliseconds since 1970",
      }),
    );
  }
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
    const problem = `\`days\` must be a whole number from 1 to ${MOST_DAYS}`;
    issues.push(issueAt(["days"], { code: "invalid-value", problem }));
  }
  if (start === null || issues.length > 0) throw new RequestError(issues);
  // No request comes later than that.
  return { from: start, until: Math.min(start + days * MS_PER_DAY, LAST_INSTANT + 1) };
}

const DAYS = 400;
const MOST_DAYS = 3660;
