import fc from "fast-check";
import type {
  CalendarEntry,
  DerivedSchedule,
  HolidayRule,
  RotatingSchedule,
  Rotation,
  Schedule,
  ScheduleException,
  WeeklySchedule,
} from "../../src/ruleset/document.js";
import type { DatePattern } from "../../src/values/dates.js";
import { occurrencesIn } from "../../src/values/dates.js";
import type { WeeklyHours } from "../../src/values/spans.js";

/** Clocks of every kind: none that change, an hour, half an hour, at midnight, a whole day, twice a year around Ramadan. */
export const ZONES = [
  "UTC",
  "Europe/Amsterdam",
  "America/New_York",
  "Australia/Lord_Howe",
  "America/Santiago",
  "Pacific/Apia",
  "Asia/Kathmandu",
  "Africa/Casablanca",
] as const;

/** Mostly one of {@link ZONES}; now and then any that this runtime knows. */
export const zone: fc.Arbitrary<string> = fc.oneof(
  { weight: 15, arbitrary: fc.constantFrom(...ZONES) },
  { weight: 1, arbitrary: fc.constantFrom(...Intl.supportedValuesOf("timeZone")) },
);

export interface Hours {
  readonly schedules: Readonly<Record<string, Schedule>>;
  readonly calendars: Readonly<Record<string, readonly CalendarEntry[]>>;
}

/** Days on which some clock of {@link ZONES} changes, or that {@link DATES} speak of. */
export const NOTABLE_DAYS = [
  ...[
    "2011-12-30",
    "2026-02-15",
    "2026-03-08",
    "2026-03-22",
    "2026-03-29",
    "2026-04-05",
    "2026-09-06",
    "2026-10-04",
    "2026-10-25",
  ],
  ...["2026-11-01", "2026-11-27", "2026-12-24", "2026-12-31", "2027-03-26", "2028-02-29"],
] as const;

const DATES: readonly DatePattern[] = [
  ...NOTABLE_DAYS.map((date) => ({ date })),
  { from: "2026-10-24", through: "2026-10-26" },
  { from: "2026-03-28", through: "2026-04-06" },
  { from: "2026-12-24", through: "2027-01-02" },
  { annually: "01-01" },
  { annually: "02-29" },
  { annually: "12-25" },
  { annually: { nth: 4, weekday: "thu", month: 11 }, plusDays: 1 },
  { annually: { nth: -1, weekday: "sun", month: 10 } },
  { annually: { nth: 5, weekday: "mon", month: 3 }, plusDays: 2 },
  { annually: { nth: 1, weekday: "sun", month: 4 } },
  { annually: { easter: -2 } },
  { annually: { easter: 0 } },
  { annually: { orthodoxEaster: -2 } },
  { annually: "12-26", observed: { sat: "fri", sun: "mon" } },
  { annually: "10-25", moved: { sun: "sat" } },
  { date: "2026-11-01", observed: { sun: "tue" } },
  { annually: { from: "12-24", through: "01-02" } },
  { annually: { from: "10-20", through: "03-31" } },
  { annually: { from: "02-26", through: "02-29" } },
];

const WEEKS: readonly (readonly string[])[] = [
  ["mon-fri", "sat"],
  ["mon-sun"],
  ["sun-thu", "fri", "sat"],
  ["fri-mon"],
  ["wed", "sat-sun"],
];
const OPENINGS = ["00:00", "00:30", "01:30", "02:10", "02:30", "09:00", "12:00", "18:00", "22:00", "23:30"];
const CLOSINGS = [
  "00:00",
  "24:00",
  "00:15",
  "01:00",
  "02:00",
  "02:35",
  "03:00",
  "08:00",
  "12:00",
  "18:00",
  "23:00",
  "23:45",
];

const span = fc
  .tuple(fc.constantFrom(...OPENINGS), fc.constantFrom(...CLOSINGS))
  .filter(([opens, closes]) => opens !== closes)
  .map(([opens, closes]) => `${opens}-${closes}`);
const spans = fc.uniqueArray(span, { maxLength: 2 });

const weekly: fc.Arbitrary<WeeklyHours> = fc
  .tuple(
    fc.constantFrom(...WEEKS),
    fc.array(fc.uniqueArray(span, { minLength: 1, maxLength: 2 }), { minLength: 3, maxLength: 3 }),
  )
  .map(([keys, hours]) => Object.fromEntries(keys.map((key, index) => [key, hours[index] ?? []])));

const named = fc.record({ name: fc.constantFrom("Feast", "Strike") }, { requiredKeys: [] });
const carrying = fc.record({ carryOver: fc.boolean() }, { requiredKeys: [] });
const dates = fc.constantFrom(...DATES);

const exception: fc.Arbitrary<ScheduleException> = fc
  .tuple(
    dates,
    named,
    fc.oneof(
      fc.tuple(spans, carrying).map(([hours, rest]) => ({ hours, ...rest })),
      fc.tuple(weekly, carrying).map(([hours, rest]) => ({ weekly: hours, ...rest })),
      fc.uniqueArray(span, { minLength: 1, maxLength: 2 }).map((closed) => ({ closed })),
    ),
  )
  .map((parts) => Object.assign({}, ...parts) as ScheduleException);
