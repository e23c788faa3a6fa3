import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Router } from "../../runtime/router.js";
import { type Issue, issueAt, type Path, type Problem } from "../../values/issue.js";
import type { Side } from "../retiring/model/side.js";
import type { Sought } from "../retiring/walk/seek-situation.js";
import { exampleRequest } from "../retiring/witness/example-request.js";

/** What a check finds; where some request shows it, with one. */
export interface CheckFinding extends Issue {
  readonly example?: FindingExample;
}

/** Data that can be given to `route` as it is, and what it decides. */
export interface FindingExample {
  /** A request that says no more than it must. */
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
}

export function findingAt(path: Path, problem: Problem, example: FindingExample | null = null): CheckFinding {
  return { ...issueAt(path, problem), ...(example === null ? {} : { example }) };
}

/** Makes examples of situations, for one ruleset. */
export type MakeExample = (found: Extract<Sought, { kind: "found" }>, channel: string | null) => FindingExample;

export function createExamples(side: Side, router: Router): MakeExample {
  return ({ levels, path }, channel) => {
    const request = exampleRequest(levels, path, side, channel);
    return { request, decision: router.route(request) };
  };
}
