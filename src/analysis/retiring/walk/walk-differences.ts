import type { LoadedChannel, LoadedStep } from "../../../runtime/load-rules.js";
import type { Diagram } from "../diagram/diagram.js";
import type { BothSides } from "../model/compared-space.js";
import type { SituationAxis } from "../model/situation-axis.js";
import type { Track } from "./clause-tracks.js";
import { keepCandidates, type Lane } from "./lane.js";
import { orderAxes } from "./order-axes.js";
import { type WorkBudget, walkSituations } from "./walk-situations.js";

/** What becomes of a channel before and after. Languages are desks of the language class. */
export type OfferOutcome =
  | { readonly kind: "neither" | "same" | "gained" | "lost" }
  | { readonly kind: "language"; readonly before: number; readonly after: number };

/** Which of two channels, or steps, comes first before and after; `aside` where not both are there on both sides. */
type OrderOutcome = "aside" | "same" | "first-ahead" | "second-ahead";

/** What becomes of a step before and after. */
type StepOutcome = "neither" | "same" | "gained" | "lost";

/** Whether a channel is offered on each side, and in which language. Names of rules are no matter to it. */
export function walkOffers(
  axes: readonly SituationAxis[],
  channel: BothSides<LoadedChannel>,
  budget: WorkBudget,
): Diagram<OfferOutcome> {
  return walk(axes, channel.map(offerTracks), budget, (lanes) => keepCandidates(lanes, channel), offerOutcome);
}

/** Where two channels that are offered on both sides change their order. */
export function walkOrder(
  axes: readonly SituationAxis[],
  first: BothSides<LoadedChannel>,
  second: BothSides<LoadedChannel>,
  budget: WorkBudget,
): Diagram<OrderOutcome> {
  const channels = [...first, ...second];
  const tracks = channels.map((each) => [...offerTracks(each), ...preferTracks(each)]);
  const keep = (lanes: readonly Lane[]) => {
    const kept = keepCandidates(lanes, channels);
    // Where one of the four is not offered, the order is no matter.
    return channels.every((_, side) => kept.some((lane) => lane.side === side)) ? kept : [];
  };
  return walk(axes, tracks, budget, keep, (lanes) => orderOutcome(lanes, channels));
}

/** Whether a step is advised on each side. */
export function walkStep(
  axes: readonly SituationAxis[],
  step: BothSides<LoadedStep>,
  budget: WorkBudget,
): Diagram<StepOutcome> {
  const keep = (lanes: readonly Lane[]) =>
    lanes.filter((lane) => step[lane.side] !== undefined && lane.mayHold(ADVISES));
  return walk(axes, step.map(adviceTracks), budget, keep, (lanes) => {
    const [before, after] = [0, 1].map((side) => lanes.some((lane) => lane.side === side));
    return before === after ? (before ? "same" : "neither") : after ? "gained" : "lost";
  });
}

/** Where both of two steps are advised on both sides. */
export function walkStepOrder(
  axes: readonly SituationAxis[],
  first: BothSides<LoadedStep>,
  second: BothSides<LoadedStep>,
  budget: WorkBudget,
): Diagram<"both" | "not-both"> {
  // A request has one lane for each side, so each side asks about both of its steps.
  const tracks = [0, 1].map((side) => [...adviceTracks(first[side]), ...adviceTracks(second[side])]);
  const keep = (lanes: readonly Lane[]) =>
    lanes.length === 2 && lanes.every((lane) => lane.mayHold(ADVISES) && lane.mayHold(ADVISES_SECOND)) ? lanes : [];
  return walk(axes, tracks, budget, keep, (lanes) => (lanes.length === 0 ? "not-both" : "both"));
}

function walk<Outcome>(
  axes: readonly SituationAxis[],
  tracks: readonly (readonly Track[])[],
  budget: WorkBudget,
  prune: (lanes: readonly Lane[]) => readonly Lane[],
  outcomeOf: (lanes: readonly Lane[]) => Outcome,
): Diagram<Outcome> {
  return walkSituations<Outcome>(
    { axes: orderAxes(axes, tracks), tracks, prune, outcomeOf, keyOf: (outcome) => JSON.stringify(outcome) },
    budget,
  );
}

const PREFERS = 2;
const ADVISES = 0;
const ADVISES_SECOND = 1;

export function offerTracks(channel: LoadedChannel | undefined): Track[] {
  if (channel === undefined) return [];
  return [
    { table: channel.offers, asks: "any" },
    { table: channel.withholds, asks: "any" },
  ];
}

export function preferTracks(channel: LoadedChannel | undefined): Track[] {
  return channel === undefined ? [] : [{ table: channel.prefers, asks: "first" }];
}

export function adviceTracks(step: LoadedStep | undefined): Track[] {
  return step === undefined ? [] : [{ table: step.advice, asks: "any" }];
}

function offerOutcome(lanes: readonly Lane[]): OfferOutcome {
  const [before, after] = [0, 1].map((side) => lanes.find((lane) => lane.side === side)?.desk);
  if (before === undefined) return { kind: after === undefined ? "neither" : "gained" };
  if (after === undefined) return { kind: "lost" };
  return before === after ? { kind: "same" } : { kind: "language", before, after };
}

function orderOutcome(lanes: readonly Lane[], channels: readonly (LoadedChannel | undefined)[]): OrderOutcome {
  const [before, after] = [0, 1].map((side) => isFirstAhead(lanes, channels, side, side + 2));
  if (before === null || after === null) return "aside";
  return before === after ? "same" : after ? "first-ahead" : "second-ahead";
}

/** Null where not both are offered. */
function isFirstAhead(
  lanes: readonly Lane[],
  channels: readonly (LoadedChannel | undefined)[],
  first: number,
  second: number,
): boolean | null {
  const [one, other] = [first, second].map((side) => lanes.find((lane) => lane.side === side));
  const [channel, next] = [channels[first], channels[second]];
  if (one === undefined || other === undefined || channel === undefined || next === undefined) return null;
  const ahead = precedenceOf(one, channel) - precedenceOf(other, next);
  return ahead === 0 ? channel.index < next.index : ahead > 0;
}

function precedenceOf(lane: Lane, { prefers }: LoadedChannel): number {
  const owner = prefers.clauses[lane.firstClause(PREFERS)]?.owner;
  return owner === undefined ? 0 : owner.priority;
}
