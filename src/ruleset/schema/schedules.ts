import * as z from "zod/mini";
import { WEEKDAYS } from "../../values/dates.js";
import { isObject } from "../../values/plain-object.js";
import { quoteList } from "../../values/quote.js";
import type { WeeklyHours } from "../../values/spans.js";
import { nearestWord } from "../../values/suggest.js";
import type {
  CalendarEntry,
  DerivedSchedule,
  HolidayRule,
  RotatingSchedule,
  ScheduleException,
  WeeklySchedule,
} from "../document.js";
import { typeProblem } from "../shape/shape-problems.js";
import { DATE, dateKeys, whole } from "./dates.js";
import { closed, flag, id, nonEmptyText, oneOf, type ShapeProblem, text } from "./forms.js";

/** An exception whose date may have no form, or two. The checks determine it, with better messages than a schema. */
export type LooseException = z.infer<typeof scheduleException>;
/** A calendar entry whose date may have no form, or two. */
export type LooseCalendarEntry = z.infer<typeof calendarEntry>;
/** A schedule of any form, whose exceptions may have no form, or two. */
export type LooseSchedule = Omit<Partial<WeeklySchedule & RotatingSchedule & DerivedSchedule>, "exceptions"> & {
  readonly exceptions?: readonly LooseException[];
};

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

/** The most weeks that alternate: a year of them. */
const MAX_WEEKS = 53;

const SPAN = "^([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)$";

const span = z.string().check(
  z.meta({
    pattern: SPAN,
    patternErrorMessage: "write opening and closing time, such as 09:00-17:00",
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
      z
        .string()
        .check(
          z.meta({ pattern: WEEKDAY_KEYS, patternErrorMessage: "write a day such as sat, or a range such as mon-fri" }),
        ),
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

const calendarEntry = closed(
  { ...dateKeys, name: z.exactOptional(nonEmptyText("The day's name; customers may read it.")) },
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
    closed: z.exactOptional(spans("Hours that are removed from whatever hours these days have.")),
    name: z.exactOptional(nonEmptyText("Why; customers may read it.")),
    carryOver: flag("Keep what the night before runs into the first of these days."),
  },
  {
    description: "Days on which other hours hold.",
    defaultSnippets: [
      { label: "closed on a day", body: { date: "$1", hours: [], name: "$2" } },
      {
        label: "other hours for a season",
        body: {
          annually: { from: "$1", through: "$2" },
          weekly: { "mon-fri": ["10:00-16:00"] },
          name: "$3",
        },
      },
      { label: "closed for some hours", body: { date: "$1", closed: ["12:00-13:00"], name: "$2" } },
    ],
  },
);

const description = z.exactOptional(text("Whose hours these are."));

const ownKeys = {
  description,
  timeZone: z.string().check(
    z.meta({
      description:
        "Where the clock hangs: an IANA name such as Europe/Amsterdam, or customer for the customer's own time zone.",
      examples: ["Europe/Amsterdam", "America/New_York", "customer"],
    }),
  ),
  holidays: z
    .exactOptional(z.array(holidayRule).check(z.maxLength(MAX_HOLIDAYS)))
    .check(z.meta({ description: "Which calendars' days have other hours." })),
  exceptions: z.exactOptional(z.array(scheduleException).check(z.maxLength(MAX_DATES))).check(
    z.meta({
      description:
        "Dates with other hours. A day goes before a range, a range before holidays, and holidays before a season.",
    }),
  ),
};

const week = (of: string) => weeklyHours(`${of} A key is a day (sat) or a range of days (mon-fri).`);

const weeklySchedule = closed(
  { ...ownKeys, weekly: week("The usual hours.") },
  { description: "Hours of operation in a time zone." },
);

const rotatingSchedule = closed(
  {
    ...ownKeys,
    rotation: closed(
      {
        startsOn: z.string().check(
          z.meta({
            pattern: DATE,
            patternErrorMessage: "write a date as YYYY-MM-DD, such as 2026-12-24",
            description: "A Monday, as YYYY-MM-DD, on which the first of the weeks starts.",
          }),
        ),
        weeks: z.array(week("The hours of one week.")).check(
          z.minLength(1),
          z.maxLength(MAX_WEEKS),
          z.meta({
            description: "The weeks, in the order in which they follow each other. Then the first one returns.",
          }),
        ),
      },
      { description: "Weeks that alternate, before and after their start." },
    ),
  },
  { description: "Hours of operation in a time zone, in weeks that alternate." },
);

const margin = (description: string) => z.exactOptional(whole(0, 1440, description));

const derivedSchedule = closed(
  {
    description,
    basedOn: id("An id of `schedules`, whose time zone and hours these are."),
    openLaterMinutes: margin("How many minutes later it opens."),
    closeEarlierMinutes: margin("How many minutes earlier it closes."),
  },
  { description: "The hours of another schedule, with later opening or earlier closing." },
);

export const schedule = oneOf<LooseSchedule>(
  () => [weeklySchedule, rotatingSchedule, derivedSchedule],
  chooseSchedule,
  {
    description: "Hours of operation. The key is its id.",
    defaultSnippets: [
      { label: "office hours", body: { timeZone: "$1", weekly: { "mon-fri": ["09:00-17:00"] } } },
      {
        label: "alternating weeks",
        body: {
          timeZone: "$1",
          rotation: { startsOn: "$2", weeks: [{ "mon-fri": ["09:00-17:00"] }, { "mon-sat": ["09:00-17:00"] }] },
        },
      },
      { label: "closes earlier than another", body: { basedOn: "$1", closeEarlierMinutes: 10 } },
    ],
  },
);

/** Chooses by the keys, or else by a misspelt `basedOn` or `rotation`. */
function chooseSchedule(value: unknown): readonly z.ZodMiniType[] | ShapeProblem {
  if (!isObject(value)) return typeProblem("a schedule", "an object", value);
  const keys = Object.keys(value);
  const present = HOURS_KEYS.filter((key) => keys.includes(key));
  if (present.length > 1) {
    const [, key] = present as [string, string];
    return { code: "two-hours", problem: `${quoteList(present)} stand side by side`, hint: "keep one", key, on: "key" };
  }
  const form = present[0] ?? keys.map((key) => nearestWord(key, HOURS_KEYS)).find((key) => key !== null);
  return [form === "basedOn" ? derivedSchedule : form === "rotation" ? rotatingSchedule : weeklySchedule];
}

const HOURS_KEYS: readonly string[] = ["weekly", "rotation", "basedOn"];
