import { type Availability, NOBODY, STALE_AVAILABILITY, UNKNOWN_AVAILABILITY } from "./agent-numbers.js";
import type { ReadRequest } from "./read-request.js";

/**
 * The agents of a channel, by its index, for the language at an index of its list. What a snapshot omits has no agents.
 * `STALE_AVAILABILITY` for an entry that is too old, or dated too far in the future.
 */
export function availabilityOf(request: ReadRequest, channel: number, place: number): Availability {
  if (request.snapshot === null) return UNKNOWN_AVAILABILITY;
  const entry = entryAt(request.snapshot, channel, place);
  const isRecent =
    entry.asOf === null ? request.isSnapshotRecent : Math.abs(request.at - entry.asOf) <= request.maxAgeMs;
  return isRecent ? entry : STALE_AVAILABILITY;
}

function entryAt(snapshot: NonNullable<ReadRequest["snapshot"]>, channel: number, place: number): Availability {
  const entries = snapshot[channel];
  return entries === undefined ? NOBODY : (entries.listed[place] ?? entries.others);
}

/** When the snapshot becomes stale, or one from the future becomes recent; infinity for never. Epoch ms. */
export function snapshotChangesAt(request: ReadRequest): number {
  return request.snapshot === null ? NEVER : changesAt(request.snapshotAsOf, request);
}

/** The same for an entry with a time of its own. */
export function entryChangesAt(request: ReadRequest, channel: number, place: number): number {
  if (request.snapshot === null) return NEVER;
  const { asOf } = entryAt(request.snapshot, channel, place);
  return asOf === null ? NEVER : changesAt(asOf, request);
}

function changesAt(asOf: number, { at, maxAgeMs }: ReadRequest): number {
  if (at < asOf - maxAgeMs) return asOf - maxAgeMs;
  return at <= asOf + maxAgeMs ? asOf + maxAgeMs + 1 : NEVER;
}

const NEVER = Number.POSITIVE_INFINITY;
