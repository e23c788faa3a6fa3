import { parseDate } from "./dates.js";
import { FIRST_INSTANT, LAST_INSTANT, parseInstant } from "./instant.js";
import type { Problem } from "./issue.js";
import { plainForm } from "./look-alike.js";
import { isAbsent } from "./plain-object.js";
import { quote } from "./quote.js";
import { writeInstead } from "./suggest.js";

/** Says why a value is not an instant. Expects one that `readInstant` refuses. `name` stands for it in the message: a key, or the text itself. */
export function describeInstantFault(name: string, value: unknown): Problem {
  const [fault, hint] = faultOf(value);
  return { code: "invalid-instant", problem: `${name} ${fault}`, hint };
}

type Fault = readonly [fault: string, hint: string];

const AS_IN = "as in `2026-11-23T10:00:00+01:00`";
const WRITE_IN_FULL = `write a date, a time and an offset, ${AS_IN}`;
const NO_INSTANT = "is not an instant";

function faultOf(value: unknown): Fault {
  if (isAbsent(value)) return ["is missing", `give an instant, ${AS_IN}`];
  if (value instanceof Date) return faultOfNumber(value.getTime(), true);
  if (typeof value === "number") return faultOfNumber(value, false);
  if (typeof value === "string") return faultOfText(value);
  return [NO_INSTANT, `give a Date, whole milliseconds since 1970 or a text with an offset, ${AS_IN}`];
}

function faultOfNumber(at: number, isDate: boolean): Fault {
  if (Number.isNaN(at) && isDate) return ["is an invalid Date", "check the text or number that it was made from"];
  if (!Number.isFinite(at)) return ["is not a finite number", "give whole milliseconds since 1970"];
  if (!Number.isInteger(at)) return ["is not whole", "give whole milliseconds since 1970: round it down"];
  if (at < 0) return OUT_OF_RANGE;
  if (at < FIRST_INSTANT)
    return isDate
      ? ["is a Date made from seconds, or before March 1973", "make it from milliseconds: multiply the seconds by 1000"]
      : ["is in seconds, or before March 1973", "give milliseconds since 1970: multiply it by 1000"];
  // Of our days, in microseconds or nanoseconds.
  if (at > LAST_INSTANT * 100) return ["is in microseconds or nanoseconds", "give milliseconds since 1970"];
  return OUT_OF_RANGE;
}

const OUT_OF_RANGE: Fault = ["is not between March 1973 and 2200", `give an instant of these years, ${AS_IN}`];

function faultOfText(text: string): Fault {
  if (text.length > LONGEST_DESCRIBED) return [NO_INSTANT, WRITE_IN_FULL];
  if (!Number.isNaN(parseInstant(text))) return OUT_OF_RANGE;
  if (text.trim() === "") return ["is empty", WRITE_IN_FULL];
  const respelt = respell(text);
  if (!Number.isNaN(parseInstant(respelt))) return [NO_INSTANT, writeInstead(text, respelt)];
  const [date] = /^\d{4}-\d\d-\d\d/.exec(respelt) ?? [];
  if (date !== undefined && parseDate(date) === null)
    return ["is on a day that does not exist", "check its month and day"];
  for (const [form, fault, hint] of FORMS) {
    if (form.test(respelt)) return [fault, typeof hint === "string" ? hint : hint(respelt)];
  }
  return [NO_INSTANT, WRITE_IN_FULL];
}

/** Longer texts are not described: thousands of spaces would keep a regular expression busy for minutes. */
const LONGEST_DESCRIBED = 100;

/** Spells a text as RFC 3339 does, if only its spaces, letters or brackets differ. */
function respell(text: string): string {
  return plainForm(text)
    .toUpperCase()
    .replace(/(\d{4}-\d\d-\d\d) +(?=\d)/, "$1T")
    .replace(/ +(?=[+-]|Z)/, "")
    .replace(/\[[^\]]*\]$/, "");
}

/** Forms of wrong texts. The first that fits counts. */
const FORMS: readonly (readonly [form: RegExp, fault: string, hint: string | ((text: string) => string)])[] = [
  [/^\d+$/, "is a number in a text", "give the number itself, without quotes, or a date and time"],
  [/^\d{4}-?W\d/, "is a date by week", `write month and day, ${AS_IN}`],
  [/T\d\d:\d\d:\d\d,/, "has a comma", (text) => `write ${quote(text.replace(",", "."))}`],
  [/T24/, "has the hour 24", "write `00:00` of the next day"],
  [/T\d\d:\d\d:60/, "has a leap second", "write the second 59"],
  [/^\d{4}-\d\d-\d\d$/, "has no time", (date) => `add a time and an offset, as in ${quote(`${date}T10:00:00+01:00`)}`],
  [
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/,
    "has no offset",
    (local) => `add one, as in ${quote(`${local}+01:00`)}`,
  ],
];
