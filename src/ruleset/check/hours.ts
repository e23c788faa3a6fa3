import { WEEKDAYS } from "../../values/dates.js";
import type { Path, Problem } from "../../values/issue.js";
import { plainForm } from "../../values/look-alike.js";
import { quote, quoteList } from "../../values/quote.js";
import { MINUTES_PER_DAY, parseSpan, parseWeekdays, type Span, type WeeklyHours } from "../../values/spans.js";
import { synonymsFrom, writeInstead } from "../../values/suggest.js";
import type { Finding } from "../finding.js";
import { weekdayLike } from "../shape/weekday-names.js";

/** Weekly hours, and where they stand. */
export interface PlacedWeek {
  readonly weekly: WeeklyHours;
  readonly path: Path;
}

/**
 * Checks weeks that follow each other, the first after the last. Reports keys that are not weekdays, days that are listed twice, and wrong
 * spans.
 */
export function checkWeeks(weeks: readonly PlacedWeek[]): Finding[] {
  const findings = weeks.flatMap(checkWeek);
  // If a day is listed twice, nobody knows which hours apply.
  return findings.some(({ code }) => code === "weekday-twice") ? findings : [...findings, ...overlappedByNights(weeks)];
}

function checkWeek({ weekly, path }: PlacedWeek): Finding[] {
  const keyOfDay = new Map<number, string>();
  const findings: Finding[] = [];
  for (const [key, spans] of Object.entries(weekly)) {
    const at = [...path, key];
    const days = parseWeekdays(key) ?? [];
    if (days.length === 0) {
      const problem = `${quote(key)} is not a weekday`;
      findings.push({ code: "unknown-weekday", problem, hint: repairWeekdays(key), path: at, on: "key" });
    }
    // Two ranges can share several days. One of them is enough to report.
    const shared = days.find((day) => keyOfDay.has(day));
    if (shared !== undefined) {
      const keys = [keyOfDay.get(shared) as string, key];
      const problem = `\`${WEEKDAYS[shared]}\` is listed twice, in ${quoteList(keys)}`;
      findings.push({ code: "weekday-twice", problem, hint: "keep one", path: at, on: "key" });
    }
    for (const day of days) if (!keyOfDay.has(day)) keyOfDay.set(day, key);
    findings.push(...checkSpans(spans, at));
  }
  return findings;
}

/** Reports texts that are not spans, spans that overlap, end at 23:59, or whose times seem to be swapped. */
export function checkSpans(spans: readonly string[], path: Path): Finding[] {
  const read = spans.map(parseSpan);
  const overlapping: Finding[] = [];
  const others = spans.flatMap((text, index): Finding[] => {
    const at = [...path, index];
    const span = read[index] ?? null;
    if (span === null) return [{ ...notSpan(text), path: at }];
    const other = read.findIndex((each, place) => place < index && overlap(each, span, 0));
    if (other >= 0) {
      overlapping.push(spansOverlap(`${quote(text)} overlaps ${quote(spans[other] as string)}`, at));
      return [];
    }
    const minutes = span.closes - span.opens;
    if (span.closes === MINUTES_PER_DAY - 1) {
      const problem = `one minute is missing before midnight in ${quote(text)}`;
      const hint = `write ${quote(`${text.slice(0, 6)}24:00`)}`;
      return [{ code: "minute-missing", problem, hint, severity: "warning", path: at }];
    }
    if (span.closes <= MINUTES_PER_DAY || minutes <= LONGEST_NIGHT) return [];
    const [from, to] = text.split("-");
    const problem = `${quote(text)} runs into the next day, for ${Math.round(minutes / 6) / 10} hours`;
    return [
      { code: "long-night", problem, hint: `if \`${to}-${from}\` is meant, turn it round`, severity: "info", path: at },
    ];
  });
  return [...overlapping, ...others];
}

/** As long as a night shift, in minutes. Swapped times make a span of at least this length, if the day is shorter than 16 hours. */
const LONGEST_NIGHT = 8 * 60;

const RANGES_IN_WORDS = synonymsFrom({
  "sat-sun": ["weekend", "weekends"],
  "mon-fri": ["weekday", "weekdays", "workdays"],
  "mon-sun": ["daily", "all", "every day"],
});

function repairWeekdays(key: string): string {
  if (key.length > LONGEST_REPAIRED) return A_DAY;
  const parts = plainForm(key)
    .toLowerCase()
    .split(/\s*(?:[,;&+/]|\band\b)\s*/);
  const keys = parts.map(repairKey).filter((each) => each !== null);
  const [first] = keys;
  if (first === undefined || keys.length < parts.length) return A_DAY;
  if (keys.length === 1) return writeInstead(key, first);
  const start = WEEKDAYS.findIndex((weekday) => weekday === first);
  return keys.every((each, index) => each === WEEKDAYS[start + index])
    ? `write ${quote(`${first}-${keys.at(-1)}`)}`
    : `give each day a key of its own: ${quoteList(keys)}`;
}

