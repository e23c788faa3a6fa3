import type { ChannelAgents } from "../../values/facts.js";

/** One customer's question about how to reach us, at one instant. In an optional field, null means absent. */
export interface ContactRequest {
  /** An id of the ruleset's `requestTypes`. */
  readonly requestType: string;
  /** A Date, whole epoch milliseconds, or RFC 3339, from 1973-03-03T09:46:40Z (100,000,000,000 ms) to 2200. */
  readonly at: Instant;
  /** A BCP 47 tag, or a list of tags, best first. May be empty: then only the fallback language is considered. */
  readonly language: string | readonly string[];
  /** The customer's time zone, an IANA name. Without it, or with `Etc/Unknown`, hours in customer time are unknown. */
  readonly timeZone?: string | null | undefined;
  /** By channel, then by language. Without it, availability is unknown. A channel or language that it omits has no agents. */
  readonly agentAvailability?: Readonly<Record<string, ChannelAgents>> | null | undefined;
  /** When the snapshot was taken; `at` if left out. */
  readonly agentAvailabilityAsOf?: Instant | null | undefined;
  /** Ids of channels that are switched off by hand; never an always channel. */
  readonly closedChannels?: readonly string[] | null | undefined;
  /** Values of the facts that the ruleset declares, by name. An optional fact that is left out is unknown. */
  readonly facts?: Readonly<Record<string, boolean | number | string | null | undefined>> | null | undefined;
}

/** A Date, whole epoch milliseconds, or ISO 8601 with an offset, as in `2026-11-23T10:00:00+01:00`. */
export type Instant = Date | number | string;