const holiday: fc.Arbitrary<Omit<HolidayRule, "calendar">> = fc
  .tuple(spans, carrying)
  .map(([hours, rest]) => ({ hours, ...rest }));

const calendarEntry: fc.Arbitrary<CalendarEntry> = fc
  .tuple(dates, named)
  .map(([pattern, name]) => ({ ...pattern, ...name }));

/** A Monday some weeks before or after {@link NOTABLE_DAYS}, and two or three weeks. */
const rotation: fc.Arbitrary<Rotation> = fc
  .tuple(fc.constantFrom("2026-11-30", "2011-12-26", "2030-01-07"), fc.array(weekly, { minLength: 2, maxLength: 3 }))
  .map(([startsOn, weeks]) => ({ startsOn, weeks }));
const usual = fc.oneof(
  { weight: 3, arbitrary: weekly.map((hours) => ({ weekly: hours })) },
  { weight: 1, arbitrary: rotation.map((weeks) => ({ rotation: weeks })) },
);

const minutes = fc.oneof(fc.constantFrom(0, 10, 30, 60, 1440), fc.nat(1440));

/** Opens later or closes earlier than another schedule, or both. */
export function derivedFrom(basedOn: string): fc.Arbitrary<DerivedSchedule> {
  return fc
    .record({ openLaterMinutes: minutes, closeEarlierMinutes: minutes }, { requiredKeys: [] })
    .map((margins) => ({ basedOn, ...margins }));
}

/** A schedule of one of two calendars, `nl` and `us`. */
export function scheduleIn(timeZone: fc.Arbitrary<string>): fc.Arbitrary<WeeklySchedule | RotatingSchedule> {
  const exceptions = fc.array(exception, { maxLength: 4 }).map((list) => withoutCollisions(list, kindOf));
  const holidays = fc.uniqueArray(fc.tuple(fc.constantFrom("nl", "us"), holiday), {
    selector: ([calendar]) => calendar,
    maxLength: 2,
  });
  return fc
    .record({ timeZone, usual, exceptions, holidays }, { requiredKeys: ["timeZone", "usual"] })
    .map(({ holidays: closed, usual: weeks, ...rest }) => ({
      ...rest,
      ...weeks,
      ...(closed === undefined ? {} : { holidays: closed.map(([calendar, hours]) => ({ calendar, ...hours })) }),
    }));
}

/** No two entries on one date, of one calendar or of two: a schedule may take both. */
export const calendars: fc.Arbitrary<{ nl: CalendarEntry[]; us: CalendarEntry[] }> = fc
  .array(calendarEntry, { maxLength: 5 })
  .map((entries) => withoutCollisions(entries, () => "holiday"))
  .map((entries) => ({ nl: entries.slice(0, 2), us: entries.slice(2) }));

/** Schedules `desk` and `night` in zones of their own, and `local`, mostly in customer time. */
export const hours: fc.Arbitrary<Hours> = fc.record({
  schedules: fc.record({
    desk: scheduleIn(zone),
    night: fc.oneof({ weight: 3, arbitrary: scheduleIn(zone) }, { weight: 1, arbitrary: derivedFrom("desk") }),
    local: scheduleIn(fc.oneof(fc.constant("customer"), fc.constant("customer"), zone)),
  }),
  calendars,
});

/** Leaves out each entry that falls on a day of an earlier one of its kind. Null is the kind of what may share a day. */
function withoutCollisions<Entry extends DatePattern>(
  entries: readonly Entry[],
  kindOfEntry: (entry: Entry) => string | null,
): Entry[] {
  const taken = new Set<string>();
  return entries.filter((entry) => {
    const kind = kindOfEntry(entry);
    const days = kind === null ? [] : daysOf(entry).map((day) => `${kind} ${day}`);
    if (days.some((day) => taken.has(day))) return false;
    for (const day of days) taken.add(day);
    return true;
  });
}

/** Exceptions of two kinds may share a day: the more specific one counts. Null for a cut. */
function kindOf(entry: ScheduleException): string | null {
  if ("closed" in entry) return null;
  const { annually } = entry as { annually?: string | object };
  const isRange = "from" in entry || (typeof annually === "object" && "from" in annually);
  const kind = "weekly" in entry ? "season" : isRange ? "range" : "day";
  return `${kind} ${annually === undefined ? "dated" : "annual"}`;
}

const knownDays = new Map<string, readonly number[]>();

function daysOf(entry: DatePattern): readonly number[] {
  const key = JSON.stringify({ ...entry, hours: null, weekly: null, closed: null, name: null, carryOver: null });
  const days =
    knownDays.get(key) ?? Array.from({ length: 235 }, (_, index) => occurrencesIn(entry, 1968 + index)).flat();
  knownDays.set(key, days);
  return days;
}
