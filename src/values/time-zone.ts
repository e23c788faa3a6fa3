import { boundedCache } from "./bounded-cache.js";

/**
 * Whether a name is an IANA time zone that this runtime knows. Case does not matter, as in IANA's own rules.
 *
 * `UTC` and `Etc/GMT-1` are names. Fixed offsets such as `+02:00` and `UTC+1` are not, nor are abbreviations that only ICU knows, such as
 * `BST` for Asia/Dhaka.
 */
export function isTimeZone(name: string): boolean {
  return name.length <= LONGEST_NAME && isKnownName(name);
}

/** The zone that a request names; null for none. `Etc/Unknown` is what a browser reports if it does not know its zone (CLDR). */
export function givenZone(timeZone: string | null | undefined): string | null {
  return timeZone === "Etc/Unknown" ? null : (timeZone ?? null);
}

const LONGEST_NAME = 64;
const IANA_FORM = /^[a-z][a-z0-9_+-]*(?:\/[a-z0-9_+-]+)*$/i;
/** ICU accepts these names, IANA does not. */
const ICU_ALONE = /^(?:[a-z]{3}|systemv\/.*)$/i;
const IANA_NAMES_OF_THREE_LETTERS = /^(?:cet|eet|est|gmt|hst|met|mst|prc|roc|rok|uct|utc|wet)$/i;

// A formatter takes about 50 µs to create, and every request may name its zone.
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
