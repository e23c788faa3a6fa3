import type { TimeWindow } from "./day-spans.js";
import { listWords } from "./prose.js";
import { type LookedAt, weekWords } from "./week-words.js";

/**
 * Says windows of a period as hours of the week, by the clock of a time zone, and the days on which they are other than usual: `on Saturdays
 * 14:00–18:00 (Amsterdam), but not on Saturday 26 December 2026`. Windows of customers in several zones are told by the customer's own clock
 * where that is the same for all.
 */
export function windowWords(windows: readonly TimeWindow[], deskZone: string, period: LookedAt): string {
  const zones = [...new Set(windows.map(({ timeZone }) => timeZone))];
  const texts = zones.map((zone) => {
    const own = windows.filter(({ timeZone }) => timeZone === zone);
    return { zone, text: weekWords(own, zone === null || zone === UNSAID ? deskZone : zone, period) };
  });
  const said = texts.filter(({ zone }) => zone !== UNSAID);
  const unsaid = texts
    .filter(({ zone }) => zone === UNSAID)
    .map(({ text }) => `${text} (${placeOf(deskZone)}) for customers who do not say their time zone`);
  return listWords([...(said.length === 0 ? [] : [customersWords(said, deskZone)]), ...unsaid], "and");
}

const UNSAID = "unsaid";

interface ZoneWords {
  readonly zone: string | null;
  readonly text: string;
}

function customersWords(zones: readonly ZoneWords[], deskZone: string): string {
  const [{ zone, text }, ...others] = zones as readonly [ZoneWords, ...ZoneWords[]];
  if (zone === null) return `${text} (${placeOf(deskZone)})`;
  if (others.length === 0) return `${text} for customers in ${placeOf(zone)}`;
  if (others.every((other) => other.text === text)) return `${text} by the customer's own clock`;
  const more = `at hours of their own for those in ${others.length} other time ${others.length === 1 ? "zone" : "zones"}`;
  return `${text} for customers in ${placeOf(zone)} and ${more}`;
}

/** `Amsterdam`, of `Europe/Amsterdam`. */
function placeOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}
