import { createNodeStore, type Diagram, type DiagramNode, type Level, UNEXPLORED } from "../diagram/diagram.js";
import type { SituationAxis } from "../model/situation-axis.js";
import { joinTracks, type Track } from "./clause-tracks.js";
import { type Lane, OpenLane } from "./lane.js";
import { simplify } from "./rest-of-clauses.js";
import { createWalkSide, groupClasses, type WalkSide } from "./walk-side.js";

/** What to find out of every situation. */
interface WalkQuestion<Outcome> {
  /** In the order in which to branch. */
  readonly axes: readonly SituationAxis[];
  /** By side: the tables that are asked, of the request or of each of its candidates. */
  readonly tracks: readonly (readonly Track[])[];
  /**
   * Clears what no longer matters, and leaves out the lanes that no longer do: the more of it, the fewer steps the walk takes. Each side has
   * one lane before languages are looked at, then one for each candidate.
   */
  prune(lanes: readonly Lane[]): readonly Lane[];
  /** What becomes of a situation in which the clauses that are alive hold, and no others. */
  outcomeOf(lanes: readonly Lane[]): Outcome;
  /** The same just for the same outcomes. */
  keyOf(outcome: Outcome): string;
}

/** How much may still be looked at: one for a state of a walk, more of many clauses. Shared by the walks of one analysis. */
export interface WorkBudget {
  left: number;
}

/**
 * Runs one of several tasks with its share of the work limit, so that a task that takes much work leaves the others their share.
 * `tasks` counts the tasks that still have to run, this one included.
 */
export function withShare<Result>(budget: WorkBudget, tasks: number, run: (share: WorkBudget) => Result): Result {
  const share = { left: Math.ceil(budget.left / tasks) };
  const before = share.left;
  const result = run(share);
  budget.left -= before - share.left;
  return result;
}

/**
 * Walks all situations, axis by axis. What decides is the set of clauses still alive, so where two ways through the axes leave the same set,
 * what comes after is walked once: twenty facts do not take 2^20 steps, where few of them matter at a time.
 */
export function walkSituations<Outcome>(question: WalkQuestion<Outcome>, budget: WorkBudget): Diagram<Outcome> {
  const sides = question.tracks.map((tracks, side) => createWalkSide(question.axes, side, joinTracks(tracks)));
  const levels = question.axes.map((axis, level): Level => ({ axis, groups: groupClasses(axis, level, sides) }));
  const end = levels.length;
  const price = Math.ceil(sides.reduce((words, { joined }) => words + joined.words, 1) / WORDS_FOR_ONE);
  const store = createNodeStore<Outcome>();
  const visited = new Map<string, DiagramNode<Outcome>>();
  let isComplete = true;

  function visit(given: readonly OpenLane[], from: number): DiagramNode<Outcome> {
    const { lanes, level } = settle(given, from);
    if (level === end) {
      const outcome = question.outcomeOf(lanes);
      return store.leaf(outcome, question.keyOf(outcome));
    }
    const key = keyOfState(level, lanes);
    const known = visited.get(key);
    if (known !== undefined) return known;
    if (budget.left <= 0) {
      isComplete = false;
      return store.leaf(UNEXPLORED, UNEXPLORED);
    }
    budget.left -= price;
    const { groups } = levels[level] as Level;
    const children = groups.map(([first = 0]) => visit(lanesIn(lanes, level, first), level + 1));
    const node = store.branch(level, children);
    visited.set(key, node);
    return node;
  }

  /** Goes on to the first axis that makes a difference, with what is left to be decided there. */
  function settle(given: readonly OpenLane[], from: number): { lanes: readonly OpenLane[]; level: number } {
    let lanes = given;
    let level = from;
    for (;;) {
      for (const lane of lanes) lane.level = level;
      lanes = question.prune(lanes) as readonly OpenLane[];
      while (level < end && !lanes.some((lane) => isAsked(lane, level))) level++;
      for (const lane of lanes) {
        lane.level = level;
        simplify(lane.walked.joined, lane.alive, lane.rest);
      }
      lanes = question.prune(lanes) as readonly OpenLane[];
      if (level === end || lanes.some((lane) => isAsked(lane, level))) return { lanes, level };
    }
  }

  function isAsked({ walked, desk, alive }: OpenLane, level: number): boolean {
    const axis = question.axes[level];
    if (axis?.kind === "language") return true;
    if (axis?.kind === "count" && axis.desk !== desk) return false;
    return intersects(alive, walked.asked[level] as Int32Array);
  }

  function lanesIn(lanes: readonly OpenLane[], level: number, axisClass: number): OpenLane[] {
    const axis = question.axes[level];
    return lanes.flatMap((lane) => {
      const { satisfied, ofCandidates } = lane.walked;
      if (axis?.kind === "language") {
        const candidates = axis.classes[axisClass]?.candidates ?? [];
        return candidates.flatMap(({ side, order, desk }, place) =>
          side === lane.side
            ? createLane(side, order, desk, and(lane.alive, ofCandidates[axisClass]?.[place] as Int32Array))
            : [],
        );
      }
      const isOfOther = axis?.kind === "count" && axis.desk !== lane.desk;
      const alive = isOfOther ? lane.alive.slice() : and(lane.alive, satisfied[level]?.[axisClass] as Int32Array);
      return createLane(lane.side, lane.order, lane.desk, alive);
    });
  }

  function createLane(side: number, order: number, desk: number, alive: Int32Array): OpenLane {
    return new OpenLane(sides[side] as WalkSide, side, order, desk, alive);
  }

  const root = visit(
    sides.map(({ possible }, side) => createLane(side, 0, 0, possible.slice())),
    0,
  );
  return { levels, root, isComplete };
}

/** A thousand clauses. */
const WORDS_FOR_ONE = 32;

/** What decides all that comes after. */
function keyOfState(level: number, lanes: readonly OpenLane[]): string {
  let key = String.fromCharCode(level);
  for (const { side, order, desk, alive } of lanes) {
    key += String.fromCharCode(side, order, desk);
    const halves = new Uint16Array(alive.buffer);
    for (let index = 0; index < halves.length; index++) key += String.fromCharCode(halves[index] as number);
  }
  return key;
}

function and(left: Int32Array, right: Int32Array): Int32Array {
  const both = left.slice();
  for (let word = 0; word < both.length; word++) both[word] = (both[word] as number) & (right[word] as number);
  return both;
}

function intersects(left: Int32Array, right: Int32Array): boolean {
  for (let word = 0; word < left.length; word++)
    if (((left[word] as number) & (right[word] as number)) !== 0) return true;
  return false;
}
