import type { DecidingRuleset } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Issue } from "../../values/issue.js";

/** The counted decisions of past requests. Plain JSON data. Shares are from 0 to 1; a share of no requests is 0. */
export interface ReplayReport {
  /** The number of decided requests. All other counts are about these. */
  readonly requests: number;
  readonly skipped: SkippedLines;
  /** The earliest and the latest `at` of the requests, ISO 8601 in UTC; null without requests. */
  readonly period: { readonly from: string; readonly through: string } | null;
  /** The decisions of the ruleset. */
  readonly rules: ReplayTally;
  /** The decisions of the ruleset to compare with, for the same requests; null without one. */
  readonly against: ReplayTally | null;
  /** The changes from `against` to `rules`; null without `against`. */
  readonly changes: ReplayChanges | null;
}

/** The lines that at least one ruleset could not decide. */
export interface SkippedLines {
  readonly lines: number;
  /** Grouped by the code of each line's first issue; most lines first. */
  readonly problems: readonly SkippedProblem[];
}

/** The skipped lines with one code. */
export interface SkippedProblem {
  readonly code: string;
  readonly lines: number;
  /** The first three lines. */
  readonly examples: readonly SkippedLine[];
}

/** One skipped line. */
export interface SkippedLine {
  /** The line number, from 1. */
  readonly line: number;
  /** The first issue of the line. */
  readonly issue: Issue;
  /** The ruleset that cannot read the request: `rules` if both cannot. Null for a line without a request. */
  readonly refusedBy: "rules" | "against" | null;
}

/** The counted decisions of one ruleset. */
export interface ReplayTally {
  readonly ruleset: DecidingRuleset;
  /** In the order of the ruleset. */
  readonly channels: readonly ChannelTally[];
  /** All request types of the ruleset; most requests first. */
  readonly requestTypes: readonly RequestTypeTally[];
  /** All served languages, and null; most requests first. */
  readonly languages: readonly LanguageTally[];
  /** In the order of the ruleset. */
  readonly steps: readonly StepTally[];
}

/** How often a channel was offered and withheld. */
export interface ChannelTally {
  readonly channel: string;
  /** The number of requests that the channel was offered for. */
  readonly offered: number;
  /** `offered` as a share of all requests. */
  readonly share: number;
  /** The number of requests for which the channel was the first offer. */
  readonly offeredFirst: number;
  /** The offers by served language, in the order of the channel's languages. */
  readonly servedLanguages: readonly { readonly language: string; readonly offered: number }[];
  readonly withheld: number;
  /** Most first. A channel can be withheld for several reasons at once, so the shares may add up to more than 1. */
  readonly reasons: readonly ReasonTally[];
}

/** How often a channel was withheld for one reason. */
export interface ReasonTally {
  readonly code: string;
  readonly withheld: number;
  /** The share of the requests for which the channel was withheld. */
  readonly share: number;
}

/** The offers for requests of one type. */
export interface RequestTypeTally {
  readonly requestType: string;
  readonly requests: number;
  /** The number of offers by channel id. */
  readonly offered: Readonly<Record<string, number>>;
}

/** The offers to customers of one language. */
export interface LanguageTally {
  /** The served language that matches the customer's first language with a match; null if none matches. `*` matches none. */
  readonly language: string | null;
  readonly requests: number;
  /** The number of offers by channel id. */
  readonly offered: Readonly<Record<string, number>>;
}

/** How often a step was advised. */
export interface StepTally {
  readonly step: string;
  readonly advised: number;
  /** `advised` as a share of all requests. */
  readonly share: number;
}

/** The differences between two rulesets in what they offer and advise. Ignores reasons and times. */
export interface ReplayChanges {
  /** The number of requests with at least one difference. */
  readonly requests: number;
  /** `requests` as a share of all requests. */
  readonly share: number;
  /** All channels of both rulesets. */
  readonly channels: readonly ReplayedChannelChange[];
  /** Requests with the same channels in another order. */
  readonly order: ReplayedChange;
  /** Requests with a channel that both rulesets offer in different languages. */
  readonly language: ReplayedChange;
  /** Requests with different steps, or with the same steps in another order. */
  readonly steps: ReplayedChange;
}

/** The requests for which a channel was gained or lost. */
export interface ReplayedChannelChange {
  readonly channel: string;
  /** Offered by `rules`, withheld by `against`. */
  readonly gained: ReplayedChange;
  /** Withheld by `rules`, offered by `against`. */
  readonly lost: ReplayedChange;
}

/** The requests with one kind of difference. */
export interface ReplayedChange {
  readonly requests: number;
  /** The request types with at least one such request; most first. */
  readonly requestTypes: readonly { readonly requestType: string; readonly requests: number }[];
  /** The languages, as in {@link LanguageTally}, with at least one such request; most first. */
  readonly languages: readonly { readonly language: string | null; readonly requests: number }[];
  /** At most three, of different request types if there are several. */
  readonly examples: readonly ReplayExample[];
}

/** A past request with both decisions. */
export interface ReplayExample {
  /** The line number in the log, from 1. */
  readonly line: number;
  readonly request: ContactRequest;
  /** The decision of `against`. */
  readonly before: ExampleDecision;
  /** The decision of `rules`. */
  readonly now: ExampleDecision;
}

/** A decision as a scenario expects it: channels with their languages, as in `phone:nl`, best first. */
export interface ExampleDecision {
  readonly offered: readonly string[];
  readonly steps: readonly string[];
}
