import { OPEN } from "../../runtime/conditions/variable.js";
import { quote } from "../../values/quote.js";
import type { Space } from "../retiring/model/space.js";
import { type CheckFinding, findingAt } from "./check-finding.js";

/** Schedules that rules or promises read, and that are open at no instant of the period, wherever a customer is. */
export function scheduleFindings({ sides, hours, hasAllHours }: Space): CheckFinding[] {
  const [side] = sides;
  if (side === undefined || !hasAllHours) return [];
  const { conditions } = side.compiled;
  return [...conditions.variables.entries()].flatMap(([axis, { schedule }]) => {
    if (schedule === null) return [];
    if (hours.classes.some(({ onSides }) => onSides[0]?.get(axis) === OPEN)) return [];
    return findingAt(["schedules", schedule], {
      code: "schedule-never-open",
      severity: "warning",
      problem: `schedule ${quote(schedule)} is never open in all the days looked at`,
      hint: "see its weekly hours, holidays and exceptions",
    });
  });
}
