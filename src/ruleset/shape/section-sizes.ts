import { isObject } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import type { Finding } from "../finding.js";
import type { SectionName } from "../sections.js";

/** Of entries in one section, all files together: more than anyone writes, and few enough to load in seconds. */
const MOST_ENTRIES: Readonly<Partial<Record<SectionName, number>>> = {
  channels: 1_000,
  requestTypes: 10_000,
  facts: 1_000,
  schedules: 1_000,
  calendars: 1_000,
  steps: 1_000,
  conditions: 10_000,
  rules: 20_000,
  promises: 10_000,
  scenarios: 50_000,
};

/** A section with too many entries; nothing else is then said of it. */
export function checkSectionSize(section: SectionName, value: unknown): Finding | null {
  const most = MOST_ENTRIES[section];
  const entries = Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;
  if (most === undefined || entries <= most) return null;
  const problem = `${quote(section)} has ${entries} entries`;
  return { code: "too-many", problem, hint: `keep ${most} at most`, path: [section] };
}
