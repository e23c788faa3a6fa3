import type { LoadedChannel } from "../../../runtime/load-rules.js";
import type { Level } from "../diagram/diagram.js";
import { type Assignment, findSimplest } from "../diagram/diagram-paths.js";
import { axesOfOrder } from "../model/compared-space.js";
import { customersOfTwo, languageAxis } from "../model/language-axes.js";
import type { LanguageAxis, SituationAxis } from "../model/situation-axis.js";
import { axesOfCandidates, axesOfSteps, type Space, withDesks } from "../model/space.js";
import type { Track } from "./clause-tracks.js";
import type { Lane } from "./lane.js";
import { orderAxes } from "./order-axes.js";
import { type WorkBudget, walkSituations } from "./walk-situations.js";

/** A kind of situation to look for. */
export interface Quest {
  readonly axes: readonly SituationAxis[];
  /** By side. */
  readonly tracks: readonly (readonly Track[])[];
  /** The tracks of `tracks` whose axes the search tries first. It skips every situation that they rule out. */
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

/** Situations of one ruleset, of which many questions are asked: their axes are made once. */
export interface AskedSpace extends Space {
  /** Of the request alone. */
  readonly ofRequest: readonly SituationAxis[];
  /** Of the candidates of a channel, each by itself. */
  ofCandidates(channel: LoadedChannel): readonly SituationAxis[];
  /** Of a channel for customers of any languages, as far as it makes a difference. */
  ofCustomers(channel: LoadedChannel): readonly SituationAxis[];
  /** Of two channels together, as two sides, for customers of any languages. */
  ofPair(first: LoadedChannel, second: LoadedChannel): readonly SituationAxis[];
}

export function askOf(space: Space): AskedSpace {
  const known = new Map<string, readonly SituationAxis[]>();
  const once = (key: string, make: () => readonly SituationAxis[]) => {
    const axes = known.get(key) ?? make();
    known.set(key, axes);
    return axes;
  };
  return {
    ...space,
    ofRequest: axesOfSteps(space),
    ofCandidates: ({ id, index }) => once(`candidates ${index}`, () => axesOfCandidates(space, id)),
    ofCustomers: (channel) => once(`customers ${channel.index}`, () => withDesks(space, listAxis(space, channel))),
    // One language brings in the candidate in which a channel is offered, and none of those before it: two will do for two channels.
    ofPair: (first, second) =>
      once(`pair ${first.index} ${second.index}`, () => axesOfOrder(space, [first.id, second.id]).axes),
  };
}

/**
 * Customers of one channel whose lists of languages stand for all others in what is seen of it: those of one language, and of one and the
 * fallback language besides.
 *
 * A longer list brings in more candidates. Where something is seen of one candidate and not of the others, it is seen as well with none
 * of them but the fallback language, which the channel is considered in all the same: as one of the customer's own, or not.
 */
function listAxis({ sides, languages }: Space, { id, fallback }: LoadedChannel): LanguageAxis {
  const own = sides[0]?.compiled.document.languages.fallback;
  if (fallback < 0 || own === undefined) return languageAxis(sides, languages, id);
  const lists = languages.map((language) => customersOfTwo(sides, language, { sample: [own] }));
  return languageAxis(sides, [...languages, ...lists], id);
}
