import ICAL from "ical.js";
import { Misuse } from "../environment.js";
import { decodeUtf8 } from "../input/read-input.js";
import { cleanText } from "../terminal/screen.js";

/** A component in jCal, the JSON form of iCalendar (RFC 7265). Names are in lower case. */
export type Component = readonly [name: string, properties: readonly Property[], components: readonly Component[]];

/** A date is `2026-12-25`, a recurrence rule an object, every other value that we read a text. */
export type Property = readonly [
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  type: string,
  ...values: unknown[],
];

/** Parses the calendars of an iCalendar file (RFC 5545). Throws {@link Misuse} with the line that cannot be read. */
export function parseICalendar(bytes: Uint8Array, from: string): Component[] {
  // Rules may be in lower case, which the parser does not know.
  const text = decodeUtf8(unfold(bytes), from)
    .trim()
    .replace(/^RRULE[:;].*/gim, (rule) => rule.toUpperCase());
  if (!/^BEGIN:VCALENDAR[ \t]*(?:[\r\n]|$)/i.test(text)) {
    throw new Misuse(
      `${from} is not an iCalendar file, which begins with \`BEGIN:VCALENDAR\`; download the calendar itself, not the page that shows it`,
    );
  }
  try {
    const parsed = ICAL.parse(text) as unknown as Component | Component[];
    return (typeof parsed[0] === "string" ? [parsed] : parsed) as Component[];
  } catch {
    throw new Misuse(`${from} ${describeFault(text)}`);
  }
}

/** Joins folded lines before the text is decoded: a fold may stand within the bytes of a character (RFC 5545 section 3.1). */
function unfold(bytes: Uint8Array): Uint8Array {
  const units = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return Buffer.from(units.replace(/\r\n?/g, "\n").replace(/\n[ \t]/g, ""), "latin1");
}

/** Finds the line at which the parser failed: its own messages are about its code. */
function describeFault(text: string): string {
  const line = text.split("\n").find((each) => each.trim() !== "" && !isReadable(each));
  if (line === undefined) return "is cut short, or its `BEGIN` and `END` lines do not match; export it again";
  const shown = [...cleanText(line).trim()];
  const quoted = shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN).join("")}…` : shown.join("");
  return `has a line that cannot be read: \`${quoted}\`; correct it, or export the calendar again`;
}

const MAX_SHOWN = 60;

function isReadable(line: string): boolean {
  if (/^(?:BEGIN|END):/i.test(line)) return true;
  try {
    ICAL.parse.property(line);
    return true;
  } catch {
    return false;
  }
}

/** A date that exists; null for every other value. The parser writes `::` for the time of a date without `VALUE=DATE`. */
export function dateIn(value: unknown): string | null {
  const text = String(value).replace(/T::$/, "");
  if (!/^(?!0000)\d{4}-\d\d-\d\d$/.test(text)) return null;
  const [year, month, day] = text.split("-").map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= ICAL.Time.daysInMonth(month, year) ? text : null;
}
