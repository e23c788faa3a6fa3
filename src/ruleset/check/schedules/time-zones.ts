import { boundedCache } from "../../../values/bounded-cache.js";
import type { Path } from "../../../values/issue.js";
import { quote } from "../../../values/quote.js";
import { didYouMean } from "../../../values/suggest.js";
import { isTimeZone } from "../../../values/time-zone.js";
import type { Finding } from "../../finding.js";

/** A time zone that this runtime does not know, or one that stands still all year. */
export function checkTimeZone(written: string, path: Path): Finding[] {
  if (isTimeZone(written)) return FIXED_ZONE.test(written) ? [fixedZone(written, path)] : [];
  if (FIXED_OFFSET.test(written)) {
    const hint = "name a place, such as `Europe/Amsterdam`, so that summer time is followed";
    return [{ code: "fixed-offset", problem: `${quote(written)} is a fixed offset, not a time zone`, hint, path }];
  }
  return [{ code: "unknown-time-zone", problem: `unknown time zone ${quote(written)}`, hint: hintFor(written), path }];
}

const FIXED_OFFSET = /^(?:UTC|GMT|Z)?\s*[+\-−]\s*\d{1,2}(?::?\d\d)?$|^Z$/i;

/** Names of an offset, and of none: `UTC` is what people mean by it. */
const FIXED_ZONE = /^(?:etc\/gmt[+-][1-9]\d*|est|mst|hst)$/i;

function fixedZone(written: string, path: Path): Finding {
  const offset = /gmt([+-])(\d+)/i.exec(written);
  // POSIX counts west of Greenwich, and most people east.
  const meaning =
    offset === null ? "" : `, ${plural(Number(offset[2]), "hour")} ${offset[1] === "-" ? "ahead of" : "behind"} UTC`;
  const problem = `${quote(written)} is the same offset all year${meaning}`;
  const hint = "name a place, such as `Europe/Amsterdam`, so that summer time is followed";
  return { code: "fixed-offset-zone", problem, hint, severity: "warning", path };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function hintFor(written: string): string {
  if (written.length > LONGEST_WRITTEN) return A_ZONE;
  const { names, ofCity } = zones(ALL);
  const inCity = ofCity.get(cityOf(written.trim()));
  if (inCity !== undefined) return `did you mean ${quote(inCity)}?`;
  return didYouMean(written, names) ?? A_ZONE;
}

const A_ZONE = "write an IANA name such as `Europe/Amsterdam`";
const LONGEST_WRITTEN = 100;

const ALL = "all";

const zones = boundedCache(1, (_: typeof ALL) => {
  const names = Intl.supportedValuesOf("timeZone");
  return { names, ofCity: new Map(names.map((name) => [cityOf(name), name])) };
});

/** `Europe/Amsterdam` and `amsterdam` are of one city. */
function cityOf(name: string): string {
  return (name.split("/").at(-1) as string).replaceAll(" ", "_").toLowerCase();
}
