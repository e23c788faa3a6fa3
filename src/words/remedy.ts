import type { WithheldReason } from "../runtime/decision.js";
import type { ContactRequest } from "../runtime/request/request.js";
import type { CountFact, FactValue } from "../values/facts.js";

/** Why a channel is withheld from one customer, and what would have to change. Plain JSON data. */
export interface ChannelRemedies {
  readonly channel: string;
  readonly outcome: "offered" | "withheld";
  /**
   * Every reason, not only the nearest miss: all that fails in the offer rules, and each withhold rule that holds. A channel that
   * serves none of the customer's languages is judged as if it did. Empty if the channel is offered.
   */
  readonly blockers: readonly WithheldReason[];
  /** Few changes first, then those that may pass soonest. Three at most. */
  readonly remedies: readonly Remedy[];
  /** False if there were too many combinations to try them all. */
  readonly isComplete: boolean;
}

/** Changes that together get the channel offered. Without any of them, no values of the others do. */
export interface Remedy {
  /** In the order in which people look for reasons: request type, language, customer, hours, agents. */
  readonly changes: readonly RemedyChange[];
  /** The request with the changes to it. `route` offers it the channel, under rules with the changes to them. */
  readonly request: ContactRequest;
}

/** One change, to the request or to the rules. `to` is the value in the confirmed request, `values` are all that would do, in words or as ids. */
export type RemedyChange =
  /** The customer needs help with something else. `values` are ids. */
  | { readonly kind: "requestType"; readonly to: string; readonly values: readonly string[] }
  /** The channel serves one more language, a tag. */
  | { readonly kind: "channelLanguage"; readonly to: string }
  /** The customer asks for another language. `values` are tags that the channel serves. */
  | { readonly kind: "language"; readonly to: string; readonly values: readonly string[] }
  /** `to` is null if the fact is left out. `values` are words: `` `seller` ``, `4 or more`. */
  | { readonly kind: "fact"; readonly fact: string; readonly to: FactValue | null; readonly values: readonly string[] }
  /** The hours of a schedule at the instant of the request. */
  | { readonly kind: "schedule"; readonly schedule: string; readonly to: "open" | "closed" }
  /** The customer is in another time zone. `values` are examples with different hours. */
  | { readonly kind: "timeZone"; readonly to: string; readonly values: readonly string[] }
  /** Nobody has switched the channel off by hand. */
  | { readonly kind: "closedChannels" }
  /** The report on agents is as old as the request. */
  | { readonly kind: "agentAvailabilityAsOf" }
  /** One number of the channel's agents for a language, a tag. `to` is null for a number that nobody reports. `values` are words: `1 or more`. */
  | {
      readonly kind: "agents";
      readonly fact: CountFact;
      readonly language: string;
      readonly to: number | null;
      readonly values: readonly string[];
    };
