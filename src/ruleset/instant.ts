/** Epoch ms; instants of requests and scenarios lie between the two, both included. */
const FIRST_INSTANT = 0;
const LAST_INSTANT = Date.UTC(2200, 0, 1);

/**
 * Reads a Date, whole epoch milliseconds, or ISO 8601 with an offset; epoch ms, or null for anything else, for a date that does not
 * exist and for an instant outside 1970 to 2200.
 */
export function readInstant(value: unknown): number | null {
  const at = typeof value === "string" ? parseInstant(value) : value instanceof Date ? value.getTime() : value;
  if (typeof at !== "number" || !Number.isInteger(at) || at < FIRST_INSTANT || at > LAST_INSTANT) return null;
  // -0 becomes 0.
  return at + 0;
}

/** ISO 8601 in UTC. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString();
}

const RFC_3339 =
  /^(\d{4}-\d\d-(\d\d))T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function parseInstant(text: string): number {
  const match = RFC_3339.exec(text);
  if (match === null) return Number.NaN;
  // A day that does not exist rolls over into the next month.
  const day = new Date(`${match[1]}T00:00:00Z`);
  return day.getUTCDate() === Number(match[2]) ? Math.floor(Date.parse(text)) : Number.NaN;
}
