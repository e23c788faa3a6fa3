import { MS_PER_DAY, WEEKDAYS, type Weekday } from "../../values/dates.js";
import { plainForm } from "../../values/look-alike.js";
import { nearestWord } from "../../values/suggest.js";

/**
 * Finds the day that a word means: an English name, the name in another European language, or else a typo of one day. Null if it may mean
 * several days, or none.
 */
export function weekdayLike(word: string): Weekday | null {
  const lower = plainForm(word).toLowerCase();
  foreign ??= foreignNames();
  const named = foreign.get(withoutMarks(lower));
  if (named !== undefined) return named;
  const english = WEEKDAYS.find((weekday) => lower.startsWith(weekday));
  if (english !== undefined) return english;
  // Of equally near words, the first is found.
  const nearest = nearestWord(lower, WEEKDAYS);
  return nearest === nearestWord(lower, WEEKDAYS.toReversed()) ? nearest : null;
}

/** Null for a name that means different days in two languages. Made on first use: most rulesets never need it. */
let foreign: ReadonlyMap<string, Weekday | null> | undefined;

const LOCALES = "cs da de es fi fr hu it nb nl pl pt ro sv tr".split(" ");
const A_MONDAY = Date.UTC(2026, 10, 23);

function foreignNames(): ReadonlyMap<string, Weekday | null> {
  const names = new Map<string, Weekday | null>();
  for (const locale of LOCALES) {
    for (const weekday of ["long", "short"] as const) {
      const { format } = new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" });
      for (const [index, day] of WEEKDAYS.entries()) {
        const name = withoutMarks(format(A_MONDAY + index * MS_PER_DAY));
        // Single letters mean something else in every language.
        if (name.length < 2) continue;
        names.set(name, (names.get(name) ?? day) === day && names.get(name) !== null ? day : null);
      }
    }
  }
  return names;
}

/** `Mié.` and `mie` are one name, and so are `segunda-feira` and `segunda`. */
function withoutMarks(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}|\.$|-feira$/gu, "");
}
