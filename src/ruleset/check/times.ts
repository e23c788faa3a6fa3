import { boundedCache } from "../../values/bounded-cache.js";
import { readInstant } from "../../values/instant.js";
import { describeInstantFault } from "../../values/instant-fault.js";
import type { Path } from "../../values/issue.js";
import { plainForm } from "../../values/look-alike.js";
import { quote } from "../../values/quote.js";
import { didYouMean, suggestion } from "../../values/suggest.js";
import { isTimeZone } from "../../values/time-zone.js";
import type { Finding } from "../finding.js";

/** Reports a time zone that this runtime does not know, or that has the same offset all year. */
export function checkTimeZone(written: string, path: Path): Finding[] {
  const hint = "name a place, such as `Europe/Amsterdam`, so that summer time is followed";
  if (isTimeZone(written)) {
    if (!FIXED_ZONE.test(written)) return [];
    const problem = `${quote(written)} is the same offset all year${meaningOf(written)}`;
    return [{ code: "fixed-offset-zone", problem, hint, severity: "warning", path }];
  }
  if (FIXED_OFFSET.test(written)) {
    return [{ code: "fixed-offset", problem: `${quote(written)} is a fixed offset, not a time zone`, hint, path }];
  }
  return [{ code: "unknown-time-zone", problem: `unknown time zone ${quote(written)}`, hint: hintFor(written), path }];
}

const FIXED_OFFSET = /^(?:UTC|GMT|Z)?\s*[+\-−]\s*\d{1,2}(?::?\d\d)?$|^Z$/i;

/** Zones named after an offset. `UTC` is missing because people who write it mean it. */
const FIXED_ZONE = /^(?:etc\/gmt[+-][1-9]\d*|est|mst|hst)$/i;

/** In POSIX names, `+` is west of Greenwich. Most people expect east. */
function meaningOf(zone: string): string {
  const [, sign, hours] = /gmt([+-])(\d+)/i.exec(zone) ?? [];
  if (hours === undefined) return "";
  return `, ${Number(hours)} hour${Number(hours) === 1 ? "" : "s"} ${sign === "-" ? "ahead of" : "behind"} UTC`;
}

function hintFor(written: string): string {
  if (written.length > LONGEST_WRITTEN) return A_ZONE;
  const { names, ofCity } = zones("all");
  const inCity = ofCity.get(cityOf(plainForm(written)));
  if (inCity !== undefined) return suggestion(written, inCity);
  return didYouMean(written, names) ?? A_ZONE;
}

const A_ZONE = "write an IANA name such as `Europe/Amsterdam`";
const LONGEST_WRITTEN = 100;

/** Lists the zones on first use: most rulesets never need them. */
const zones = boundedCache(1, (_: "all") => {
  const names = Intl.supportedValuesOf("timeZone");
  return { names, ofCity: new Map(names.map((name) => [cityOf(name), name])) };
});

/** Returns the same key for `Europe/Amsterdam` and `amsterdam`. */
function cityOf(name: string): string {
  return (name.split("/").at(-1) as string).replaceAll(" ", "_").toLowerCase();
}

/** Reports a text that is not an instant. Accepts null, which means absent. */
export function checkInstant(written: string | null, path: Path): Finding[] {
  if (written === null || readInstant(written) !== null) return [];
  return [{ ...describeInstantFault(quote(written), written), path }];
}
