import type { DecidingRuleset } from "../../runtime/decision.js";
import type { Weekday } from "../../values/dates.js";
import type { AgentAssumption } from "../../words/describe-agents.js";

/**
 * The channels offered at one instant, by request type and language, for the agents that `agents` assumes. Plain
 * JSON data; instants are ISO 8601 in UTC.
 */
export interface Matrix {
  at: string;
  /** The first later instant at which a cell may change; null if none changes within 400 days. */
  validUntil: string | null;
  /** What is assumed of the agents of every channel. */
  agents: AgentAssumption;
  ruleset: DecidingRuleset;
  /** The columns, in the order of the ruleset. */
  channels: MatrixChannel[];
  /** In the order of the ruleset's `requestTypes`. */
  tables: MatrixTable<MatrixCell>[];
}

/** Like {@link Matrix}, over a week: when each channel is offered. */
export interface WeekMatrix {
  /** Monday 00:00 in `timeZone`. */
  from: string;
  /** The next Monday 00:00, exclusive. */
  until: string;
  /** The time zone of days and hours, an IANA name. */
  timeZone: string;
  /** Seven days, Monday first. */
  days: MatrixDay[];
  agents: AgentAssumption;
  ruleset: DecidingRuleset;
  channels: MatrixChannel[];
  tables: MatrixTable<WeekCell>[];
}

/** A column. */
export interface MatrixChannel {
  channel: string;
  /** Whether the channel is offered whatever happens. */
  always: boolean;
}

/** A day of the week. */
export interface MatrixDay {
  weekday: Weekday;
  /** `YYYY-MM-DD`. */
  date: string;
}

/** The rows of one request type. */
export interface MatrixTable<Cell> {
  requestType: string;
  rows: MatrixRow<Cell>[];
}

/** The cells of one customer language. */
export interface MatrixRow<Cell> {
  /** The customer's only language; null stands for all languages that no channel serves. */
  language: string | null;
  /** One cell for each of `channels`, in their order. */
  cells: Cell[];
}

/** A channel's outcome at one instant. */
export type MatrixCell = { channel: string } & MatrixOutcome;

/** A channel's part of a decision: offered or withheld. */
export type MatrixOutcome = OfferedOutcome | WithheldOutcome;

/** The channel is offered. */
export interface OfferedOutcome {
  outcome: "offered";
  /** One of the channel's languages, as the ruleset writes it. */
  servedLanguage: string;
  /** Whether the channel serves none of the customer's languages. */
  usingFallbackLanguage: boolean;
}

/** The channel is withheld. */
export interface WithheldOutcome {
  outcome: "withheld";
  /** The code of the decision's first reason. */
  reason: string;
  /** The holiday or exception that closes the channel; null if none does. */
  exception: string | null;
}

/** A channel's outcomes over the week. */
export interface WeekCell {
  channel: string;
  /** Cover the week without a gap. Neighbours differ. */
  stretches: WeekStretch[];
  /** The stretches as hours, one entry for each language served in the week, with or without its holidays and exceptions. */
  hours: WeekHours[];
}

/** An outcome and when it applies: from `from` until `until`, exclusive, ISO 8601 in UTC. */
export type WeekStretch = { from: string; until: string } & MatrixOutcome;

/** The hours in which a channel is offered in one language. */
export interface WeekHours {
  servedLanguage: string;
  usingFallbackLanguage: boolean;
  /** Seven days, Monday first. */
  days: DayHours[];
}

/** The hours of one day. */
export interface DayHours {
  /**
   * Spans as a ruleset writes them, as in `09:00-18:00`; `22:00-02:00` ends on the next day. The end of last week's Sunday night is listed
   * under Monday only if this week's Sunday night ends at another time.
   */
  spans: string[];
  /** Whether a holiday or exception changes the hours of this day. */
  changed: boolean;
  /** The names of these holidays and exceptions. */
  changedBy: string[];
}
