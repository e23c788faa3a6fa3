import type { AgentAvailability } from "../values/agent-availability.js";
import type { DatePattern } from "../values/dates.js";
import type { DeclaredFact } from "../values/declared-fact.js";
import type { RuleEvent } from "../values/events.js";
import type { ConditionValue } from "../values/facts.js";
import type { WeeklyHours } from "../values/spans.js";

/**
 * The shape of a ruleset: one plain JSON document, what product managers write (the files of a folder, merged).
 *
 * A value of this type has the right shape and nothing more; a {@link Ruleset} has been checked.
 */
export interface RulesetDocument {
  readonly $schema?: string;
  readonly ruleset: RulesetIdentity;
  /** In order of preference, best first. */
  readonly channels: readonly Channel[];
  readonly languages: Languages;
  readonly requestTypes: Readonly<Record<string, RequestType>>;
  readonly facts?: Readonly<Record<string, DeclaredFact>>;
  readonly availability?: AvailabilitySettings;
  readonly schedules?: Readonly<Record<string, Schedule>>;
  readonly calendars?: Readonly<Record<string, readonly CalendarEntry[]>>;
  readonly steps?: readonly Step[];
  readonly conditions?: Readonly<Record<string, Condition>>;
  readonly rules?: readonly Rule[];
  readonly promises?: readonly PromiseStatement[];
  readonly scenarios?: readonly Scenario[];
}

declare const checked: unique symbol;

/** A deeply frozen {@link RulesetDocument} in which no error was found. Only `parseRuleset` and `loadRuleset` make one. */
export type Ruleset = RulesetDocument & { readonly [checked]: true };

export interface RulesetIdentity {
  readonly id: string;
  readonly version: string;
  readonly description?: string;
}

export interface Channel {
  readonly id: string;
  readonly description?: string;
  /** Canonical BCP 47 tags, in order of preference. */
  readonly languages: readonly string[];
  /** Offered whatever happens. */
  readonly always?: boolean;
  /** Consider the fallback language too, after the customer's own. An always channel does so anyway. */
  readonly offerInFallbackLanguage?: boolean;
}

export interface Languages {
  readonly fallback: string;
  /** Requested language to the language to read it as; replaces the built-in aliases key by key. */
  readonly aliases?: Readonly<Record<string, string>>;
}

export interface RequestType {
  readonly description?: string;
  readonly tags?: readonly string[];
}

export interface AvailabilitySettings {
  /** A snapshot older than this counts as unknown; one exactly this old does not. */
  readonly maxAgeSeconds: number;
}

export interface Schedule {
  readonly description?: string;
  /** An IANA name, or `customer`: the time zone of the request. */
  readonly timeZone: string;
  readonly weekly: WeeklyHours;
  readonly holidays?: readonly HolidayRule[];
  readonly exceptions?: readonly ScheduleException[];
}

export interface HolidayRule {
  readonly calendar: string;
  /** The spans of each day of the calendar; empty for closed. */
  readonly hours: readonly string[];
  /** Keep what the night before runs into the holiday. */
  readonly carryOver?: boolean;
}

export type CalendarEntry = DatePattern & { readonly name?: string };

export type ScheduleException = DatePattern & {
  readonly name?: string;
  readonly carryOver?: boolean;
} & ({ readonly hours: readonly string[] } | { readonly weekly: WeeklyHours });

export interface Step {
  readonly id: string;
  readonly description?: string;
}

export type Condition = AllCondition | AnyCondition | NotCondition | ConditionReference | FactCondition;

export interface AllCondition {
  readonly all: readonly Condition[];
}

export interface AnyCondition {
  readonly any: readonly Condition[];
}

export interface NotCondition {
  readonly not: Condition;
}

/** Names an entry of the ruleset's `conditions`. */
export interface ConditionReference {
  readonly condition: string;
}

export interface FactCondition {
  readonly fact: string;
  readonly operator: string;
  readonly value: ConditionValue;
}

export interface Rule {
  readonly name: string;
  readonly description?: string;
  /** A positive integer, 1 where it is left out; higher goes first. */
  readonly priority?: number;
  /** Left out where the rule always applies. */
  readonly conditions?: Condition;
  readonly event: RuleEvent;
}

/** A statement that must hold in every situation. At least one of the four lists is given. */
export interface PromiseStatement {
  readonly name: string;
  readonly description?: string;
  readonly when?: Condition;
  readonly never?: readonly string[];
  readonly always?: readonly string[];
  readonly neverSteps?: readonly string[];
  readonly alwaysSteps?: readonly string[];
}

export interface Scenario {
  readonly name: string;
  readonly description?: string;
  readonly request: ScenarioRequest;
  readonly expect: ScenarioExpectation;
}

/** A request as JSON writes it: instants are ISO 8601 texts with an offset. */
export interface ScenarioRequest {
  readonly requestType: string;
  readonly at: string;
  readonly language: string | readonly string[];
  readonly timeZone?: string;
  readonly agentAvailability?: Readonly<Record<string, Readonly<Record<string, number | AgentAvailability>>>>;
  readonly agentAvailabilityAsOf?: string;
  readonly closedChannels?: readonly string[];
  readonly facts?: Readonly<Record<string, boolean | number | string>>;
}

/** What a scenario states of the decision; whatever is left out is not looked at. At least one thing is stated. */
export interface ScenarioExpectation {
  /** All offered channels, best first: ids, or `phone:nl` to state the language too. */
  readonly offered?: readonly string[];
  /** Channel to all codes of its reasons, in any order. */
  readonly withheld?: Readonly<Record<string, readonly string[]>>;
  /** All steps advised, in the order of the ruleset. */
  readonly steps?: readonly string[];
  /** Channel to an instant, or null for none within 400 days. */
  readonly closesAt?: Readonly<Record<string, string | null>>;
  readonly nextOpensAt?: Readonly<Record<string, string | null>>;
  readonly validUntil?: string | null;
  /**
   * Channel to all rules that decided on it, in any order: of an offered channel the offer rule and the prefer rule that moved it ahead,
   * of a withheld one the withhold rules among its reasons. Empty for none: an always channel in its usual place, a channel that no offer
   * rule opens.
   */
  readonly rules?: Readonly<Record<string, readonly string[]>>;
}
