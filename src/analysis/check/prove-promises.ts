import type { PromiseStatement } from "../../ruleset/document.js";
import type { NormalForm } from "../../runtime/conditions/expression.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Router } from "../../runtime/router.js";
import { type Path, toPointer } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import type { Diagram } from "../retiring/diagram/diagram.js";
import { type Assignment, countSituations, essentialLevels, findSimplest } from "../retiring/diagram/diagram-paths.js";
import type { Side } from "../retiring/model/side.js";
import type { Space } from "../retiring/model/space.js";
import {
  isBroken,
  type PromiseOutcome,
  type PromiseTarget,
  promiseTargets,
  walkAnyCandidate,
  walkCustomers,
  walkPromise,
} from "../retiring/walk/promise-outcomes.js";
import { type WorkBudget, withShare } from "../retiring/walk/walk-situations.js";
import { describeSituation } from "../retiring/witness/describe-situation.js";
import { desksIn, exampleRequest } from "../retiring/witness/example-request.js";
import { type CheckFinding, findingAt } from "./check-finding.js";

/** Whether a promise holds in every situation. Plain JSON data. */
export interface PromiseResult {
  /** The promise's name, or {@link ALWAYS_LAW}. */
  readonly name: string;
  /** JSON pointer to the promise; null for the built-in law. */
  readonly path: string | null;
  /** `undecided` if there are more situations than the work limit allows, and none so far breaks the promise. */
  readonly status: "proven" | "broken" | "undecided";
  /** The number of situations that the promise is about; approximate above 2^53. Unless proven, only those visited so far. */
  readonly situations: number;
  /** The simplest situation that breaks the promise; null unless it is broken. */
  readonly counterexample: Counterexample | null;
}

/** A request that breaks a promise. Plain JSON data. */
export interface Counterexample {
  /** The shortest such request: `route` takes it as it is. */
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
  /** The channel that is offered or withheld against the promise; null if the promise is about a step. */
  readonly channel: string | null;
  /** The step that is advised or left out against the promise; null if the promise is about a channel. */
  readonly step: string | null;
}

/** A promise's result, with the finding to report if there is one. */
interface ProvenPromise {
  readonly result: PromiseResult;
  readonly finding: CheckFinding | null;
}

const ALWAYS_LAW = "Every always channel is offered in every situation";

/** Proves each promise of the first side's ruleset, and last the law about always channels. */
export function provePromises(space: Space, router: Router, budget: WorkBudget): ProvenPromise[] {
  const side = space.sides[0] as Side;
  const law = proveAlwaysLaw(space, side, budget);
  const promises = side.compiled.document.promises ?? [];
  const proven = promises.map((promise, index) =>
    withShare(budget, promises.length - index, (share) => provePromise(space, side, router, promise, index, share)),
  );
  return [...proven, law];
}

function provePromise(
  space: Space,
  side: Side,
  router: Router,
  promise: PromiseStatement,
  index: number,
  budget: WorkBudget,
): ProvenPromise {
  const { name } = promise;
  const at = ["promises", index];
  const path = toPointer(at);
  const when = side.compiled.conditions.promises[index] as NormalForm;
  let situations = 0;
  let isComplete = space.hasAllHours;
  for (const target of promiseTargets(promise, side.compiled)) {
    const diagram = walkPromise(space, when, target, budget);
    situations += countSituations(diagram, (outcome) => outcome !== "aside");
    isComplete &&= diagram.isComplete;
    const broken = findSimplest(diagram, isBroken);
    if (broken === null) continue;
    const counterexample = confirmCounterexample(diagram, broken, target, side, router);
    return {
      result: { name, path, status: "broken", situations, counterexample },
      finding: promiseBroken(at, diagram, broken, target, side, counterexample),
    };
  }
  if (!isComplete) return undecided(name, at, path, situations);
  const isVacuous = situations === 0 && !guardsLanguages(space, promise, when, budget);
  return {
    result: { name, path, status: "proven", situations, counterexample: null },
    finding: isVacuous ? holdsVacuously(name, at) : null,
  };
}

/** Whether a promise that something is never offered holds because channels do not serve the language that it names. */
function guardsLanguages(space: Space, promise: PromiseStatement, when: NormalForm, budget: WorkBudget): boolean {
  if (promise.never === undefined) return false;
  return findSimplest(walkAnyCandidate(space, when, budget), (outcome) => outcome === "kept") !== null;
}

