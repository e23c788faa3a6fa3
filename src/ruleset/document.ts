import type { DatePattern } from "../values/dates.js";
import type { DeclaredFact } from "../values/declared-fact.js";
import type { RuleEvent } from "../values/events.js";
import type { ChannelAgents, ConditionValue } from "../values/facts.js";
import type { WeeklyHours } from "../values/spans.js";

/**
 * A ruleset as one plain JSON document: the files of a folder, merged.
 *
 * A value of this type has the right shape, but may contain errors. A {@link Ruleset} was checked.
 */
export interface RulesetDocument {
  /** Where an editor finds the JSON Schema. Ignored. */
  readonly $schema?: string;
  /** Words for whoever reads the file, such as where it comes from. Ignored. */
  readonly $comment?: string;
  readonly ruleset: RulesetIdentity;
  /** In order of preference, best first. */
  readonly channels: readonly Channel[];
  readonly languages: Languages;
  /** By id. */
  readonly requestTypes: Readonly<Record<string, RequestType>>;
  /** By the name that conditions use. */
  readonly facts?: Readonly<Record<string, DeclaredFact>>;
  readonly availability?: AvailabilitySettings;
  /** By id. */
  readonly schedules?: Readonly<Record<string, Schedule>>;
  /** By id. */
  readonly calendars?: Readonly<Record<string, readonly CalendarEntry[]>>;
  /** In the order in which decisions list them. */
  readonly steps?: readonly Step[];
  /** By id. */
  readonly conditions?: Readonly<Record<string, Condition>>;
  readonly rules?: readonly Rule[];
  readonly promises?: readonly PromiseStatement[];
  readonly scenarios?: readonly Scenario[];
}

declare const checked: unique symbol;

/** A deeply frozen {@link RulesetDocument} without errors. Only `parseRuleset` and `loadRuleset` create one. */
export type Ruleset = RulesetDocument & { readonly [checked]: true };

/** Which ruleset this is. Every decision contains `id` and `version`. */
export interface RulesetIdentity {
  readonly id: string;
  readonly version: string;
  readonly description?: string;
}

/** A way to reach support. */
export interface Channel {
  readonly id: string;
  readonly description?: string;
  /** Canonical BCP 47 tags, in order of preference. */
  readonly languages: readonly string[];
  /** An always channel is offered in every situation. False if absent. */
  readonly always?: boolean;
  /** Also offer the channel in the fallback language, after the customer's own. False if absent; an always channel does so anyway. */
  readonly offerInFallbackLanguage?: boolean;
}

