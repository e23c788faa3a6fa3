import type { PromiseStatement } from "../../ruleset/document.js";
import type { NormalForm } from "../../runtime/conditions/expression.js";
import type { Router } from "../../runtime/router.js";
import { countSituations, findSimplest } from "../retiring/diagram/diagram-paths.js";
import type { Side } from "../retiring/model/side.js";
import type { Space } from "../retiring/model/space.js";
import {
  isBroken,
  promiseTargets,
  walkAnyCandidate,
  walkCustomers,
  walkPromise,
} from "../retiring/walk/promise-outcomes.js";
import type { WorkBudget } from "../retiring/walk/walk-situations.js";
import { type Breach, type Counterexample, confirmBreach, describeBreach } from "./breach.js";

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
