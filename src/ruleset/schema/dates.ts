import * as z from "zod/mini";
import { WEEKDAYS, type WeekdayMap } from "../../values/dates.js";
import { isObject } from "../../values/plain-object.js";
import { quoteList } from "../../values/quote.js";
import { nearestWord } from "../../values/suggest.js";
import { typeProblem } from "../shape/shape-problems.js";
import { closed, oneOf, type ShapeProblem } from "./forms.js";

export const DATE = "^\\d{4}-\\d{2}-\\d{2}$";

export const whole = (minimum: number, maximum: number, description: string) =>
  z.int().check(z.minimum(minimum), z.maximum(maximum), z.meta({ description }));

const annualWeekday = closed({
  nth: whole(-1, 5, "1 for the first, -1 for the last."),
  weekday: z.enum(WEEKDAYS).check(z.meta({ description: "Which day of the week." })),
  month: whole(1, 12, "1 for January."),
});

const annualEaster = closed({
  easter: whole(-366, 366, "Days after Easter Sunday; -2 for Good Friday, 1 for Easter Monday."),
});

const annualOrthodoxEaster = closed({
  orthodoxEaster: whole(-366, 366, "Days after Orthodox Easter Sunday; -48 for Clean Monday, 1 for Easter Monday."),
});

const monthAndDay = (description: string) =>
  z.string().check(
    z.meta({
      pattern: "^\\d{2}-\\d{2}$",
      patternErrorMessage: "write a date of every year as MM-DD, such as 12-25",
      description,
    }),
  );

const annualDate = monthAndDay("The same date every year, as MM-DD.");

const annualRange = closed({
  from: monthAndDay("The first of several days, as MM-DD."),
  through: monthAndDay("The last of them, itself included. If it comes before `from`, it is in the next year."),
});

const annually = oneOf<LooseAnnual>(
  () => [annualDate, annualRange, annualWeekday, annualEaster, annualOrthodoxEaster],
  (value) => {
    if (typeof value === "string") return [];
    if (isObject(value)) return chooseAnnual(Object.keys(value));
    return typeProblem(
      "`annually`",
      "a text such as `12-25`, or an object with `from` and `through`, with `nth`, `weekday` and `month`, with `easter` or with `orthodoxEaster`",
      value,
    );
  },
  {
    description:
      "Every year: on a date (MM-DD), from one date through another, on the nth weekday of a month, or so many days from Easter.",
    defaultSnippets: [
      { label: "a date", body: "12-25" },
      { label: "several days", body: { from: "12-24", through: "01-02" } },
      { label: "the last Monday of August", body: { nth: -1, weekday: "mon", month: 8 } },
      { label: "Good Friday", body: { easter: -2 } },
      { label: "Orthodox Easter Monday", body: { orthodoxEaster: 1 } },
    ],
  },
);

type LooseAnnual =
  | string
  | z.infer<typeof annualRange>
  | z.infer<typeof annualWeekday>
  | z.infer<typeof annualEaster>
  | z.infer<typeof annualOrthodoxEaster>;

/** Chooses by the keys of the forms, or else by misspelt ones. */
function chooseAnnual(keys: readonly string[]): readonly z.ZodMiniType[] | ShapeProblem {
  if (keys.length === 0) return [annualWeekday];
  const known = keys.find((key) => ANNUAL_KEYS.includes(key));
  const meant = keys.map((key) => nearestWord(key, ANNUAL_KEYS)).find((key) => key !== null);
  const key = known ?? meant;
  const form = ANNUAL_FORMS.find(({ shape }) => key !== undefined && Object.hasOwn(shape, key));
  if (form !== undefined) return [form];
  const hint = `write \`from\` and \`through\`, or \`nth\`, \`weekday\` and \`month\`, or \`easter\`, instead of ${quoteList(keys)}`;
  return { code: "missing-key", problem: "`annually` names no date", hint };
}

const ANNUAL_FORMS = [annualEaster, annualOrthodoxEaster, annualRange, annualWeekday];
const ANNUAL_KEYS = ANNUAL_FORMS.flatMap(({ shape }) => Object.keys(shape));

const otherDay = z.exactOptional(z.enum(WEEKDAYS).check(z.meta({ description: "The weekday of the other day." })));
const otherDays = (description: string): z.ZodMiniType<WeekdayMap> =>
  closed(
    { mon: otherDay, tue: otherDay, wed: otherDay, thu: otherDay, fri: otherDay, sat: otherDay, sun: otherDay },
    { description, defaultSnippets: [{ label: "of a weekend", body: { sat: "fri", sun: "mon" } }] },
  );

export const dateKeys = {
  date: z.exactOptional(z.string()).check(
    z.meta({
      pattern: DATE,
      patternErrorMessage: "write a date as YYYY-MM-DD, such as 2026-12-24",
      description: "One day, as YYYY-MM-DD.",
    }),
  ),
  from: z.exactOptional(z.string()).check(
    z.meta({
      pattern: DATE,
      patternErrorMessage: "write a date as YYYY-MM-DD, such as 2026-12-24",
      description: "The first of several days, as YYYY-MM-DD.",
    }),
  ),
  through: z.exactOptional(z.string()).check(
    z.meta({
      pattern: DATE,
      patternErrorMessage: "write a date as YYYY-MM-DD, such as 2026-12-24",
      description: "The last of them, itself included.",
    }),
  ),
  annually: z.exactOptional(annually),
  observed: z.exactOptional(
    otherDays(
      "If the date falls on a weekday that is a key, the nearest day with its value as weekday belongs to it too.",
    ),
  ),
  moved: z.exactOptional(
    otherDays(
      "If the date falls on a weekday that is a key, the nearest day with its value as weekday takes its place.",
    ),
  ),
  plusDays: z.exactOptional(whole(-366, 366, "Days after the nth weekday; negative for before.")),
};
