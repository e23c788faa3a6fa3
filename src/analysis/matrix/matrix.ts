import type { DecidingRuleset } from "../../runtime/decision.js";
import type { Weekday } from "../../values/dates.js";

/**
 * What customers of each language are offered for each request type at one instant, as if agents were free in every language of every
 * channel. Plain JSON data; instants are ISO 8601 in UTC.
 */
export interface Matrix {
  at: string;
  /** No cell differs before this instant; null where none does within 400 days. */
  validUntil: string | null;
  ruleset: DecidingRuleset;
  /** The columns, in the order of the ruleset. */
  channels: MatrixChannel[];
  /** In the order of the ruleset's `requestTypes`. */
  tables: MatrixTable<MatrixCell>[];
}

/** The same over a week: the hours in which each channel is offered. */
export interface WeekMatrix {
  /** Monday 00:00 in `timeZone`. */
  from: string;
  /** The Monday after, which is not part of it. */
  until: string;
  /** In which days begin, and hours are told. */
  timeZone: string;
  /** Seven, Monday first. */
  days: MatrixDay[];
  ruleset: DecidingRuleset;
  channels: MatrixChannel[];
  tables: MatrixTable<WeekCell>[];
}

export interface MatrixChannel {
  channel: string;
  /** Offered whatever happens. */
  always: boolean;
}

export interface MatrixDay {
  weekday: Weekday;
  /** `YYYY-MM-DD`. */
  date: string;
}

export interface MatrixTable<Cell> {
  requestType: string;
  rows: MatrixRow<Cell>[];
}

export interface MatrixRow<Cell> {
  /** The customer's only language; null stands for every language that fits no channel's. */
  language: string | null;
  /** One for each of `channels`, in their order. */
  cells: Cell[];
}

export type MatrixCell = { channel: string } & MatrixOutcome;

export type MatrixOutcome = OfferedOutcome | WithheldOutcome;

export interface OfferedOutcome {
  outcome: "offered";
  /** One of the channel's languages, as the ruleset writes it. */
  servedLanguage: string;
  /** The channel serves no language that fits the customer's. */
  usingFallbackLanguage: boolean;
}

export interface WithheldOutcome {
  outcome: "withheld";
  /** The code of the first reason of the decision. */
  reason: string;
  /** The holiday or exception that closed the hours, if one did. */
  exception: string | null;
}

export interface WeekCell {
  channel: string;
  /** From the first instant of the week to the last without a gap; neighbours differ. */
  stretches: WeekStretch[];
  /** What the stretches offer, as hours; one for each language served in the week, or that would be but for a holiday or exception. */
  hours: WeekHours[];
}

export type WeekStretch = { from: string; until: string } & MatrixOutcome;

export interface WeekHours {
  servedLanguage: string;
  usingFallbackLanguage: boolean;
  /** Seven, Monday first. */
  days: DayHours[];
}

export interface DayHours {
  /**
   * As a ruleset writes them, such as `09:00-18:00`; `22:00-02:00` ends on the next day. What last week's Sunday runs into Monday stands
   * under Monday only where this week's Sunday does not end at the same time.
   */
  spans: string[];
  /** A holiday or exception makes this day's hours other than they usually are. */
  changed: boolean;
  /** Names of the holidays and exceptions that do. */
  changedBy: string[];
}
