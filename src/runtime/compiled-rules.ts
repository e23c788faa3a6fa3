import type { DatePattern, DayNumber } from "../values/dates.js";
import type { DeclaredFact } from "../values/declared-fact.js";
import type { RuleEvent } from "../values/events.js";
import type { ConditionValue } from "../values/facts.js";
import type { Language } from "../values/language-tag.js";
import type { Span } from "../values/spans.js";
import type { DecidingRuleset } from "./decision.js";

/**
 * All that deciding needs of a ruleset, as plain JSON data: no functions, no class instances, nothing undefined.
 *
 * `src/compile` writes it, {@link loadRules} reads it. A round trip through JSON text changes no decision.
 */
export interface CompiledRules {
  readonly ruleset: Readonly<DecidingRuleset>;
  readonly requestTypes: readonly CompiledRequestType[];
  readonly facts: readonly CompiledFact[];
  /** How old a snapshot may be; null for any age. */
  readonly maxAgeSeconds: number | null;
  readonly aliases: readonly CompiledAlias[];
  /** In the order of preference. */
  readonly channels: readonly CompiledChannel[];
  /** Ids, in the ruleset's order. */
  readonly steps: readonly string[];
  /** What the conditions read. A situation has one class of each variable. */
  readonly variables: readonly CompiledVariable[];
  /** Distinct truth tables of leaves: a digit for each class of a variable, {@link FAILS}, {@link HOLDS} or {@link UNKNOWN}. */
  readonly truthTables: readonly string[];
  /** In the order in which rules are considered: `priority`, higher first, then name. */
  readonly rules: readonly CompiledRule[];
  /** The promises' conditions, for analysis; a router needs none. */
  readonly promises: readonly CompiledCondition[];
}

interface CompiledRequestType {
  readonly id: string;
  readonly tags: readonly string[];
}

export interface CompiledFact {
  readonly name: string;
  /** Without its description. */
  readonly declared: DeclaredFact;
}

/** A canonical tag, and the language to read it as; null to read it as nothing else. */
export type CompiledAlias = readonly [tag: string, language: Language | null];

export interface CompiledChannel {
  readonly id: string;
  readonly always: boolean;
  /** As the ruleset writes them, in the order of preference. */
  readonly languages: readonly string[];
  /** The same, canonical; null for a tag that no request can match. */
  readonly served: readonly (Language | null)[];
  /** Index into `languages` of the one to consider last; -1 for none. */
  readonly fallback: number;
}

/** A variable is one fact, or one schedule of `time`, cut into the classes that the conditions can tell apart. The last class is *unknown*. */
export type CompiledVariable =
  /** Classes: closed, open, unknown. */
  | { readonly kind: "hours"; readonly fact: "time"; readonly id: string; readonly schedule: CompiledSchedule }
  /** Classes: false, true, unknown. */
  | { readonly kind: "boolean"; readonly fact: string; readonly of: VariableOwner }
  /** Classes: one for each value, unknown. A value that is not listed is in the class of the last. */
  | { readonly kind: "values"; readonly fact: string; readonly of: VariableOwner; readonly values: readonly string[] }
  /** Classes: below the first threshold, equal to it, between it and the second, and so on; unknown. Thresholds ascend. */
  | {
      readonly kind: "number";
      readonly fact: string;
      readonly of: VariableOwner;
      readonly thresholds: readonly number[];
    };

export type VariableOwner = "request" | "candidate";

/** Local hours, in no time zone, and how far a derived schedule keeps away from their ends. */
export interface CompiledSchedule {
  /** An IANA name, or `customer`: the time zone of the request. */
  readonly timeZone: string;
  /** The usual hours, as days that repeat: one week, or several that alternate. */
  readonly usual: UsualHours;
  /** Exceptions and holidays. If several fall on one day, the first listed overrides it. */
  readonly overrides: readonly CompiledOverride[];
  /** Spans that are closed whatever the hours of the day, in the order of the ruleset. */
  readonly cuts: readonly CompiledCut[];
  readonly openLaterMinutes: number;
  readonly closeEarlierMinutes: number;
}

export interface UsualHours {
  /** A Monday, on which the first of `days` falls. */
  readonly startsOn: DayNumber;
  /** The spans that start on each day: a multiple of seven days. */
  readonly days: readonly (readonly Span[])[];
}

/** The spans that start on each weekday, Monday first. */
export type SpansByWeekday = readonly (readonly Span[])[];

export interface CompiledOverride {
  readonly dates: DatePattern;
  /** Null for none: reasons then name its first date. */
  readonly name: string | null;
  /** Whether the previous day's usual hours keep what they run past midnight. */
  readonly carryOver: boolean;
  /** Whether its spans count as usual hours, which the next day's exception or holiday cuts at midnight. */
  readonly isSeason: boolean;
  readonly spans: SpansByWeekday;
}

export interface CompiledCut {
  readonly dates: DatePattern;
  /** Null for none: reasons then name its first date. */
  readonly name: string | null;
  readonly spans: readonly Span[];
}

/** Conditions in disjunctive normal form, beside the tree that explanations follow. */
export interface CompiledCondition {
  /** In the order of the rule: depth first, references followed. */
  readonly leaves: readonly CompiledLeaf[];
  /** Null if the rule always applies. */
  readonly expression: CompiledExpression | null;
  readonly literals: readonly CompiledLiteral[];
  /** Each a list of indices into `literals`: the condition holds if all literals of some conjunct hold. */
  readonly conjuncts: readonly (readonly number[])[];
}

interface CompiledRule extends CompiledCondition {
  readonly name: string;
  readonly description: string | null;
  /** 1 or more; higher goes first. */
  readonly priority: number;
  readonly event: RuleEvent;
}

export interface CompiledLeaf {
  /** Index into `variables`. */
  readonly variable: number;
  /** The opposite of the written operator under an odd number of `not`. */
  readonly operator: string;
  readonly value: ConditionValue;
  /** Index into `truthTables`. */
  readonly truths: number;
  readonly reference: ConditionOrigin | null;
}

/** The named condition that a part of a tree stands for, and whether it stands under a `not`. */
export interface ConditionOrigin {
  readonly name: string;
  readonly negated: boolean;
}

/** An index into `leaves`, or a node with every `not` pushed down to the leaves. */
export type CompiledExpression =
  | number
  | {
      readonly kind: "all" | "any";
      readonly children: readonly CompiledExpression[];
      readonly reference: ConditionOrigin | null;
    };

/** A part of a condition whose leaves all read one variable. */
interface CompiledLiteral {
  readonly variable: number;
  readonly expression: CompiledExpression;
}
