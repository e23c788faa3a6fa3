import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";

/** One difference between two rulesets. It is so in all situations that it speaks of; of the others it says nothing. Plain JSON data. */
export type Change =
  | OfferChange
  | LanguageChange
  | OrderChange
  | ReasonsChange
  | StepChange
  | StepOrderChange
  | RequestChange;

export type ChannelChange = OfferChange | LanguageChange | OrderChange | ReasonsChange;

/** A channel is offered after and not before, or before and not after. */
export interface OfferChange extends ChangePlace {
  readonly kind: "gained" | "lost";
  readonly channel: string;
}

/** A channel is offered before and after, in another language. */
export interface LanguageChange extends ChangePlace {
  readonly kind: "language";
  readonly channel: string;
  readonly languageBefore: string;
  readonly languageAfter: string;
}

/** A channel moves ahead of another: both are offered before and after. */
export interface OrderChange extends ChangePlace {
  readonly kind: "moved-up";
  readonly channel: string;
  readonly aheadOf: string;
}

/** A channel is withheld before and after, for other reasons. */
export interface ReasonsChange extends ChangePlace {
  readonly kind: "reasons";
  readonly channel: string;
  /**
   * Codes, in alphabetical order: all of them at once, or with `inSome` those that occur. `availability-unknown` stands for
   * `availability-stale` too.
   */
  readonly codesBefore: readonly string[];
  readonly codesAfter: readonly string[];
}

export interface StepChange extends ChangePlace {
  readonly kind: "step-added" | "step-removed";
  readonly step: string;
}

/** A step moves ahead of another: both are advised before and after. */
export interface StepOrderChange extends ChangePlace {
  readonly kind: "step-moved-up";
  readonly step: string;
  readonly aheadOf: string;
}

/** A request can be read after and not before, or before and not after: then it fails with a `RequestError`. */
export interface RequestChange extends ChangePlace {
  readonly kind: "accepted" | "refused";
}

export interface ChangePlace {
  /** Who is spoken of; null for all customers. */
  readonly among: ChangeAmong | null;
  /** True where it is so in some of these situations alone: they are too many kinds to tell one by one. */
  readonly inSome: boolean;
  /** All of these hold. What makes no difference is left out. */
  readonly when: readonly ChangeCondition[];
  /** When that is, in order, within the period that was looked at; null for at any time. */
  readonly windows: readonly ChangeWindow[] | null;
  readonly example: ChangeExample;
}

/** Those of whom this is so, in the situations of `when` and `windows`. */
export type ChangeAmong =
  | "offered-before"
  | "offered-after"
  | "offered-both"
  | "withheld-both"
  | "advised-before"
  | "advised-after";

export type ChangeCondition =
  | RequestTypeCondition
  | LanguageCondition
  | HoursCondition
  | ReportCondition
  | AgentsCondition
  | FactCondition;

export interface RequestTypeCondition {
  readonly fact: "requestType";
  /** One of these, by id. */
  readonly values: readonly string[];
}

/** The language that the customer asks in. */
export interface LanguageCondition {
  readonly fact: "language";
  /**
   * One of these: tags, which stand for all that is read as they are; `*`; two tags with a comma, for a customer who asks for both in this
   * order; `other` for all that the channel does not serve.
   */
  readonly values: readonly string[];
  /** True where it is all that the channel serves, wherever it is offered. */
  readonly isAllServed: boolean;
}

/** Hours, where they are those of schedules that are the same before and after. `windows` say the same. */
export interface HoursCondition {
  readonly fact: "time";
  /** All of it at once; `unknown` is for a customer whose time zone nobody says. */
  readonly schedules: readonly { readonly schedule: string; readonly state: "open" | "closed" | "unknown" }[];
}

/** What there is of a report on the agents. */
export interface ReportCondition {
  readonly fact: "agentReport";
  /** One of these; `none` is no report, or one that is too old for both; `aged` is too old for one of the rulesets, and not for the other. */
  readonly values: readonly ("none" | "fresh" | "aged")[];
  /** How old `aged` is, in words: `more than 60 and at most 120 seconds old`. Null where it is not meant. */
  readonly aged: string | null;
}

/** What a report says of the agents. */
export interface AgentsCondition {
  readonly fact: "availableAgents" | "staffedAgents" | "contactsInQueue" | "estimatedWaitSeconds";
  /** In words, one of these is so: `1 or more`; `unknown` for a report that does not say. */
  readonly values: readonly string[];
  /** Whether it is so without a report that is recent enough, too. */
  readonly orNoReport: boolean;
  /** Which agents; the language is null for the one that the customer asks in. */
  readonly channel: string;
  readonly language: string | null;
}

/** A fact that the ruleset declares. */
export interface FactCondition {
  readonly fact: string;
  /** In words, one of these is so: `` `buyer` ``, `4 or more`, `left out`. */
  readonly values: readonly string[];
  readonly isDeclared: true;
}

/** `[from, until)`, ISO 8601 in UTC. */
export interface ChangeWindow {
  readonly from: string;
  readonly until: string;
  /** Of the customer, one for all whose hours are the same; `unsaid` for those who do not say; null where it is no matter. */
  readonly timeZone: string | null;
}

export interface ChangeExample {
  /** Says no more than it must. Each side is asked without the facts and channels that it does not declare; `accepted` and `refused` are asked whole. */
  readonly request: ContactRequest;
  /** Null where that side cannot read it. */
  readonly before: RoutingDecision | null;
  readonly after: RoutingDecision | null;
}
