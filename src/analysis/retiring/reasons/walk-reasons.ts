import { groupBy } from "../../../values/group-by.js";
import { createNodeStore, type Diagram, type DiagramNode, type Level, UNEXPLORED } from "../diagram/diagram.js";
import type { SituationAxis } from "../model/situation-axis.js";
import type { WorkBudget } from "../walk/walk-situations.js";
import {
  areAsked,
  areOffered,
  codesOf,
  createRests,
  keyOfLanes,
  pruneLanes,
  type ReasonLane,
  startLanes,
  stepLanes,
} from "./reason-lanes.js";
import { candidatesOn, type MissStore, type ReasonSide } from "./reason-side.js";

/** Why a channel is withheld before and after: codes with a comma, of the two sides with a bar; `offered` where either offers it. */
type ReasonsOutcome = string;

export const OFFERED = "offered";

/**
 * Why a channel is withheld in every situation, side by side. What decides is which offer clauses missed what so far, and which withhold
 * clauses may still hold: clauses of which the same is left to be asked, and which missed the same, are one, and one that can no longer be
 * the nearest is left out.
 */
export function walkReasons(
  axes: readonly SituationAxis[],
  sides: readonly [ReasonSide, ReasonSide],
  misses: MissStore,
  budget: WorkBudget,
): Diagram<ReasonsOutcome> {
  const walked = sides.map((side) => ({ side, restOf: createRests(side) }));
  const levels = axes.map((axis, level): Level => ({ axis, groups: groupsAt(axis, level, sides) }));
  const store = createNodeStore<ReasonsOutcome>();
  const visited = new Map<string, DiagramNode<ReasonsOutcome>>();
  const languageLevel = axes.findIndex(({ kind }) => kind === "language");
  let isComplete = true;

  function visit(given: readonly (readonly ReasonLane[])[], from: number): DiagramNode<ReasonsOutcome> {
    const lanes = walked.map(({ side, restOf }, index) => pruneLanes(given[index] ?? [], side, from, restOf));
    // Before languages are looked at, there may be no candidate at all.
    const hasCandidates = from > languageLevel;
    if (hasCandidates && walked.some(({ restOf }, index) => areOffered(lanes[index] ?? [], from, restOf))) {
      return leafOf(OFFERED);
    }
    let level = from;
    while (level < axes.length && level !== languageLevel && !isAsked(lanes, level)) level++;
    if (level === axes.length) {
      const codes = walked.map(({ side }, index) => codesOf(lanes[index] ?? [], side));
      return leafOf(codes.includes(null) ? OFFERED : codes.map((each) => each?.join()).join("|"));
    }
    const key = `${level}/${walked.map(({ side, restOf }, index) => keyOfLanes(lanes[index] ?? [], side, level, restOf)).join("/")}`;
    const known = visited.get(key);
    if (known !== undefined) return known;
    if (budget.left <= 0) {
      isComplete = false;
      return store.leaf(UNEXPLORED, UNEXPLORED);
    }
    budget.left -= priceOf(lanes);
    const children = (levels[level] as Level).groups.map(([first = 0]) =>
      visit(
        walked.map(({ side }, index) => stepLanes(lanes[index] ?? [], side, level, first, misses)),
        level + 1,
      ),
    );
    const node = store.branch(level, children);
    visited.set(key, node);
    return node;
  }

  function isAsked(lanes: readonly (readonly ReasonLane[])[], level: number): boolean {
    return walked.some(({ restOf }, index) => areAsked(lanes[index] ?? [], level, restOf));
  }

  function leafOf(outcome: ReasonsOutcome): DiagramNode<ReasonsOutcome> {
    return store.leaf(outcome, `of ${outcome}`);
  }

  const root = visit(
    sides.map((side) => startLanes(side, misses)),
    0,
  );
  return { levels, root, isComplete };
}

/** As many clauses as cost what a state of other walks does. */
const CLAUSES_FOR_ONE = 10;

function priceOf(lanes: readonly (readonly ReasonLane[])[]): number {
  const clauses = lanes.flat().reduce((sum, { offers, withholds }) => sum + offers.length + withholds.length, 0);
  return Math.ceil((clauses + 1) / CLAUSES_FOR_ONE);
}

/** Puts classes together that no clause of any side tells apart; but without a snapshot there are fewer situations than with one. */
function groupsAt(axis: SituationAxis, level: number, sides: readonly ReasonSide[]): (readonly number[])[] {
  if (axis.kind === "snapshot") return [...axis.classes.keys()].map((axisClass) => [axisClass]);
  const keyOf = (axisClass: number) =>
    JSON.stringify(
      sides.map(({ missed, satisfied, index }) => [
        missed[level]?.[axisClass]?.map((answers) => answers.map(({ id }) => id)),
        satisfied[level]?.[axisClass],
        axis.kind === "language" ? candidatesOn(axis.classes[axisClass], index).map(({ desk }) => desk) : 0,
      ]),
    );
  return [...groupBy(axis.classes.keys(), keyOf).values()];
}
