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

/** Something the backend tells of the customer. Without `default`, every request must give it. */
export type DeclaredFact = BooleanFact | StringFact | NumberFact;

export interface BooleanFact {
  readonly type: "boolean";
  readonly description?: string;
  readonly default?: boolean;
}

export interface StringFact {
  readonly type: "string";
  readonly description?: string;
  readonly values?: readonly string[];
  readonly default?: string;
}

export interface NumberFact {
  readonly type: "integer" | "number";
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number;
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

/** Keys are a day (`sat`) or a range of days (`mon-fri`, `sun-thu`); values are spans such as `09:00-18:00`. */
export type WeeklyHours = Readonly<Record<string, readonly string[]>>;

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

export type DatePattern = SingleDate | DateRange | AnnualDate | AnnualWeekday | AnnualEaster;

/** `YYYY-MM-DD`. */
export interface SingleDate {
  readonly date: string;
}

/** Both ends included. */
export interface DateRange {
  readonly from: string;
  readonly through: string;
}

/** `MM-DD`; 02-29 happens in leap years alone. */
export interface AnnualDate {
  readonly annually: string;
}

export interface AnnualWeekday {
  readonly annually: {
    /** 1 to 5 from the start of the month, or -1 for the last. A fifth that does not exist does not happen. */
    readonly nth: number;
    readonly weekday: Weekday;
    /** 1 to 12. */
    readonly month: number;
  };
  readonly plusDays?: number;
}

export interface AnnualEaster {
  /** Days after Western Easter Sunday; negative for before. */
  readonly annually: { readonly easter: number };
}

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

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

export type ConditionValue = boolean | number | string | readonly (number | string)[];

export interface Rule {
  readonly name: string;
  readonly description?: string;
  /** A positive integer, 1 where it is left out; higher goes first. */
  readonly priority?: number;
  /** Left out where the rule always applies. */
  readonly conditions?: Condition;
  readonly event: RuleEvent;
}

export type RuleEvent = OfferEvent | WithholdEvent | PreferEvent | AdviseEvent;

export interface OfferEvent {
  readonly type: "offer";
  readonly params: { readonly channels: readonly string[] };
}

export interface WithholdEvent {
  readonly type: "withhold";
  readonly params: { readonly channels: readonly string[]; readonly reason: string };
}

export interface PreferEvent {
  readonly type: "prefer";
  readonly params: { readonly channels: readonly string[] };
}

export interface AdviseEvent {
  readonly type: "advise";
  readonly params: { readonly steps: readonly string[] };
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

/** What the contact centre reports for one channel and language; what is left out is unknown. */
export interface AgentAvailability {
  /** Agents free now. */
  readonly available: number;
  /** Agents on duty, free or not. */
  readonly staffed?: number;
  readonly estimatedWaitSeconds?: number;
  readonly contactsInQueue?: number;
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