function proveAlwaysLaw(space: Space, { compiled }: Side, budget: WorkBudget): ProvenPromise {
  let situations = 0;
  let isComplete = space.hasAllHours;
  for (const channel of compiled.channels.filter(({ always }) => always)) {
    const diagram = walkCustomers(space, channel, budget);
    if (findSimplest(diagram, isBroken) !== null) throw new Error(`always channel ${channel.id} has no candidate`);
    situations += countSituations(diagram, () => true);
    isComplete &&= diagram.isComplete;
  }
  if (!isComplete) return undecided(ALWAYS_LAW, ["promises"], null, situations);
  return {
    result: { name: ALWAYS_LAW, path: null, status: "proven", situations, counterexample: null },
    finding: null,
  };
}

/** Makes a counterexample. Throws if the router does not confirm it: then the proof has a bug. */
function confirmCounterexample(
  { levels }: Diagram<PromiseOutcome>,
  assignment: Assignment,
  target: PromiseTarget,
  side: Side,
  router: Router,
): Counterexample {
  const channel = target.kind === "channel" ? target.channel.id : null;
  const step = target.kind === "step" ? target.step.id : null;
  const request = exampleRequest(levels, assignment, side, channel);
  const decision = router.route(request);
  const [language] = desksIn(levels, assignment);
  const happens =
    step === null
      ? decision.offered.some((each) => each.channel === channel && each.servedLanguage === language)
      : decision.steps.some((each) => each.step === step);
  if (happens === target.isPromised)
    throw new Error(`route does not confirm the counterexample ${JSON.stringify(request)}`);
  return { request, decision, channel, step };
}

function undecided(name: string, at: Path, path: string | null, situations: number): ProvenPromise {
  return {
    result: { name, path, status: "undecided", situations, counterexample: null },
    finding: findingAt(at, {
      code: "promise-undecided",
      severity: "warning",
      problem: `promise ${quote(name)} is not decided: there are more situations than can be looked at`,
      hint: "it was not found broken; write fewer rules, or rules on fewer facts, or look fewer days ahead",
    }),
  };
}

function holdsVacuously(name: string, at: Path): CheckFinding {
  return findingAt(at, {
    code: "promise-holds-vacuously",
    severity: "warning",
    problem: `promise ${quote(name)} promises nothing: its \`when\` holds in no situation`,
    hint: "see that its conditions can hold together, for a language that its channels serve",
  });
}

function promiseBroken(
  at: Path,
  diagram: Diagram<PromiseOutcome>,
  assignment: Assignment,
  target: PromiseTarget,
  side: Side,
  { request, decision }: Counterexample,
): CheckFinding {
  const matters = essentialLevels(diagram, assignment, isBroken);
  const { who, circumstances } = describeSituation(diagram.levels, assignment, matters, side);
  const id = target.kind === "channel" ? target.channel.id : target.step.id;
  const does = `is ${target.isPromised ? "not " : ""}${target.kind === "channel" ? "offered" : "advised"}`;
  const problem = `promise broken: ${who} ${does} ${quote(id)}${circumstances}`;
  return findingAt(at, { code: "promise-broken", problem, hint: hintFor(target, id, decision) }, { request, decision });
}

function hintFor(target: PromiseTarget, id: string, { offered, withheld, steps }: RoutingDecision): string {
  const change = (rule: string, does: string) => `change rule ${quote(rule)}, which ${does} it, or the promise`;
  if (target.kind === "step") {
    const rule = steps.find((each) => each.step === id)?.rule;
    return rule === undefined ? "add a rule that advises it then, or change the promise" : change(rule, "advises");
  }
  const offering = offered.find((each) => each.channel === id)?.rule ?? null;
  if (!target.isPromised && offering !== null) return change(offering, "offers");
  const reasons = withheld.find((each) => each.channel === id)?.reasons ?? [];
  const withholding = reasons.find(({ rule, condition }) => rule !== null && condition === null)?.rule ?? null;
  if (target.isPromised && withholding !== null) return change(withholding, "withholds");
  return "add a rule that offers it then, or change the promise";
}
