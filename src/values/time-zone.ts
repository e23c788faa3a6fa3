import { boundedCache } from "./bounded-cache.js";

/**
 * Whether a name is an IANA time zone that this runtime knows. Like IANA, it makes no difference between upper and lower case.
 *
 * `UTC` and `Etc/GMT-1` are names; `+02:00` and `UTC+1` are fixed offsets, and refused. So are the abbreviations that ICU reads in its
 * own way, such as `BST` for Asia/Dhaka.
 */
export function isTimeZone(name: string): boolean {
  return name.length <= LONGEST_NAME && isKnownName(name);
}

const LONGEST_NAME = 64;
const IANA_FORM = /^[a-z][a-z0-9_+-]*(?:\/[a-z0-9_+-]+)*$/i;
/** ICU takes these for time zones, IANA does not. */
const ICU_ALONE = /^(?:[a-z]{3}|systemv\/.*)$/i;
const IANA_NAMES_OF_THREE_LETTERS = /^(?:cet|eet|est|gmt|hst|met|mst|prc|roc|rok|uct|utc|wet)$/i;

// Making a formatter takes about 50 µs, and every request names its zone.
const isKnownName = boundedCache(1024, (name: string): boolean => {
  if (!IANA_FORM.test(name)) return false;
  if (ICU_ALONE.test(name) && !IANA_NAMES_OF_THREE_LETTERS.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
});
