import type { CompiledRuleset, Table } from "../../compile/compile-ruleset.js";
import type { AdvisedStep } from "../decision.js";
import { advance, type HoursSelection, type HoursWalk, nextStart, setHours, startWalk } from "../hours/schedule-cursor.js";
import type { ReadRequest } from "../request/read-request.js";
import { atCode, type ByCode, createByCode, keepAtCode } from "./hours-memo.js";
import { withHours } from "./channel-situation.js";
import { holdingButForHours, type Situation, setRequest } from "../conditions/clause-table.js";
import { firstRule } from "./verdict.js";

/** The steps in the classes that a request falls into: the clauses that are left to be decided by the hours. */
export interface AdviceSituation {
  readonly steps: readonly { readonly id: string; readonly table: Table; readonly clauses: readonly number[] }[];
  /** The classes of the request's own facts; those of hours are anything. */
  readonly classes: Situation;
  readonly hours: HoursSelection;
  /** By the code of the hours; filled in as they are asked for. */
  readonly advice: ByCode<Advice>;
}

/** The steps advised at some hours. */
export type Advice = readonly Readonly<AdvisedStep>[];

/** Expects the request's own classes in `classes`, which is kept, and changed for hours. */
export function createAdviceSituation({ steps, noHours }: CompiledRuleset, classes: Situation): AdviceSituation {
  let hours = noHours;
  const asked = steps.map(({ id, advice: table }) => {
    setRequest(table, classes);
    const clauses = holdingButForHours(table, classes);
    hours = withHours(hours, table, clauses);
    return { id, table, clauses };
  });
  return { steps: asked, classes, hours, advice: createByCode() };
}

export function adviceAt(asked: AdviceSituation, walk: HoursWalk): Advice {
  const known = atCode(asked.advice, walk.code);
  if (known !== null) return known;
  const { steps, classes } = asked;
  setHours(classes, walk);
  const advice = steps.flatMap(({ id, table, clauses }) => {
    const advising = firstRule(table, clauses, classes);
    return advising === null ? [] : [{ step: id, rule: advising.rule.name }];
  });
  keepAtCode(asked.advice, walk.code, advice);
  return advice;
}

/** The first instant before `until` at which other advice is given; infinity for none. */
export function findOtherAdvice(
  asked: AdviceSituation,
  first: Advice,
  { timeZone, at }: ReadRequest,
  until: number,
): number {
  const walk = startWalk(asked.hours, timeZone, at);
  while (nextStart(walk) < until) {
    advance(walk);
    if (!sameAdvice(first, adviceAt(asked, walk))) return walk.start;
  }
  return Number.POSITIVE_INFINITY;
}

/** The steps are all that the rules advise which are named here, so where these are the same, the steps are. */
function sameAdvice(left: Advice, right: Advice): boolean {
  return left.length === right.length && left.every(({ rule }, index) => rule === right[index]?.rule);
}
