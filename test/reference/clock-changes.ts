import { Temporal } from "temporal-polyfill";

/** Every instant of a UTC year at which a zone's clock is put forward or back, as Temporal knows them. Epoch ms. */
export function changesIn(zone: string, year: number): number[] {
  const end = Date.UTC(year + 1, 0, 1);
  const start = Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, 0, 1)).toZonedDateTimeISO(zone);
  const changes: number[] = [];
  let change = start.getTimeZoneTransition("next");
  while (change !== null && change.epochMilliseconds < end) {
    changes.push(change.epochMilliseconds);
    change = change.getTimeZoneTransition("next");
  }
  return changes;
}
