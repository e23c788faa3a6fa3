import type { AgentAvailability } from "../../values/agent-availability.js";

/** One customer's question about how to reach us, at one instant. */
export interface ContactRequest {
  /** An id of the ruleset's `requestTypes`. */
  readonly requestType: string;
  /** A Date, whole epoch milliseconds, or ISO 8601 with an offset; 1970 to 2200. */
  readonly at: Instant;
  /** BCP 47, or a list of tags, best first. May be empty: the fallback language then stands alone. */
  readonly language: string | readonly string[];
  /** The customer's, an IANA name. Without it, hours in customer time are unknown. */
  readonly timeZone?: string | undefined;
  /** By channel, then by language, `*` for the languages not listed. Without it, availability is unknown. */
  readonly agentAvailability?:
    | Readonly<Record<string, Readonly<Record<string, number | AgentAvailability>>>>
    | undefined;
  /** When the snapshot was taken; the instant of the request where it is left out. */
  readonly agentAvailabilityAsOf?: Instant | undefined;
  /** Channels switched off by hand; never an always channel. */
  readonly closedChannels?: readonly string[] | undefined;
  /** Values of the facts that the ruleset declares. */
  readonly facts?: Readonly<Record<string, boolean | number | string>> | undefined;
}

export type Instant = Date | number | string;
