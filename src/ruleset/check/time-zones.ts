import type { Finding } from "../finding.js";
import type { Path } from "../issue.js";
import { quote, quoteList } from "../quote.js";
import { didYouMean } from "../suggest.js";
import { isTimeZone } from "../time-zone.js";

/** A time zone that this runtime does not know. */
export function checkTimeZone(written: string, path: Path): Finding[] {
  if (isTimeZone(written)) return [];
  if (FIXED_OFFSET.test(written)) {
    const hint = "name a place, such as `Europe/Amsterdam`, so that summer time is followed";
    return [{ code: "fixed-offset", problem: `${quote(written)} is a fixed offset, not a time zone`, hint, path }];
  }
  return [{ code: "unknown-time-zone", problem: `unknown time zone ${quote(written)}`, hint: hintFor(written), path }];
}

const FIXED_OFFSET = /^(?:UTC|GMT|Z)?\s*[+\-−]\s*\d{1,2}(?::?\d\d)?$|^Z$/i;

function hintFor(written: string): string {
  const names = Intl.supportedValuesOf("timeZone");
  const city = written.trim().replaceAll(" ", "_").toLowerCase();
  const inCity = names.filter((name) => name.toLowerCase().split("/").at(-1) === city).slice(0, 3);
  if (inCity.length > 0) return `did you mean ${quoteList(inCity, "or")}?`;
  return didYouMean(written, names) ?? "write an IANA name such as `Europe/Amsterdam`";
}
