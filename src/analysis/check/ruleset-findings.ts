import type { Router } from "../../runtime/router.js";
import type { Space } from "../retiring/model/space.js";
import type { WorkBudget } from "../retiring/walk/walk-situations.js";
import { channelFindings } from "./channel-findings.js";
import { type CheckFinding, createSubject, findingAt, type RulesetCheck } from "./check-finding.js";
import { ruleFindings } from "./rule-findings.js";
import { dateFindings, neverOpenFindings } from "./schedule-findings.js";
import { unknownFindings } from "./unknown-findings.js";
import { unusedFindings } from "./unused-findings.js";

/** Every check of a valid ruleset, in the order of the report. To add a check, add it here. */
const CHECKS: readonly RulesetCheck[] = [
  channelFindings,
  ruleFindings,
  unknownFindings,
  neverOpenFindings,
  unusedFindings,
  dateFindings,
];

/** Runs last, because rules are many and the other checks take little of the shared work limit. */
const MAX_WORK: RulesetCheck = ruleFindings;

/** Runs all checks in all situations of a valid ruleset. Reports last what they could not decide. */
export function rulesetFindings(space: Space, router: Router, budget: WorkBudget): CheckFinding[] {
  const subject = createSubject(space, router, budget);
  const others = CHECKS.filter((check) => check !== MAX_WORK).map((check) => [check, check(subject)] as const);
  const results = new Map([...others, [MAX_WORK, MAX_WORK(subject)]]);
  const ordered = CHECKS.flatMap((check) => results.get(check) ?? []);
  return [
    ...ordered.flatMap(({ findings }) => findings),
    ...ordered.flatMap(({ undecided }) => undecided).map(notDecided),
  ];
}

function notDecided(question: string): CheckFinding {
  return findingAt([], {
    code: "not-decided",
    severity: "info",
    problem: `it is not decided ${question}: there are more situations than can be looked at`,
    hint: "write fewer rules, or rules on fewer facts, or look fewer days ahead",
  });
}
