import type { PromiseStatement } from "../../ruleset/document.js";
import type { NormalForm } from "../../runtime/conditions/expression.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Router } from "../../runtime/router.js";
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
import type { WorkBudget } from "../retiring/walk/walk-situations.js";
import { describeSituation } from "../retiring/witness/describe-situation.js";
import { desksIn, exampleRequest } from "../retiring/witness/example-request.js";
import { type CheckFinding, findingAt } from "./check-finding.js";

/** Whether a promise holds in every situation there is. */
export interface PromiseResult {
  /** The promise's; of the law that nobody needs to write, {@link ALWAYS_LAW}. */
  readonly name: string;
  /** JSON pointer to the promise; null for the law. */
  readonly path: string | null;
  /** `undecided` where there are more situations than can be looked at, and no broken one was met. */
  readonly status: "proven" | "broken" | "undecided";
  /** How many situations it speaks of; above 2^53 not to the last digit. As far as they were looked at, where it is not proven. */
  readonly situations: number;
  /** The simplest situation in which it is broken. */
  readonly counterexample: Counterexample | null;
}

/** A promise's result, and what a report says of it. */
export interface ProvenPromise {
  readonly result: PromiseResult;
  /** Why it is broken; null where it is not. */
  readonly breach: Breach | null;
  /** Whether its `when` never holds, for a reason other than the languages that a channel serves. */
  readonly isVacuous: boolean;
}

export const ALWAYS_LAW = "Every always channel is offered in every situation";

/** Proves each promise of the first side's ruleset, and the law about always channels, last. */
export function provePromises(space: Space, router: Router, budget: WorkBudget): ProvenPromise[] {
  const [side] = space.sides;
  if (side === undefined) return [];
  const { document, conditions } = side.compiled;
  const law = proveAlwaysLaw(space, side, budget);
  const promises = document.promises ?? [];
  const proven = promises.map((promise, index) => {
    // A hard one leaves the others their part of the work.
    const share = { left: Math.ceil(budget.left / (promises.length - index)) };
    const before = share.left;
    const when = conditions.promises[index] as NormalForm;
    const result = provePromise(space, side, router, promise, index, when, share);
    budget.left -= before - share.left;
    return result;
  });
  return [...proven, law];
}

function provePromise(
  space: Space,
  side: Side,
  router: Router,
  promise: PromiseStatement,
  index: number,
  when: NormalForm,
  budget: WorkBudget,
): ProvenPromise {
  const path = `/promises/${index}`;
  let situations = 0;
  let isComplete = space.hasAllHours;
  for (const target of promiseTargets(promise, side.compiled)) {
    const diagram = walkPromise(space, when, target, budget);
    situations += countSituations(diagram, (outcome) => outcome !== "aside");
    isComplete &&= diagram.isComplete;
    const broken = findSimplest(diagram, isBroken);
    if (broken === null) continue;
    const counterexample = confirmBreach(diagram, broken, target, side, router);
    return {
      result: { name: promise.name, path, status: "broken", situations, counterexample },
      breach: describeBreach(diagram, broken, target, side, counterexample),
      isVacuous: false,
    };
  }
  const status = isComplete ? "proven" : "undecided";
  return {
    result: { name: promise.name, path, status, situations, counterexample: null },
    breach: null,
    isVacuous: isComplete && situations === 0 && !isKeptByLanguages(space, promise, when, budget),
  };
}

/** A promise of what is never offered may guard the languages that a channel serves: such a candidate is none. */
function isKeptByLanguages(space: Space, promise: PromiseStatement, when: NormalForm, budget: WorkBudget): boolean {
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
  const status = isComplete ? "proven" : "undecided";
  return {
    result: { name: ALWAYS_LAW, path: null, status, situations, counterexample: null },
    breach: null,
    isVacuous: false,
  };
}

/** What there is to say of promises: those that are broken, that nobody can tell, and that speak of nothing. */
export function promiseFindings(proven: readonly ProvenPromise[]): CheckFinding[] {
  return proven.flatMap(({ result: { name, path, status, counterexample }, breach, isVacuous }) => {
    const at = path === null ? ["promises"] : path.split("/").slice(1);
    if (breach !== null) {
      const problem = `promise broken: ${breach.words}`;
      const example = counterexample && { request: counterexample.request, decision: counterexample.decision };
      return findingAt(at, { code: "promise-broken", problem, hint: breach.hint }, example);
    }
    if (status === "undecided") {
      return findingAt(at, {
        code: "promise-undecided",
        severity: "warning",
        problem: `promise ${quote(name)} is not decided: there are more situations than can be looked at`,
        hint: "it was not found broken; write fewer rules, or rules on fewer facts, or look fewer days ahead",
      });
    }
    if (!isVacuous) return [];
    return findingAt(at, {
      code: "promise-holds-vacuously",
      severity: "warning",
      problem: `promise ${quote(name)} promises nothing: its \`when\` holds in no situation`,
      hint: "see that its conditions can hold together, for a language that its channels serve",
    });
  });
}

/** Data that can be given to `route` as it is. */
export interface Counterexample {
  /** A request that says no more than it must. */
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
  /** What is offered and should not be, or should be and is not; one of the two is null. */
  readonly channel: string | null;
  readonly step: string | null;
}

export interface Breach {
  /** The situation in which it is broken, and how, in words. */
  readonly words: string;
  /** What to do. */
  readonly hint: string;
}

/** What the walk says is wrong, the router has to say too. */
export function confirmBreach(
  { levels }: Diagram<PromiseOutcome>,
  path: Assignment,
  target: PromiseTarget,
  side: Side,
  router: Router,
): Counterexample {
  const channel = target.kind === "channel" ? target.channel.id : null;
  const step = target.kind === "step" ? target.step.id : null;
  const request = exampleRequest(levels, path, side, channel);
  const decision = router.route(request);
  const [language] = desksIn(levels, path);
  const happens =
    step === null
      ? decision.offered.some((each) => each.channel === channel && each.servedLanguage === language)
      : decision.steps.some((each) => each.step === step);
  if (happens === target.isPromised)
    throw new Error(`route does not confirm the counterexample ${JSON.stringify(request)}`);
  return { request, decision, channel, step };
}

export function describeBreach(
  diagram: Diagram<PromiseOutcome>,
  path: Assignment,
  target: PromiseTarget,
  side: Side,
  { decision }: Counterexample,
): Breach {
  const matters = essentialLevels(diagram, path, isBroken);
  const { who, circumstances } = describeSituation(diagram.levels, path, matters, side);
  const id = target.kind === "channel" ? target.channel.id : target.step.id;
  const does = `is ${target.isPromised ? "not " : ""}${target.kind === "channel" ? "offered" : "advised"}`;
  return { words: `${who} ${does} ${quote(id)}${circumstances}`, hint: hintFor(target, id, decision) };
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
