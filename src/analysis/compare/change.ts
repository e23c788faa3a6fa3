import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { AgentNumbers } from "../../values/facts.js";

/**
 * One difference between two rulesets, distinguished by `kind`. Plain JSON data. It holds in all situations that it names, and says
 * nothing about others.
 */
export type Change =
  | OfferChange
  | LanguageChange
  | OrderChange
  | ReasonsChange
  | StepChange
  | StepOrderChange
  | RequestChange;

/** A change of what one channel offers. */
export type ChannelChange = OfferChange | LanguageChange | OrderChange | ReasonsChange;

/** A channel is `gained`: offered only after; or `lost`: offered only before. */
export interface OfferChange extends ChangePlace {
  readonly kind: "gained" | "lost";
  readonly channel: string;
}

/** A channel is offered before and after, in different languages. */
export interface LanguageChange extends ChangePlace {
  readonly kind: "language";
  readonly channel: string;
  readonly languageBefore: string;
  readonly languageAfter: string;
}

/** A channel moves ahead of another one. Both are offered before and after. */
export interface OrderChange extends ChangePlace {
  readonly kind: "moved-up";
  readonly channel: string;
  readonly aheadOf: string;
}

/** A channel is withheld before and after, for different reasons. */
export interface ReasonsChange extends ChangePlace {
  readonly kind: "reasons";
  readonly channel: string;
  /**
   * Reason codes, sorted. All of them apply at once; with `inSome`, each of them applies somewhere. `availability-unknown` includes
   * `availability-stale`.
   */
  readonly codesBefore: readonly string[];
  readonly codesAfter: readonly string[];
}

/** A step is advised only after, or only before. */
export interface StepChange extends ChangePlace {
  readonly kind: "step-added" | "step-removed";
  readonly step: string;
}

/** A step moves ahead of another one. Both are advised before and after. */
export interface StepOrderChange extends ChangePlace {
  readonly kind: "step-moved-up";
  readonly step: string;
  readonly aheadOf: string;
}

/** A request is `accepted` only after, or `refused` only after. A refused request fails with a `RequestError`. */
export interface RequestChange extends ChangePlace {
  readonly kind: "accepted" | "refused";
}

/** The situations of a change, with an example. */
export interface ChangePlace {
  /** True if the change holds in only some of these situations, since they are too many kinds to list. */
  readonly inSome: boolean;
  /** The conditions that hold together; empty if the change holds always. */
  readonly when: readonly ChangeCondition[];
  /** When the change holds within the compared period, sorted by time zone and time; null for at any time. */
  readonly windows: readonly ChangeWindow[] | null;
  readonly example: ChangeExample;
}

/** One condition of a change, distinguished by `fact`. */
export type ChangeCondition =
  | RequestTypeCondition
  | LanguageCondition
  | HoursCondition
  | ReportCondition
  | AgentsCondition
  | FactCondition;

/** The request's type. */
export interface RequestTypeCondition {
  readonly fact: "requestType";
  /** One of these ids applies. */
  readonly values: readonly string[];
}

/** The customer's languages. */
export interface LanguageCondition {
  readonly fact: "language";
  /**
   * One of these values applies: a tag, which includes all tags that match like it; `*`; two tags with a comma, for a customer who gives
   * both in this order; or `other` for all languages that the channel does not serve.
   */
  readonly values: readonly string[];
  /** True if the values are all languages that the channel serves. */
  readonly isAllServed: boolean;
}

/** The states of schedules that have the same hours before and after. The change's `windows` describe the same times. */
export interface HoursCondition {
  readonly fact: "time";
  /** All of these states apply at once. `unknown` is for customers without a time zone. */
  readonly schedules: readonly { readonly schedule: string; readonly state: "open" | "closed" | "unknown" }[];
}

/** Whether there is a recent report on agents. */
export interface ReportCondition {
  readonly fact: "agentReport";
  /** One of these values applies. `none`: no report, or one too old for both rulesets. `aged`: too old for one of the rulesets. */
  readonly values: readonly ("none" | "fresh" | "aged")[];
  /** The age of `aged` in words: `more than 60 and at most 120 seconds old`. Null if `aged` is not among the values. */
  readonly aged: string | null;
}

/** A number in a report on agents. */
export interface AgentsCondition {
  readonly fact: keyof AgentNumbers;
  /** One of these numbers, in words, applies: `1 or more`; `unknown` for a report that leaves the number out. */
  readonly values: readonly string[];
  /** True if the condition also holds without a recent report. */
  readonly orNoReport: boolean;
  readonly channel: string;
  /** The language of the agents; null for the customer's own language. */
  readonly language: string | null;
}

/** A fact that a ruleset declares. */
export interface FactCondition {
  readonly fact: string;
  /** One of these values, in words, applies: `` `buyer` ``, `4 or more`, `left out`. */
  readonly values: readonly string[];
  readonly isDeclared: true;
}

/** A half-open time window. Instants are ISO 8601 in UTC. */
export interface ChangeWindow {
  readonly from: string;
  readonly until: string;
  /** The customer's time zone: one stands for all with the same hours. `unsaid` for customers without one; null if it does not matter. */
  readonly timeZone: string | null;
}

/** A request that shows a change, with both decisions. */
export interface ChangeExample {
  /**
   * The shortest such request. Each ruleset decides it without the facts and channels that the ruleset does not declare; for `accepted`
   * and `refused` it decides the whole request.
   */
  readonly request: ContactRequest;
  /** The decision before; null if that ruleset cannot read the request. */
  readonly before: RoutingDecision | null;
  /** The decision after; null if that ruleset cannot read the request. */
  readonly after: RoutingDecision | null;
}
