import { boundedCache } from "../../values/bounded-cache.js";
import { readInstant } from "../../values/instant.js";
import { describeInstantFault } from "../../values/instant-fault.js";
import type { Path } from "../../values/issue.js";
import { plainForm } from "../../values/look-alike.js";
import { quote } from "../../values/quote.js";
import { isTypo, suggestion } from "../../values/suggest.js";
import { isTimeZone } from "../../values/time-zone.js";
import type { Finding } from "../finding.js";
import { regionNames } from "./languages.js";

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
  const { zoneOf, cities } = places("all");
  const place = placeKey(plainForm(written));
  const zone = zoneOf.get(place);
  if (zone !== undefined) return zone === null ? A_ZONE : suggestion(written, zone);
  // By the bounds of other suggestions, Milan would be a misspelt Minsk.
  const city = cities.find((each) => isTypo(place, each));
  return city === undefined ? A_ZONE : suggestion(written, zoneOf.get(city) as string);
}

const A_ZONE = "write an IANA name such as `Europe/Amsterdam`";
const LONGEST_WRITTEN = 100;

/**
 * The zones by their city. Null for a country: its name is not a misspelt city. Listed on first use, since most
 * rulesets never need them.
 */
const places = boundedCache(1, (_: "all") => {
  const names = Intl.supportedValuesOf("timeZone");
  const ofCity = names.map((name) => [placeKey(name), name] as const);
  const ofCountry = regionNames().map((name) => [placeKey(name), null] as const);
  return {
    zoneOf: new Map<string, string | null>([...ofCountry, ...ofCity]),
    cities: ofCity.map(([city]) => city),
  };
});

/** Returns the same key for `America/Sao_Paulo` and `São Paulo`. */
function placeKey(name: string): string {
  const place = name.split("/").at(-1) as string;
  return place
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[ .-]+/g, "_")
    .toLowerCase();
}

/** Reports a text that is not an instant. Accepts null, which means absent. */
export function checkInstant(written: string | null, path: Path): Finding[] {
  if (written === null || readInstant(written) !== null) return [];
  return [{ ...describeInstantFault(quote(written), written), path }];
}
