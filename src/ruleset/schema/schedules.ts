import * as z from "zod/mini";
import { WEEKDAYS } from "../../values/dates.js";
import { isObject } from "../../values/plain-object.js";
import { quoteList } from "../../values/quote.js";
import type { WeeklyHours } from "../../values/spans.js";
import { nearestWord } from "../../values/suggest.js";
import type { CalendarEntry, HolidayRule, Schedule, ScheduleException } from "../document.js";
import { typeProblem } from "../shape/shape-problems.js";
import { closed, flag, id, nonEmptyText, oneOf, type ShapeProblem, text } from "./forms.js";

/** An exception whose date may have no form, or two. The checks determine it, with better messages than a schema. */
export type LooseException = z.infer<typeof scheduleException>;
/** A calendar entry whose date may have no form, or two. */
export type LooseCalendarEntry = z.infer<typeof calendarEntry>;
/** A schedule whose exceptions may have no form, or two. */
export type LooseSchedule = Omit<Schedule, "exceptions"> & { readonly exceptions?: readonly LooseException[] };

// Fails to compile if a loose type and its public type have different keys.
type KeyOf<T> = T extends unknown ? keyof T : never;
type SameKeys<A, B> = [Exclude<KeyOf<A>, KeyOf<B>>, Exclude<KeyOf<B>, KeyOf<A>>] extends [never, never] ? true : false;
true satisfies SameKeys<LooseException, ScheduleException>;
true satisfies SameKeys<LooseCalendarEntry, CalendarEntry>;

/** The most dates of one schedule or calendar: decades of holidays. */
const MAX_DATES = 1000;
const MAX_HOLIDAYS = 20;
/** The most spans of one day: one for every half hour. */
const MAX_SPANS = 48;

const SPAN = "^([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)$";
const DATE = "^\\d{4}-\\d{2}-\\d{2}$";

const span = z.string().check(
  z.meta({
    pattern: SPAN,
    description:
      "Opening and closing time on the clock of the schedule's time zone. One that closes earlier than it opens runs into the next day.",
    defaultSnippets: [{ label: "09:00-17:00", body: "09:00-17:00" }],
  }),
);

const spans = (description: string): z.ZodMiniType<readonly string[]> =>
  z.array(span).check(z.maxLength(MAX_SPANS), z.meta({ description }));

const weeklyHours = (description: string): z.ZodMiniType<WeeklyHours> =>
  z
    .record(
      z.string().check(z.meta({ pattern: WEEKDAY_KEYS })),
      spans("When it is open on these days; empty for closed."),
    )
    .check(
      z.meta({
        description,
        defaultSnippets: [{ label: "working days", body: { "mon-fri": ["09:00-17:00"] } }],
      }),
    );

const DAY = `(${WEEKDAYS.join("|")})`;
const WEEKDAY_KEYS = `^${DAY}(-${DAY})?$`;

const whole = (minimum: number, maximum: number, description: string) =>
  z.int().check(z.minimum(minimum), z.maximum(maximum), z.meta({ description }));

const annualWeekday = closed({
  nth: whole(-1, 5, "1 for the first, -1 for the last."),
  weekday: z.enum(WEEKDAYS).check(z.meta({ description: "Which day of the week." })),
  month: whole(1, 12, "1 for January."),
});

const annualEaster = closed({
  easter: whole(-366, 366, "Days after Easter Sunday; -2 for Good Friday, 1 for Easter Monday."),
});

const annualDate = z
  .string()
  .check(z.meta({ pattern: "^\\d{2}-\\d{2}$", description: "The same date every year, as MM-DD." }));

const annually = oneOf<string | z.infer<typeof annualWeekday> | z.infer<typeof annualEaster>>(
  () => [annualDate, annualWeekday, annualEaster],
  (value) => {
    if (typeof value === "string") return [];
    if (isObject(value)) return chooseAnnual(Object.keys(value));
    return typeProblem(
      "`annually`",
      "a text such as `12-25`, or an object with `nth`, `weekday` and `month`, or with `easter`",
      value,
    );
  },
  {
    description: "Every year: on a date (MM-DD), on the nth weekday of a month, or so many days from Easter.",
    defaultSnippets: [
      { label: "a date", body: "12-25" },
      { label: "the last Monday of August", body: { nth: -1, weekday: "mon", month: 8 } },
      { label: "Good Friday", body: { easter: -2 } },
    ],
  },
);

