import type { DecidingRuleset } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Issue } from "../../values/issue.js";

/** What a ruleset decides of past requests. Plain JSON data; shares go from 0 to 1, and are 0 of nothing. */
export interface ReplayReport {
  /** How many were decided: all that is counted below is counted of these. */
  readonly requests: number;
  readonly skipped: SkippedLines;
  /** The earliest and the latest `at` of the requests, ISO 8601 in UTC; null without requests. */
  readonly period: { readonly from: string; readonly through: string } | null;
  readonly rules: ReplayTally;
  /** Of the same requests under the ruleset to compare with; null without one. */
  readonly against: ReplayTally | null;
  /** From `against` to `rules`; null without `against`. */
  readonly changes: ReplayChanges | null;
}

/** What could not be decided, under either ruleset. */
export interface SkippedLines {
  readonly lines: number;
  /** By the code of the first issue; most lines first. */
  readonly problems: readonly SkippedProblem[];
}

export interface SkippedProblem {
  readonly code: string;
  readonly lines: number;
  /** The first three. */
  readonly examples: readonly SkippedLine[];
}

export interface SkippedLine {
  /** From 1. */
  readonly line: number;
  /** The first of the line. */
  readonly issue: Issue;
  /** Which ruleset cannot read the request; null for a line that holds none. Where neither can, `rules`. */
  readonly refusedBy: "rules" | "against" | null;
}

/** What one ruleset decided. */
export interface ReplayTally {
  readonly ruleset: DecidingRuleset;
  /** In the order of the ruleset. */
  readonly channels: readonly ChannelTally[];
  /** All of the ruleset; most requests first. */
  readonly requestTypes: readonly RequestTypeTally[];
  /** All that any channel serves, and null; most requests first. */
  readonly languages: readonly LanguageTally[];
  /** In the order of the ruleset. */
  readonly steps: readonly StepTally[];
}

export interface ChannelTally {
  readonly channel: string;
  readonly offered: number;
  /** Of all requests. */
  readonly share: number;
  /** How often it was the best of those offered. */
  readonly offeredFirst: number;
  /** By the language served, in the order of the channel. */
  readonly servedLanguages: readonly { readonly language: string; readonly offered: number }[];
  readonly withheld: number;
  /** Most first. A channel may be withheld for several reasons at once, so the shares may come to more than 1. */
  readonly reasons: readonly ReasonTally[];
}

export interface ReasonTally {
  readonly code: string;
  readonly withheld: number;
  /** Of the requests that the channel was withheld from. */
  readonly share: number;
}

export interface RequestTypeTally {
  readonly requestType: string;
  readonly requests: number;
  /** By channel. */
  readonly offered: Readonly<Record<string, number>>;
}

export interface LanguageTally {
  /** The served one that fits the first language of the customer that any fits; null where none does, or the customer takes any. */
  readonly language: string | null;
  readonly requests: number;
  /** By channel. */
  readonly offered: Readonly<Record<string, number>>;
}

export interface StepTally {
  readonly step: string;
  readonly advised: number;
  /** Of all requests. */
  readonly share: number;
}

/** Where two rulesets decide otherwise. Reasons and times aside: these are what a customer is offered. */
export interface ReplayChanges {
  /** Requests with any of the differences below. */
  readonly requests: number;
  /** Of all requests. */
  readonly share: number;
  /** All channels of both rulesets. */
  readonly channels: readonly ReplayedChannelChange[];
  /** The same channels, in another order. */
  readonly order: ReplayedChange;
  /** A channel that both offer, in another language. */
  readonly language: ReplayedChange;
  /** Other steps to do before contact. */
  readonly steps: ReplayedChange;
}

export interface ReplayedChannelChange {
  readonly channel: string;
  /** Offered now, and withheld before. */
  readonly gained: ReplayedChange;
  /** Withheld now, and offered before. */
  readonly lost: ReplayedChange;
}

export interface ReplayedChange {
  readonly requests: number;
  /** Those with any; most first. */
  readonly requestTypes: readonly { readonly requestType: string; readonly requests: number }[];
  /** Those with any; most first. Languages are as in {@link LanguageTally}. */
  readonly languages: readonly { readonly language: string | null; readonly requests: number }[];
  /** Three at most, of different request types where there are several. */
  readonly examples: readonly ReplayExample[];
}

export interface ReplayExample {
  /** From 1. */
  readonly line: number;
  readonly request: ContactRequest;
  readonly before: ExampleDecision;
  readonly now: ExampleDecision;
}

/** As a scenario would expect it: channels with their language, such as `phone:nl`, best first. */
export interface ExampleDecision {
  readonly offered: readonly string[];
  readonly steps: readonly string[];
}
