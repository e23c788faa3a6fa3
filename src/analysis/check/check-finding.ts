import type { NormalForm } from "../../runtime/conditions/expression.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Router } from "../../runtime/router.js";
import { type Issue, issueAt, type Path, type Problem } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import type { Assignment, Node } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import type { RulesetDiagrams } from "../model/ruleset-diagrams.js";
import type { Candidate } from "../model/variables.js";
import { writeRequest } from "../witness/write-request.js";

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

/** The ruleset to check, as diagrams of all its situations. */
export interface CheckSubject extends RulesetDiagrams {
  readonly router: Router;
}

/** Makes an example of a situation. `requestType` replaces the one that stands for its class. */
export function exampleOf(
  { model, space, router }: CheckSubject,
  { variables }: Diagrams,
  assignment: Assignment,
  requestType?: string,
): FindingExample {
  const written = writeRequest({ model, variables, from: space.period.from }, assignment);
  const request = requestType === undefined ? written : { ...written, requestType };
  return { request, decision: router.route(request) };
}

/** The situations in which a condition holds for a candidate. */
export function whenHolds({ conjunctsOf, selectByLanguage }: Diagrams, condition: NormalForm): Node {
  const held = [condition];
  return selectByLanguage(({ candidates: [candidate] }) => [[[], conjunctsOf(held, candidate as Candidate)]]);
}

/** Words one question about several rules: names the first rule and counts the others. Empty if there are no rules. */
export function questionAbout(names: readonly string[], ask: (rules: string, isOne: boolean) => string): string[] {
  const [first] = names;
  if (first === undefined) return [];
  const isOne = names.length === 1;
  return [ask(isOne ? quote(first) : `${names.length} rules, such as ${quote(first)},`, isOne)];
}
