import type { CountFact, FactValue } from "../../../values/facts.js";
import type { AxisClasses } from "./side.js";

/**
 * One thing in which requests differ, cut into the classes that the rules and promises of all sides can tell apart. A situation is one class
 * of each axis; every request falls into one, and requests of one situation are decided alike.
 */
export type SituationAxis = RequestTypeAxis | FactAxis | LanguageAxis | HoursAxis | SnapshotAxis | CountAxis;

/** A class of an axis. The classes of an axis are sorted: those for which a request has to say least come first. */
export interface SituationClass<Sample> {
  /** What some request of the class says. */
  readonly sample: Sample;
  /** What all of them say, for a person: `` `buyer` ``, `4 or more`. */
  readonly words: string;
  /** What a request has to say to be in it, next to the least it can say: of two examples, the smaller sum is the simpler one. */
  readonly cost: number;
  /** By side; null where that side cannot read such a request, so that none of its rules applies. */
  readonly onSides: readonly (AxisClasses | null)[];
}

export interface RequestTypeAxis {
  readonly kind: "request-type";
  readonly classes: readonly RequestTypeClass[];
}

interface RequestTypeClass extends SituationClass<string> {
  /** All of it. */
  readonly ids: readonly string[];
}

export interface FactAxis {
  readonly kind: "fact";
  readonly fact: string;
  /** Null for a request that leaves the fact out. */
  readonly classes: readonly SituationClass<FactValue | null>[];
  /** What requests of several classes say, in words, each alternative by itself: `4 or more`. */
  wordsOf(classes: readonly number[]): string[];
}

/** The languages of a customer, as far as one channel can tell them apart. */
export interface LanguageAxis {
  readonly kind: "language";
  readonly classes: readonly LanguageClass[];
}

export interface LanguageClass extends Omit<SituationClass<readonly string[]>, "onSides"> {
  /** What the channel is considered in, in order, side by side. */
  readonly candidates: readonly CandidateClass[];
  /** The languages of the candidates of all sides, each once: of each, the snapshot says how many agents there are. */
  readonly desks: readonly string[];
}

export interface CandidateClass {
  readonly side: number;
  /** Among the candidates of its side. */
  readonly order: number;
  /** Among the `desks` of the language class. */
  readonly desk: number;
  readonly usingFallbackLanguage: boolean;
  readonly classes: AxisClasses;
}

/** The hours of all schedules that rules read, at once. */
export interface HoursAxis {
  readonly kind: "hours";
  readonly classes: readonly HoursPattern[];
}

/** Which schedules are open, closed or unknown at the same time. The sample is the first window, of those without a time zone if there are. */
export interface HoursPattern extends SituationClass<HoursWindow> {
  readonly windows: readonly HoursWindow[];
}

/** `[start, end)`, epoch ms. */
export interface HoursWindow {
  readonly start: number;
  readonly end: number;
  /** The time zone that the request names; null for none. */
  readonly timeZone: string | null;
}

/** Whether the contact centre's report on its agents can be relied on: without it, all that it could say is unknown. */
export interface SnapshotAxis {
  readonly kind: "snapshot";
  readonly classes: readonly SituationClass<SnapshotSample>[];
}

/** `aged`: fresh enough for some sides alone. */
export type SnapshotSample = "none" | "fresh" | { readonly kind: "aged"; readonly seconds: number };

/** What a fresh snapshot says of one desk. */
export interface CountAxis {
  readonly kind: "count";
  readonly fact: CountFact;
  /** Among the `desks` of the language class. */
  readonly desk: number;
  /** Null for unknown. */
  readonly classes: readonly SituationClass<number | null>[];
  /** The numbers of several classes in words, each alternative by itself; nothing for unknown. */
  wordsOf(classes: readonly number[]): string[];
}
