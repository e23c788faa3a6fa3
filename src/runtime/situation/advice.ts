import { holdingBeforeHours, type Situation } from "../conditions/clause-table.js";
import type { AdvisedStep } from "../decision.js";
import {
  advance,
  createHoursMemo,
  type HoursMemo,
  nextStart,
  recall,
  remember,
  type ScheduleCursor,
  type ScheduleSelection,
  setHours,
  startCursor,
} from "../hours/schedule-cursor.js";
import type { LoadedRules, RuleTable } from "../load-rules.js";
import type { ReadRequest } from "../request/read-request.js";
import { withHours } from "./channel-situation.js";
import { firstRule } from "./verdict.js";

/** All steps in the classes of a request: the clauses that only the hours still decide. */
export interface AdviceSituation {
  readonly steps: readonly { readonly id: string; readonly table: RuleTable; readonly clauses: readonly number[] }[];
  /** The classes of the request's own facts. Set the classes of hours before you read them. */
  readonly classes: Situation;
  readonly hours: ScheduleSelection;
  /** Filled in when needed. */
  readonly advice: HoursMemo<Advice>;
}

type Advice = readonly Readonly<AdvisedStep>[];

/** Expects the request's own classes in `classes`. Keeps the array, and changes it for hours. */
export function createAdviceSituation({ steps, noHours }: LoadedRules, classes: Situation): AdviceSituation {
  let hours = noHours;
  const asked = steps.map(({ id, advice: table }) => {
    const clauses = holdingBeforeHours(table, classes);
    hours = withHours(hours, table, clauses);
    return { id, table, clauses };
  });
  return { steps: asked, classes, hours, advice: createHoursMemo() };
}

export function adviceAt(asked: AdviceSituation, cursor: ScheduleCursor): Advice {
  const known = recall(asked.advice, cursor.code);
  if (known !== null) return known;
  const { steps, classes } = asked;
  setHours(classes, cursor);
  const advice = steps.flatMap(({ id, table, clauses }) => {
    const advising = firstRule(table, clauses, classes);
    return advising === null ? [] : [{ step: id, rule: advising.name }];
  });
  remember(asked.advice, cursor.code, advice);
  return advice;
}

/** The first instant before `until` at which the advice differs; infinity for none. Epoch ms. */
export function findOtherAdvice(
  asked: AdviceSituation,
  first: Advice,
  { timeZone, at }: ReadRequest,
  until: number,
): number {
  const cursor = startCursor(asked.hours, timeZone, at);
  while (nextStart(cursor) < until) {
    advance(cursor);
    if (!sameAdvice(first, adviceAt(asked, cursor))) return cursor.start;
  }
  return Number.POSITIVE_INFINITY;
}

/** A rule that holds advises all of its steps, so equal lists of rules mean equal steps. */
function sameAdvice(left: Advice, right: Advice): boolean {
  return left.length === right.length && left.every(({ rule }, index) => rule === right[index]?.rule);
}
