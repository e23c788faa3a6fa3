import { type DatePattern, parseAnnualDate, parseDate, type WeekdayMap, yearOf } from "../../values/dates.js";
import type { Path, Problem } from "../../values/issue.js";
import { plainForm } from "../../values/look-alike.js";
import { quote, quoteList } from "../../values/quote.js";
import { writeInstead } from "../../values/suggest.js";
import type { Finding } from "../finding.js";
import type { LooseCalendarEntry } from "../schema/schedules.js";

/** The first and the last year that rulesets and requests may speak of. */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2200;

/** Reads a date pattern, which must have exactly one form and dates that exist. `pattern` is null if there are findings. */
export function readDatePattern(
  loose: LooseCalendarEntry,
  path: Path,
): { readonly pattern: DatePattern | null; readonly findings: readonly Finding[] } {
  const findings = [...checkForm(loose, path), ...checkDates(loose, path), ...checkOtherDays(loose, path)];
  return { pattern: findings.length === 0 ? (loose as DatePattern) : null, findings };
}

/** Returns the mistake in a date; null if it exists in the years allowed. */
export function checkDate(written: string): Problem | null {
  const day = parseDate(written);
  if (day !== null && yearOf(day) >= FIRST_YEAR && yearOf(day) <= LAST_YEAR) return null;
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written);
  if (match === null)
    return { code: "invalid-date", problem: `${quote(written)} is not a date`, hint: repairDate(written) };
  const [year, month] = [Number(match[1]), Number(match[2])];
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    const hint = `write a year from ${FIRST_YEAR} to ${LAST_YEAR}`;
    return { code: "year-out-of-range", problem: `${quote(written)} is too far away`, hint };
  }
  return { code: "invalid-date", problem: `${quote(written)} does not exist`, hint: lengthOfMonth(month, year) };
}

function checkForm(loose: LooseCalendarEntry, path: Path): Finding[] {
  const range = loose.from === undefined ? "through" : "from";
  const forms = (["date", range, "annually"] as const).filter((key) => loose[key] !== undefined);
  if (forms.length === 0) {
    const hint = "add `date`, `from` and `through`, or `annually`";
    return [{ code: "missing-key", problem: "no date is given", hint, path }];
  }
  if (forms.length > 1) {
    return [{ code: "two-dates", problem: `${quoteList(forms)} stand side by side`, hint: "keep one", path }];
  }
  const missing = range === "from" ? "through" : "from";
  if (forms[0] === range && loose[missing] === undefined) {
    const hint = "add it, or write `date` for a single day";
    const problem = `\`${missing}\` is missing beside \`${range}\``;
    return [{ code: "missing-key", problem, hint, path: [...path, missing] }];
  }
  if (loose.plusDays !== undefined && !(typeof loose.annually === "object" && "nth" in loose.annually)) {
    const { annually } = loose;
    const easter = typeof annually === "object" ? Object.keys(annually).find((key) => /easter/i.test(key)) : undefined;
    const hint =
      easter === undefined ? "write the day that is meant" : `add the days to the number of ${quote(easter)}`;
    const problem = "`plusDays` goes with `nth` alone";
    return [{ code: "misplaced-plus-days", problem, hint, path: [...path, "plusDays"], on: "key" }];
  }
  return [];
}

function checkDates(loose: LooseCalendarEntry, path: Path): Finding[] {
  const findings: Finding[] = [];
  for (const key of ["date", "from", "through"] as const) {
    const problem = loose[key] === undefined ? null : checkDate(loose[key]);
    if (problem !== null) findings.push({ ...problem, path: [...path, key] });
  }
  const { from = "", through = from, annually } = loose;
  // Comparing texts is enough: the years have four digits.
  if (findings.length === 0 && from > through) {
    const problem = `\`from\` ${quote(from)} is after \`through\` ${quote(through)}`;
    findings.push({ code: "from-after-through", problem, hint: "swap them", path: [...path, "from"] });
  }
  const annualDates = typeof annually === "string" ? [{ written: annually, keys: [] }] : datesOfRange(annually);
  for (const { written, keys } of annualDates) {
    if (parseAnnualDate(written) === null)
      findings.push({ ...notAnnual(written), path: [...path, "annually", ...keys] });
  }
  if (typeof annually === "object" && "nth" in annually && annually.nth === 0) {
    const hint = "write 1 to 5 from the start of the month, or -1 for the last";
    findings.push({ code: "out-of-range", problem: "`nth` is `0`", hint, path: [...path, "annually", "nth"] });
  }
  return findings;
}

