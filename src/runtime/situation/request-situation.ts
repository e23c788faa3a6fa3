import type { Situation } from "../conditions/clause-table.js";
import { type ScheduleCursor, setHours } from "../hours/schedule-cursor.js";
import type { LoadedRules } from "../load-rules.js";
import type { ReadRequest } from "../request/read-request.js";
import { requestFact } from "./situations.js";

/** The classes of the request's own facts and of the cursor's hours. Set those of a candidate before you read them. */
export function requestSituation(rules: LoadedRules, request: ReadRequest, cursor: ScheduleCursor): Situation {
  const { variables } = rules.conditions;
  const situation = new Int32Array(variables.length);
  for (const [index, { fact, scope, classOf }] of variables.entries()) {
    if (scope === "request") situation[index] = classOf(requestFact(rules, fact)(request));
  }
  setHours(situation, cursor);
  return situation;
}