const A_DAY = "write a day such as `sat`, or a range such as `mon-fri`";
const LONGEST_REPAIRED = 100;

function repairKey(part: string): string | null {
  const days = (RANGES_IN_WORDS.get(part) ?? part)
    // In Portuguese, `segunda-feira` is one day.
    .replaceAll("-feira", "")
    .split(/\s*(?:-|–|\.\.|\bto\b)\s*/)
    .map(weekdayLike);
  const repaired = days.join("-");
  return parseWeekdays(repaired) === null ? null : repaired;
}

function notSpan(span: string): Problem {
  const code = "invalid-span";
  if (!TIMES.test(span)) return { code, problem: `${quote(span)} are not hours`, hint: repairHours(span) };
  const [opens, closes] = span.split("-") as [string, string];
  if (opens === closes && opens !== "24:00") {
    const hint = "write `00:00-24:00` for the whole day, or leave it out for closed";
    return { code, problem: `${quote(span)} opens and closes at once`, hint };
  }
  const impossible = [opens, closes].find((time) => time > "24:00" || time.slice(3) > "59");
  if (impossible !== undefined) {
    const hint = impossible.slice(3) > "59" ? "minutes go to `59`" : "hours go to `23`; the end of the day is `24:00`";
    return { code, problem: `${quote(span)}: there is no ${quote(impossible)}`, hint };
  }
  const hint = `write \`00:00-${closes === "00:00" ? "24:00" : closes}\` on the next day`;
  return { code, problem: `${quote(span)}: \`24:00\` ends a day and cannot open one`, hint };
}

function repairHours(span: string): string {
  if (/^(?:|closed|none|off)$/i.test(span.trim())) return "leave the list empty for closed: `[]`";
  if (span.length > LONGEST_REPAIRED) return TWO_TIMES;
  const parts = plainForm(span).split(/[,;&+/]|\band\b/);
  const repaired = parts.map(repairSpan).filter((each) => each !== null);
  const [first] = repaired;
  if (first === undefined || repaired.length < parts.length || parts.length > MAX_SPANS) return TWO_TIMES;
  if (repaired.length === 1) return writeInstead(span, first);
  return `put each in its own quotes: \`${repaired.map((each) => JSON.stringify(each)).join(", ")}\``;
}

const TWO_TIMES = "write opening and closing time, such as `09:00-17:00`";
const MAX_SPANS = 4;
const TIMES = /^\d\d:\d\d-\d\d:\d\d$/;

/** Repairs the most common forms: `9:00-17:00`, `09.00-17.00`, `09:00 – 17:00`, `9-17`, `9am-5pm`. */
function repairSpan(span: string): string | null {
  const match = /^(\d{1,2})(?:[:.h](\d\d))? ?([ap]m)?(?:-|–|—|to)(\d{1,2})(?:[:.h](\d\d))? ?([ap]m)?$/i.exec(
    span.replace(/\s/g, ""),
  );
  if (match === null) return null;
  const [, opens = "", opensMinute, opensHalf, closes = "", closesMinute, closesHalf] = match;
  const repaired = `${clock(opens, opensMinute, opensHalf)}-${clock(closes, closesMinute, closesHalf)}`;
  return parseSpan(repaired) === null ? null : repaired;
}

function clock(hour: string, minute = "00", half?: string): string {
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  return `${String(hours).padStart(2, "0")}:${minute}`;
}

/** Reports spans that overlap the previous day's night hours. */
function overlappedByNights(weeks: readonly PlacedWeek[]): Finding[] {
  const days = weeks.flatMap(({ weekly, path }) => {
    const ofWeek: { text: string; span: Span | null; path: Path }[][] = WEEKDAYS.map(() => []);
    for (const [key, texts] of Object.entries(weekly)) {
      const placed = texts.map((text, index) => ({ text, span: parseSpan(text), path: [...path, key, index] }));
      for (const day of parseWeekdays(key) ?? []) ofWeek[day]?.push(...placed);
    }
    return ofWeek;
  });
  const reported = new Set<string>();
  return days.flatMap((evening, day) =>
    evening.flatMap((night) =>
      (days[(day + 1) % days.length] ?? []).flatMap((next) => {
        const place = next.path.join(" ");
        if (!overlap(night.span, next.span, MINUTES_PER_DAY) || reported.has(place)) return [];
        reported.add(place);
        const runsOn = `${quote(night.text)}, which runs on from \`${WEEKDAYS[day % WEEKDAYS.length]}\``;
        return spansOverlap(`${quote(next.text)} overlaps ${runsOn}`, next.path);
      }),
    ),
  );
}

/** The day of `second` begins `later` minutes after the day of `first`. Spans that only touch do not overlap. */
function overlap(first: Span | null, second: Span | null, later: number): boolean {
  if (first === null || second === null) return false;
  return first.opens < second.closes + later && second.opens + later < first.closes;
}

function spansOverlap(problem: string, path: Path): Finding {
  return {
    code: "spans-overlap",
    problem,
    hint: "join them into one, or correct the times",
    severity: "warning",
    path,
  };
}