/** How the languages of customers are read. */
export interface Languages {
  /** The language for customers none of whose languages is served. */
  readonly fallback: string;
  /** Maps a requested language to the language to read it as. Each key overrides a built-in alias. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** What a customer needs help with. */
export interface RequestType {
  readonly description?: string;
  /** Groups that several request types share, for the fact `requestTags`. */
  readonly tags?: readonly string[];
}

/** How reports of the contact centre are read. */
export interface AvailabilitySettings {
  /** A snapshot older than this counts as unknown. A snapshot of exactly this age does not. */
  readonly maxAgeSeconds: number;
}

/** Hours of operation: of a week, of several weeks that alternate, or derived from another schedule. */
export type Schedule = WeeklySchedule | RotatingSchedule | DerivedSchedule;

interface LocalSchedule {
  readonly description?: string;
  /** An IANA name, or `customer` for the time zone of the request. */
  readonly timeZone: string;
  readonly holidays?: readonly HolidayRule[];
  /** Other hours on some dates. {@link ScheduleException} says which of several dates counts. */
  readonly exceptions?: readonly ScheduleException[];
}

/** A schedule whose weeks are alike. */
export interface WeeklySchedule extends LocalSchedule {
  readonly weekly: WeeklyHours;
}

/** A schedule whose weeks alternate. */
export interface RotatingSchedule extends LocalSchedule {
  readonly rotation: Rotation;
}

/** Weeks that alternate, before and after the Monday `startsOn` (`YYYY-MM-DD`), on which the first of them starts. */
export interface Rotation {
  readonly startsOn: string;
  readonly weeks: readonly WeeklyHours[];
}

/**
 * The hours of another schedule, in its time zone, that open later or close earlier.
 *
 * Margins are whole minutes of elapsed time, from 0 to 1440; 0 if absent. A stretch of open hours that becomes empty disappears.
 */
export interface DerivedSchedule {
  readonly description?: string;
  /** An id of `schedules`, of a schedule that is not derived itself. */
  readonly basedOn: string;
  readonly openLaterMinutes?: number;
  readonly closeEarlierMinutes?: number;
}

/** Other hours on the days of a calendar. */
export interface HolidayRule {
  /** An id of `calendars`. */
  readonly calendar: string;
  /** The spans of each day of the calendar; empty for closed. */
  readonly hours: readonly string[];
  /** Whether the previous day's hours still run into the holiday after midnight. False if absent. */
  readonly carryOver?: boolean;
}

/** A day, or several, of a calendar. Customers may read the name. */
export type CalendarEntry = DatePattern & { readonly name?: string };

/**
 * Other hours on some dates: `hours` for each of the days (empty for closed), `weekly` for a season, or `closed` for spans to remove from
 * whatever hours the days have. Customers may read the name. `carryOver` is as in {@link HolidayRule}.
 *
 * If several fall on a day, the first of these counts: a day with `hours`, a range with `hours`, a holiday, a season. Among two of one kind, a
 * dated one goes before an annual one.
 */
export type ScheduleException = DatePattern & { readonly name?: string } & (
    | { readonly hours: readonly string[]; readonly carryOver?: boolean }
    | { readonly weekly: WeeklyHours; readonly carryOver?: boolean }
    | { readonly closed: readonly string[] }
  );

/** Something that a customer does before contact, such as signing in. */
export interface Step {
  readonly id: string;
  readonly description?: string;
}

/** When a rule or a promise applies. */
export type Condition = AllCondition | AnyCondition | NotCondition | ConditionReference | FactCondition;

/** Holds if every condition of the list holds. */
export interface AllCondition {
  readonly all: readonly Condition[];
}

/** Holds if at least one condition of the list holds. */
export interface AnyCondition {
  readonly any: readonly Condition[];
}

/** Holds if the condition fails. Unknown stays unknown. */
export interface NotCondition {
  readonly not: Condition;
}

/** Refers to an entry of the ruleset's `conditions`. */
export interface ConditionReference {
  readonly condition: string;
}

/** Compares a fact with a value. Unknown if the fact is unknown. */
export interface FactCondition {
  /** A built-in fact, or a key of `facts`. */
  readonly fact: string;
  readonly operator: string;
  readonly value: ConditionValue;
}

/** Offers, withholds, prefers or advises something when its conditions hold. */
export interface Rule {
  readonly name: string;
  readonly description?: string;
  /** A positive integer, 1 if absent. Higher goes first. */
  readonly priority?: number;
  /** The rule always applies if absent. */
  readonly conditions?: Condition;
  readonly event: RuleEvent;
}

/** A statement that must hold in every situation. At least one of the four lists is present. */
export interface PromiseStatement {
  readonly name: string;
  readonly description?: string;
  /** The situations that the promise is about; all situations if absent. */
  readonly when?: Condition;
  /** Channels that are never offered. */
  readonly never?: readonly string[];
  /** Channels that are offered. */
  readonly always?: readonly string[];
  /** Steps that are never advised. */
  readonly neverSteps?: readonly string[];
  /** Steps that are advised. */
  readonly alwaysSteps?: readonly string[];
}

/** One example request with the expected decision: a test that the ruleset contains. */
export interface Scenario {
  readonly name: string;
  readonly description?: string;
  readonly request: ScenarioRequest;
  readonly expect: ScenarioExpectation;
}

/** A request as JSON. Instants are ISO 8601 texts with an offset. See `ContactRequest` for the meaning of each field. */
export interface ScenarioRequest {
  readonly requestType: string;
  readonly at: string;
  readonly language: string | readonly string[];
  readonly timeZone?: string;
  readonly agentAvailability?: Readonly<Record<string, ChannelAgents<string>>>;
  readonly agentAvailabilityAsOf?: string;
  readonly closedChannels?: readonly string[];
  readonly facts?: Readonly<Record<string, boolean | number | string>>;
}

/** What a scenario expects of the decision. Absent fields are not compared. At least one field is present. */
export interface ScenarioExpectation {
  /** All offered channels, best first: ids, or `phone:nl` to expect a language too. */
  readonly offered?: readonly string[];
  /** By channel: all reason codes, in any order. */
  readonly withheld?: Readonly<Record<string, readonly string[]>>;
  /** All advised steps, in the order of the ruleset. */
  readonly steps?: readonly string[];
  /** By offered channel: the instant at which it closes, or null for none within 400 days. */
  readonly closesAt?: Readonly<Record<string, string | null>>;
  /** By withheld channel: the instant at which it next opens, or null if time alone does not open it within 400 days. */
  readonly nextOpensAt?: Readonly<Record<string, string | null>>;
  /** Until when the decision holds; null if time alone does not change it. */
  readonly validUntil?: string | null;
  /**
   * By channel: all rules that decided on it, in any order. For an offered channel, these are the offer rule and the prefer rule that moved
   * it ahead; for a withheld channel, the withhold rules among its reasons.
   *
   * Empty if no rule decided: an always channel in its usual place, or a channel that no rule offers.
   */
  readonly rules?: Readonly<Record<string, readonly string[]>>;
}
