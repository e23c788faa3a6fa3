import type { AgentNumbers } from "../values/facts.js";

/** Some situations, as conditions that hold together and the times when they do. Plain JSON data. */
export interface SituationPlace {
  /** True if only some of these situations are meant. There are too many kinds of them to list. */
  readonly inSome: boolean;
  /** The conditions that hold together; empty for any situation. */
  readonly when: readonly ChangeCondition[];
  /** When this is within the period, sorted by time zone and time; null for at any time. */
  readonly windows: readonly ChangeWindow[] | null;
}

/** One condition of a place, distinguished by `fact`. */
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

/** The states of schedules that have the same hours before and after. The place's `windows` describe the same times. */
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
  /** The age of `aged` in words: `more than 60 and at most 120 seconds old, or as far ahead`. Null if `aged` is not among the values. */
  readonly aged: string | null;
}

/** A number in a report on agents. */
export interface AgentsCondition {
  readonly fact: keyof AgentNumbers;
  /** One of these numbers, in words, applies: `1 or more`, `known` for any; `unknown` for a report that leaves the number out. */
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
  /** One of these values, in words, applies: `` `buyer` ``, `4 or more`, `left out`, `known`, `not known`. */
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
