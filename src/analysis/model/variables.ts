import type { CountFact, FactValue } from "../../values/facts.js";
import type { Period } from "../period.js";

/**
 * One thing in which requests differ, cut into the classes that the rules and promises of all rulesets can tell apart. A situation is one
 * class of each variable. Every request falls into one, and requests of one situation are decided alike.
 */
export type ModelVariable =
  | RequestTypeVariable
  | FactVariable
  | LanguageVariable
  | HoursVariable
  | SnapshotVariable
  | EntryAgeVariable
  | CountVariable;

/** Some variables of compiled rules, by index, each with one of its classes. */
export type CompiledClasses = ReadonlyMap<number, number>;

/** A class of a variable. The first class is the most usual one, for which a request has to say least. */
export interface VariableClass<Sample> {
  /** What some request of the class says. */
  readonly sample: Sample;
  /** What it costs a request to be in the class: a witness is the cheapest situation. */
  readonly cost: number;
  /** By side: the classes of the compiled rules. Null if that side cannot read such a request, so that none of its rules applies. */
  readonly onSides: readonly (CompiledClasses | null)[];
}

export interface RequestTypeVariable {
  readonly kind: "request-type";
  readonly classes: readonly RequestTypeClass[];
}

interface RequestTypeClass extends VariableClass<string> {
  /** All request types of the class. */
  readonly ids: readonly string[];
}

export interface FactVariable {
  readonly kind: "fact";
  readonly fact: string;
  /** The sample is null for a request that leaves the fact out. */
  readonly classes: readonly VariableClass<FactValue | null>[];
  /** The values of several classes in words, each alternative by itself: `4 or more`. */
  wordsOf(classes: readonly number[]): string[];
}

/** The languages of a customer, as far as some channels can tell them apart. */
export interface LanguageVariable {
  readonly kind: "language";
  readonly classes: readonly LanguageClass[];
}

export interface LanguageClass extends Omit<VariableClass<readonly string[]>, "onSides"> {
  /** Single tags of the class that someone may name. */
  readonly tags: readonly string[];
  /** The candidates of every side and channel, in the order in which they are considered. */
  readonly candidates: readonly Candidate[];
  /** The agent pools of the candidates, each once. */
  readonly pools: readonly AgentPool[];
}

/** A candidate for a request. For questions about the request alone, a candidate without channel stands for the request. */
export interface Candidate {
  readonly side: number;
  /** Index into the channels of the question. */
  readonly channel: number;
  /** Index into the pools of the language class. */
  readonly pool: number;
  readonly usingFallbackLanguage: boolean;
  readonly classes: CompiledClasses;
}

/** The agents of a channel who speak a language. */
export interface AgentPool {
  readonly channel: string;
  readonly language: string;
}

/** The hours of all schedules that rules read, at once: schedules do not open independently of each other. */
export interface HoursVariable {
  readonly kind: "hours";
  readonly classes: readonly HoursPattern[];
}

/** Which schedules are open, closed or unknown at the same time. The sample is one of the windows. */
export interface HoursPattern extends VariableClass<HoursWindow> {
  readonly windows: readonly HoursWindow[];
}

export interface HoursWindow extends Period {
  /** The time zone that the request names; null for none. */
  readonly timeZone: string | null;
}

/** Whether there is a report on agents that is recent enough for some side. */
export interface SnapshotVariable {
  readonly kind: "snapshot";
  readonly classes: readonly VariableClass<"none" | "fresh">[];
}

/** How old the report on one agent pool is, if it can be recent enough for one side only. */
export interface EntryAgeVariable {
  readonly kind: "age";
  /** Index into the pools of the language class. */
  readonly pool: number;
  /** The first class is {@link ABSENT}. `aged` is recent enough for one side only. */
  readonly classes: readonly VariableClass<"none" | "fresh" | "aged">[];
  /** An age of `aged`, and what it means for a person: `more than 60 and at most 120 seconds old, or as far ahead`. */
  readonly aged: { readonly seconds: number; readonly words: string };
}

/** What a report says of one agent pool. */
export interface CountVariable {
  readonly kind: "count";
  readonly fact: CountFact;
  /** Index into the pools of the language class. */
  readonly pool: number;
  /** The first class is {@link ABSENT}. The sample is null if the number is unknown. */
  readonly classes: readonly VariableClass<number | null>[];
  /** The numbers of several classes in words, each alternative by itself; nothing for unknown. */
  wordsOf(classes: readonly number[]): string[];
}

/** The class of a count, or of its age, that nothing gives: there is no report, or the customer has no such agent pool. */
export const ABSENT = 0;
