import type { PromiseStatement } from "../../../ruleset/document.js";
import type { NormalForm } from "../../../runtime/conditions/expression.js";
import type { LoadedChannel, LoadedStep } from "../../../runtime/load-rules.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import type { Diagram } from "../diagram/diagram.js";
import { anyCandidateAxis } from "../model/language-axes.js";
import type { SituationAxis } from "../model/situation-axis.js";
import { axesOfCandidates, axesOfChannel, axesOfSteps, type Space } from "../model/space.js";
import type { Track } from "./clause-tracks.js";
import type { Lane } from "./lane.js";
import { orderAxes } from "./order-axes.js";
import { type WorkBudget, walkSituations } from "./walk-situations.js";

/** What a promise says of one channel or one step. */
export type PromiseTarget =
  | { readonly kind: "channel"; readonly isPromised: boolean; readonly channel: LoadedChannel }
  | { readonly kind: "step"; readonly isPromised: boolean; readonly step: LoadedStep };

/** Of a situation: `aside` where the promise says nothing of it, as its `when` does not surely hold. */
export type PromiseOutcome = "aside" | "kept" | "broken";

/** In the order in which the promise lists them. */
export function promiseTargets(promise: PromiseStatement, { channels, steps }: AnalysedRules): PromiseTarget[] {
  const ofChannels = (ids: readonly string[] = [], isPromised: boolean) =>
    ids
      .flatMap((id) => channels.filter((each) => each.id === id))
      .map((channel) => ({ kind: "channel" as const, isPromised, channel }));
  const ofSteps = (ids: readonly string[] = [], isPromised: boolean) =>
    ids
      .flatMap((id) => steps.filter((each) => each.id === id))
      .map((step) => ({ kind: "step" as const, isPromised, step }));
  return [
    ...ofChannels(promise.never, false),
    ...ofChannels(promise.always, true),
    ...ofSteps(promise.neverSteps, false),
    ...ofSteps(promise.alwaysSteps, true),
  ];
}

/**
 * What becomes of one target of a promise in every situation: of a channel, for each candidate by itself. A candidate may be offered where
 * an offer rule holds and no withhold rule does; one of an always channel always may.
 */
export function walkPromise(
  space: Space,
  when: NormalForm,
  target: PromiseTarget,
  budget: WorkBudget,
): Diagram<PromiseOutcome> {
  const whenTrack = trackOf(space, [when]);
  const nothing = trackOf(space, []);
  const isAlways = target.kind === "channel" && target.channel.always;
  const tracks: readonly Track[] =
    target.kind === "step"
      ? [whenTrack, { table: target.step.advice, asks: "any" }, nothing]
      : isAlways
        ? [whenTrack, nothing, nothing]
        : [whenTrack, { table: target.channel.offers, asks: "any" }, { table: target.channel.withholds, asks: "any" }];
  const axes = target.kind === "step" ? axesOfSteps(space) : axesOfCandidates(space, target.channel.id);
  const happens = (lane: Lane) => isAlways || (lane.mayHold(DOES) && !lane.mayHold(DOES_NOT));
  return walkSituations<PromiseOutcome>(
    {
      axes: orderAxes(axes, [tracks], [whenTrack]),
      tracks: [tracks],
      prune: (lanes) => lanes.filter((lane) => pruneLane(lane)),
      outcomeOf: ([lane]) => (lane === undefined ? "aside" : happens(lane) === target.isPromised ? "kept" : "broken"),
      keyOf: (outcome) => outcome,
    },
    budget,
  );
}

/** Every customer of a channel: `kept` where there is a candidate, in which an always channel is then offered. */
export function walkCustomers(space: Space, channel: LoadedChannel, budget: WorkBudget): Diagram<PromiseOutcome> {
  return walkSituations<PromiseOutcome>(
    {
      axes: axesOfChannel(space, channel.id),
      tracks: [[]],
      prune: (lanes) => lanes.slice(0, 1),
      outcomeOf: (lanes) => (lanes.length > 0 ? "kept" : "broken"),
      keyOf: (outcome) => outcome,
    },
    budget,
  );
}

/** Whether a condition can hold of any candidate at all, were every channel to serve every language: `kept` where it does. */
export function walkAnyCandidate(space: Space, when: NormalForm, budget: WorkBudget): Diagram<PromiseOutcome> {
  const whenTrack = trackOf(space, [when]);
  const [channel] = space.sides[0]?.compiled.channels ?? [];
  const axes = axesOfCandidates(space, channel?.id ?? "").map(
    (axis): SituationAxis => (axis.kind === "language" ? anyCandidateAxis(space.sides) : axis),
  );
  return walkSituations<PromiseOutcome>(
    {
      axes: orderAxes(axes, [[whenTrack]]),
      tracks: [[whenTrack]],
      prune: (lanes) => lanes.filter((lane) => lane.mayHold(WHEN)),
      outcomeOf: (lanes) => (lanes.length > 0 ? "kept" : "aside"),
      keyOf: (outcome) => outcome,
    },
    budget,
  );
}

export function isBroken(outcome: PromiseOutcome): boolean {
  return outcome === "broken";
}

const WHEN = 0;
/** What offers the channel, or advises the step. */
const DOES = 1;
/** What withholds the channel. */
const DOES_NOT = 2;

function trackOf({ sides }: Space, conditions: readonly NormalForm[]): Track {
  const [side] = sides;
  if (side === undefined) throw new Error("a promise is of a ruleset");
  return { table: side.compiled.conditions.tableOf(conditions), asks: "any" };
}

function pruneLane(lane: Lane): boolean {
  if (!lane.mayHold(WHEN)) return false;
  if (!lane.mayHold(DOES) || lane.surelyHolds(DOES_NOT)) {
    lane.clear(DOES);
    lane.clear(DOES_NOT);
  }
  return true;
}
