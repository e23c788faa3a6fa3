import type { DatePattern } from "../../../values/dates.js";
import { type DayNumber, formatDate } from "../../../values/dates.js";
import type { Path } from "../../../values/issue.js";
import { quote } from "../../../values/quote.js";
import type { Finding } from "../../finding.js";
import type { LooseException } from "../../shape/loose-schedule.js";
import { ALL_DAYS, type AnnualPattern, type DayFinder, type DayRange, isAnnual, rangeOf } from "./days-of-patterns.js";

/** An exception whose dates can be read. */
export interface DatedException {
  readonly path: Path;
  readonly pattern: DatePattern;
  readonly exception: LooseException;
}

/**
 * Two exceptions of one schedule on one date, each told of once, with the first such date.
 *
 * Annual ones are looked at from 1970 to 2200. Where one is annual, two that say the same of their hours do not contradict each other.
 */
export function checkExceptionCollisions(exceptions: readonly DatedException[], daysOf: DayFinder): Finding[] {
  const ranges: Range[] = [];
  const annual: Annual[] = [];
  for (const of of exceptions) {
    const says = sayOf(of.exception);
    if (isAnnual(of.pattern)) annual.push({ of, says, pattern: of.pattern });
    else ranges.push({ of, says, ...rangeOf(of.pattern) });
  }
  ranges.sort((a, b) => a.first - b.first || a.last - b.last);
  return [...rangesThatOverlap(ranges), ...annualThatMeet(annual, ranges, daysOf)];
}

interface Saying {
  readonly of: DatedException;
  /** Of its hours. */
  readonly says: string;
}

type Range = Saying & DayRange;
type Annual = Saying & { readonly pattern: AnnualPattern };

/** Expects ranges in order of their first days. */
function rangesThatOverlap(ranges: readonly Range[]): Finding[] {
  const findings: Finding[] = [];
  let longest: Range | undefined;
  for (const range of ranges) {
    if (longest !== undefined && range.first <= longest.last)
      findings.push(collision(longest.of, range.of, range.first));
    if (longest === undefined || range.last > longest.last) longest = range;
  }
  return findings;
}

function annualThatMeet(annual: readonly Annual[], ranges: readonly Range[], daysOf: DayFinder): Finding[] {
  if (annual.length === 0) return [];
  /** By day, one more than the index of the first of them. An array, as there may be a thousand annual ones, each with 231 days. */
  const firstOn = new Uint16Array(ALL_DAYS.last - ALL_DAYS.first + 1);
  return annual.flatMap(({ of, pattern, says }, index) => {
    let told: Finding | null = null;
    for (const day of daysOf(pattern)) {
      const place = day - ALL_DAYS.first;
      const first = firstOn[place] as number;
      if (first === 0) firstOn[place] = index + 1;
      if (told !== null) continue;
      const other = first === 0 ? rangeOn(ranges, day) : annual[first - 1];
      if (other !== undefined && other.says !== says) told = collision(other.of, of, day);
    }
    return told ?? [];
  });
}

/** The last range to begin by that day, if it still lasts; ranges that overlap are told of elsewhere. */
function rangeOn(ranges: readonly Range[], day: DayNumber): Range | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as Range).first <= day) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low - 1];
  return range !== undefined && day <= range.last ? range : undefined;
}

function sayOf({ hours, weekly, carryOver = false }: LooseException): string {
  return JSON.stringify([hours, weekly, carryOver]);
}

function collision(first: DatedException, second: DatedException, day: DayNumber): Finding {
  const [earlier, later] = indexOf(first) < indexOf(second) ? [first, second] : [second, first];
  const problem = `${describe(earlier)} and ${describe(later)} both fall on \`${formatDate(day)}\``;
  return { code: "dates-collide", problem, hint: "keep one for that day", path: later.path };
}

function indexOf({ path }: DatedException): number {
  return Number(path.at(-1));
}

function describe({ exception, path }: DatedException): string {
  return exception.name === undefined ? `exception ${Number(path.at(-1)) + 1}` : `exception ${quote(exception.name)}`;
}
