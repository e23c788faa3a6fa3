import type { CompiledRuleset } from "../../compile/compile-ruleset.js";
import { type HoursWalk, setHours } from "../hours/schedule-cursor.js";
import type { ReadRequest } from "../request/read-request.js";
import type { Situation } from "../conditions/clause-table.js";
import { requestFact } from "./situations.js";

/** The classes of the request's own facts and of the hours of a walk; those of a candidate are to be set before they are read. */
export function requestSituation(compiled: CompiledRuleset, request: ReadRequest, walk: HoursWalk): Situation {
  const { axes, uses } = compiled.conditions;
  const situation = new Int32Array(axes.length);
  for (const [index, { fact, classOf }] of axes.entries()) {
    if (uses[index] === "request") situation[index] = classOf(requestFact(compiled, fact)(request));
  }
  setHours(situation, walk);
  return situation;
}