/** Chooses by the keys of the two forms, or else by misspelt ones. */
function chooseAnnual(keys: readonly string[]): readonly z.ZodMiniType[] | ShapeProblem {
  if (keys.includes("easter")) return [annualEaster];
  const known = keys.find((key) => ANNUAL_KEYS.includes(key));
  const meant = keys.map((key) => nearestWord(key, ANNUAL_KEYS)).find((key) => key !== null);
  const form = known ?? meant;
  if (form !== undefined || keys.length === 0) return [form === "easter" ? annualEaster : annualWeekday];
  const hint = `write \`nth\`, \`weekday\` and \`month\`, or \`easter\`, instead of ${quoteList(keys)}`;
  return { code: "missing-key", problem: "`annually` names no date", hint };
}

const ANNUAL_KEYS: readonly string[] = [...Object.keys(annualWeekday.shape), ...Object.keys(annualEaster.shape)];

const dateKeys = {
  date: z.exactOptional(z.string()).check(z.meta({ pattern: DATE, description: "One day, as YYYY-MM-DD." })),
  from: z
    .exactOptional(z.string())
    .check(z.meta({ pattern: DATE, description: "The first of several days, as YYYY-MM-DD." })),
  through: z
    .exactOptional(z.string())
    .check(z.meta({ pattern: DATE, description: "The last of them, itself included." })),
  annually: z.exactOptional(annually),
  plusDays: z.exactOptional(whole(-366, 366, "Days after the nth weekday; negative for before.")),
};

const calendarEntry = closed(
  { ...dateKeys, name: z.exactOptional(nonEmptyText("What the day is called; customers may read it.")) },
  {
    description: "A holiday.",
    defaultSnippets: [
      { label: "one day", body: { date: "$1", name: "$2" } },
      { label: "every year", body: { annually: "$1", name: "$2" } },
    ],
  },
);

export const calendar: z.ZodMiniType<readonly LooseCalendarEntry[]> = z
  .array(calendarEntry)
  .check(
    z.maxLength(MAX_DATES),
    z.meta({ description: "A list of holidays, for schedules to refer to. The key is its id." }),
  );

const holidayRule = closed({
  calendar: id("An id of `calendars`."),
  hours: spans("The hours on each of its days; empty for closed."),
  carryOver: flag("Keep what the night before runs into the holiday."),
}) satisfies z.ZodMiniType<HolidayRule>;

const scheduleException = closed(
  {
    ...dateKeys,
    hours: z.exactOptional(spans("The hours of the day, in place of the weekly ones; empty for closed.")),
    weekly: z.exactOptional(weeklyHours("The hours by weekday while it lasts, in place of the usual ones.")),
    name: z.exactOptional(nonEmptyText("Why; customers may read it.")),
    carryOver: flag("Keep what the night before runs into the first of these days."),
  },
  {
    description: "Days on which other hours hold.",
    defaultSnippets: [
      { label: "closed on a day", body: { date: "$1", hours: [], name: "$2" } },
      {
        label: "other hours for a season",
        body: { from: "$1", through: "$2", weekly: { "mon-fri": ["10:00-16:00"] }, name: "$3" },
      },
    ],
  },
);

export const schedule: z.ZodMiniType<LooseSchedule> = closed(
  {
    description: z.exactOptional(text("Whose hours these are.")),
    timeZone: z.string().check(
      z.meta({
        description:
          "Where the clock hangs: an IANA name such as Europe/Amsterdam, or customer for the customer's own time zone.",
        examples: ["Europe/Amsterdam", "America/New_York", "customer"],
      }),
    ),
    weekly: weeklyHours("The usual hours. A key is a day (sat) or a range of days (mon-fri)."),
    holidays: z
      .exactOptional(z.array(holidayRule).check(z.maxLength(MAX_HOLIDAYS)))
      .check(z.meta({ description: "Which calendars' days have other hours." })),
    exceptions: z
      .exactOptional(z.array(scheduleException).check(z.maxLength(MAX_DATES)))
      .check(z.meta({ description: "Dates with other hours; they go before holidays." })),
  },
  {
    description: "Hours of operation in a time zone. The key is its id.",
    defaultSnippets: [{ label: "office hours", body: { timeZone: "$1", weekly: { "mon-fri": ["09:00-17:00"] } } }],
  },
);
