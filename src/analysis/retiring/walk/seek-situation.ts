import type { Level } from "../diagram/diagram.js";
import { type Assignment, findSimplest } from "../diagram/diagram-paths.js";
import type { SituationAxis } from "../model/situation-axis.js";
import type { Space } from "../model/space.js";
import type { Track } from "./clause-tracks.js";
import type { Lane } from "./lane.js";
import { orderAxes } from "./order-axes.js";
import { type WorkBudget, walkSituations } from "./walk-situations.js";

/** A kind of situation to look for. */
export interface Quest {
  readonly axes: readonly SituationAxis[];
  /** By side. */
  readonly tracks: readonly (readonly Track[])[];
  /** Of `tracks`, those whose axes are looked at first: what they rule out is never looked at. */
  readonly first: readonly Track[];
  /** As of a walk's question: nothing is left of what cannot become such a situation. */
  prune(lanes: readonly Lane[]): readonly Lane[];
  /** Whether this is one; of what is left at the end. */
  isOne(lanes: readonly Lane[]): boolean;
}

export type Sought =
  | { readonly kind: "found"; readonly levels: readonly Level[]; readonly path: Assignment }
  /** There is none: all of them were looked at. */
  | { readonly kind: "none" }
  /** There are more situations, or more hours, than can be looked at. */
  | { readonly kind: "undecided" };

/** Looks for one such situation, whichever comes first. */
export function seekSituation(space: Space, quest: Quest, budget: WorkBudget): Sought {
  const ended: Quest = {
    ...quest,
    prune: (lanes) => (isFound ? [] : quest.prune(lanes)),
    isOne: (lanes) => {
      const isOne = !isFound && quest.isOne(lanes);
      isFound ||= isOne;
      return isOne;
    },
  };
  let isFound = false;
  return seekSimplest(space, ended, budget);
}

/** Looks at all such situations, for the one that a request has to say least for. */
export function seekSimplest({ hasAllHours }: Space, quest: Quest, budget: WorkBudget): Sought {
  budget.left -= WORK_BEFORE;
  const diagram = walkSituations<boolean>(
    {
      axes: orderAxes(quest.axes, quest.tracks, quest.first),
      tracks: quest.tracks,
      prune: (lanes) => quest.prune(lanes),
      outcomeOf: (lanes) => quest.isOne(lanes),
      keyOf: String,
    },
    budget,
  );
  const path = findSimplest(diagram, (isOne) => isOne);
  if (path !== null) return { kind: "found", levels: diagram.levels, path };
  return { kind: diagram.isComplete && hasAllHours ? "none" : "undecided" };
}

/** What a walk takes before its first state, in states. */
const WORK_BEFORE = 20;
