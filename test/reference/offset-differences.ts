import { Temporal } from "temporal-polyfill";
import { zoneOffsets } from "../../src/compile/schedule/zone-offsets.js";
import { changesIn } from "./clock-changes.js";

const DAY = 86_400_000;

/** What Temporal says otherwise: the offset around every change of a year and in each quarter of it, and the instant of wall times there. */
export function offsetDifferences(zone: string, year: number): string[] {
  const { offsetAt, instantOf } = zoneOffsets(zone);
  const changes = changesIn(zone, year);
  const quarters = [0, 3, 6, 9].map((month) => Date.UTC(year, month, 1));
  const instants = [...quarters, ...changes.flatMap((change) => [change - 1, change, change + DAY])];
  const wallTimes = changes.flatMap((change) =>
    [change - 1, change].flatMap((instant) => {
      const shown = instant + temporalOffset(zone, instant);
      return [shown - 10 * 60_000, shown, shown + 1, shown + 10 * 60_000];
    }),
  );
  return [
    ...instants
      .filter((instant) => offsetAt(instant) !== temporalOffset(zone, instant))
      .map((instant) => `${zone}: offset at ${new Date(instant).toISOString()}`),
    ...[...quarters, ...wallTimes]
      .filter((wallTime) => instantOf(wallTime) !== temporalInstant(zone, wallTime))
      .map((wallTime) => `${zone}: instant of wall time ${new Date(wallTime).toISOString()}`),
  ];
}

function temporalOffset(zone: string, instant: number): number {
  return zonedAt(zone, instant).offsetNanoseconds / 1e6;
}

/** The first of two, and the jump where the clock never shows it. */
function temporalInstant(zone: string, wallTime: number): number {
  const wall = Temporal.PlainDateTime.from(new Date(wallTime).toISOString().slice(0, -1));
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds;
  return earlier.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.NaN;
}

function zonedAt(zone: string, instant: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}