function datesOfRange(annually: LooseCalendarEntry["annually"]) {
  if (typeof annually !== "object" || !("from" in annually)) return [];
  return [
    { written: annually.from, keys: ["from"] },
    { written: annually.through, keys: ["through"] },
  ];
}

/** Checks `observed` and `moved`. */
function checkOtherDays(loose: LooseCalendarEntry, path: Path): Finding[] {
  const keys = (["observed", "moved"] as const).filter((key) => loose[key] !== undefined);
  const [key, other] = keys;
  if (key === undefined) return [];
  if (other !== undefined) {
    const problem = "`observed` and `moved` stand side by side";
    const hint = "keep `observed` if the date itself is free too, or else `moved`";
    return [{ code: "two-dates", problem, hint, path: [...path, other], on: "key" }];
  }
  if (loose.date === undefined && typeof loose.annually !== "string") {
    const problem = `${quote(key)} goes with a single date alone`;
    const hint =
      typeof loose.annually === "object" && !("from" in loose.annually)
        ? "leave it out: these days have the same weekday every year"
        : "give each of the days an entry of its own";
    return [{ code: "misplaced-other-day", problem, hint, path: [...path, key], on: "key" }];
  }
  const days = Object.entries(loose[key] as WeekdayMap);
  if (days.length === 0) {
    const hint = 'name weekdays, as in `{ "sat": "fri", "sun": "mon" }`';
    return [{ code: "missing-key", problem: `${quote(key)} is empty`, hint, path: [...path, key] }];
  }
  return days.flatMap(([from, to]): Finding[] => {
    const problem = `${quote(from)} leads to itself`;
    const hint = "name the other weekday, or leave it out";
    return from === to ? [{ code: "invalid-value", problem, hint, path: [...path, key, from] }] : [];
  });
}

function notAnnual(written: string): Problem {
  const code = "invalid-date";
  const match = /^(\d\d)-(\d\d)$/.exec(written);
  if (match !== null)
    return { code, problem: `${quote(written)} does not exist`, hint: lengthOfMonth(Number(match[1]), null) };
  const plain = plainForm(written);
  if (plain !== written && parseAnnualDate(plain) !== null)
    return { code, problem: `${quote(written)} is not a date of every year`, hint: writeInstead(written, plain) };
  const hint =
    parseDate(written) === null
      ? "write `MM-DD`, such as `12-25`"
      : `write \`${written.slice(5)}\`, or \`date\` for one year alone`;
  return { code, problem: `${quote(written)} is not a date of every year`, hint };
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

function lengthOfMonth(month: number, year: number | null): string {
  const name = MONTHS[month - 1];
  if (name === undefined) return "the month goes from `01` to `12`, the day comes last";
  const days = new Date(Date.UTC(year ?? LEAP_YEAR, month, 0)).getUTCDate();
  if (year !== null) return `${name} ${year} has ${days} days`;
  return `${name} has ${days} days${month === FEBRUARY ? " at most" : ""}`;
}

const FEBRUARY = 2;
const LEAP_YEAR = 2000;

function repairDate(written: string): string {
  const plain = plainForm(written);
  if (plain !== written && parseDate(plain) !== null) return writeInstead(written, plain);
  if (parseAnnualDate(written) !== null) return `write the year too, or \`"annually": "${written}"\` for every year`;
  const match = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})$/.exec(written);
  if (match === null) return A_DATE;
  const [a, b, c] = match.slice(1) as [string, string, string];
  const iso = a.length === 4 ? [a, b, c] : Number(b) > 12 ? [c, a, b] : [c, b, a];
  const repaired = iso.map((part) => part.padStart(2, "0")).join("-");
  // 03/04/2026 is two different days, depending on the country.
  const isCertain = Number(a) > 12 || Number(b) > 12;
  return isCertain && parseDate(repaired) !== null ? `write ${quote(repaired)}` : A_DATE;
}

const A_DATE = "write `YYYY-MM-DD`, such as `2026-12-24`";
