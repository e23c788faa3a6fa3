import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Router } from "../../runtime/router.js";
import { type Issue, issueAt, type Path, type Problem } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import type { Side } from "../retiring/model/side.js";
import type { Space } from "../retiring/model/space.js";
import { type AskedSpace, askOf, type Sought } from "../retiring/walk/seek-situation.js";
import type { WorkBudget } from "../retiring/walk/walk-situations.js";
import { exampleRequest } from "../retiring/witness/example-request.js";

/** An issue that `checkRuleset` found, with an example if a request can show it. */
export interface CheckFinding extends Issue {
  readonly example?: FindingExample;
}

/** A request that shows a finding. Plain JSON data. */
export interface FindingExample {
  /** The shortest such request: `route` takes it as it is. */
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
}

export function findingAt(path: Path, problem: Problem, example: FindingExample | null = null): CheckFinding {
  return { ...issueAt(path, problem), ...(example === null ? {} : { example }) };
}

/** The result of one kind of check. */
export interface CheckResult {
  readonly findings: readonly CheckFinding[];
  /** The questions that the work limit left undecided, to follow "it is not decided": `` whether `phone` is ever offered ``. */
  readonly undecided: readonly string[];
}

/** The ruleset to check, and all its situations. */
export interface CheckSubject {
  readonly side: Side;
  readonly space: AskedSpace;
  readonly router: Router;
  /** The work limit of all checks together. Each check takes from it. */
  readonly budget: WorkBudget;
  /** Makes an example of a situation. `channel` is null for a finding about the whole request. */
  exampleOf(found: Extract<Sought, { kind: "found" }>, channel: string | null): FindingExample;
}

/** Prepares to check the first side of a space. */
export function createSubject(space: Space, router: Router, budget: WorkBudget): CheckSubject {
  const side = space.sides[0] as Side;
  return {
    side,
    space: askOf(space),
    router,
    budget,
    exampleOf({ levels, path }, channel) {
      const request = exampleRequest(levels, path, side, channel);
      return { request, decision: router.route(request) };
    },
  };
}

/** Words one question about several rules: names the first rule and counts the others. Empty if there are no rules. */
export function questionAbout(names: readonly string[], ask: (rules: string, isOne: boolean) => string): string[] {
  const [first] = names;
  if (first === undefined) return [];
  const isOne = names.length === 1;
  return [ask(isOne ? quote(first) : `${names.length} rules, such as ${quote(first)},`, isOne)];
}
