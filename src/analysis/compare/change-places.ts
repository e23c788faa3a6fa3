import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { type Router, routerOf } from "../../runtime/router.js";
import { type CoverClass, coverOf, hullOf } from "../retiring/diagram/cover.js";
import { type Diagram, mapOutcomes } from "../retiring/diagram/diagram.js";
import { type Cube, findSimplest } from "../retiring/diagram/diagram-paths.js";
import type { ComparedAxes, ComparedSpace } from "../retiring/model/compared-space.js";
import type { WorkBudget } from "../retiring/walk/walk-situations.js";
import { requestOfPath, requestOn } from "../retiring/witness/example-request.js";
import type { ChangeAmong, ChangeExample, ChangePlace } from "./change.js";
import { conditionsOf, splitByAgentPools } from "./change-conditions.js";
import { windowsOf } from "./hours-condition.js";

/** The state of a comparison of two rulesets. */
export interface ComparedRulesets {
  readonly space: ComparedSpace;
  readonly budget: WorkBudget;
  /** Decides a request on both sides. Each side gets only the facts and channels that it declares. */
  decide(request: ContactRequest): ChangeExample;
  /** Decides the whole request on both sides. */
  decideWhole(request: ContactRequest): ChangeExample;
  /** Parts that the work limit left out, in words. The comparison adds to it. */
  readonly notCompared: string[];
}

export function createComparedRulesets(space: ComparedSpace): ComparedRulesets {
  const [before, after] = space.sides;
  const [routerBefore, routerAfter] = [routerOf(before.compiled), routerOf(after.compiled)];
  return {
    space,
    budget: { left: MAX_WORK },
    decide: (request) => ({
      request,
      before: decisionOf(routerBefore, requestOn(before, request)),
      after: decisionOf(routerAfter, requestOn(after, request)),
    }),
    decideWhole: (request) => ({
      request,
      before: decisionOf(routerBefore, request),
      after: decisionOf(routerAfter, request),
    }),
    notCompared: [],
  };
}

/** The work limit of a whole comparison: at worst half a minute and some hundred MB. */
const MAX_WORK = 400_000;

function decisionOf(router: Router, request: ContactRequest): RoutingDecision | null {
  const routed = router.safeRoute(request);
  return routed.success ? routed.decision : null;
}

/** A difference to describe: its on-set, and the don't-care sets to try. */
interface DifferenceSets<Outcome> {
  /** Whether an outcome is in the on-set. */
  isIn(outcome: Outcome): boolean;
  /** The don't-care sets, in the order in which to try them. */
  readonly dontCareSets: readonly DontCareSet<Outcome>[];
  /** Whether the routers' decisions show the difference too. If they do not, the diagram has a bug. */
  confirms(example: ChangeExample): boolean;
}

/** A don't-care set, and the customers that the sentence is then about. */
interface DontCareSet<Outcome> {
  readonly among: ChangeAmong | null;
  isFree(outcome: Outcome): boolean;
}

/** Covers all situations of a difference with as few places as a person can read. Empty if the difference never occurs. */
export function placesOf<Outcome>(
  compared: ComparedRulesets,
  axes: ComparedAxes,
  diagram: Diagram<Outcome>,
  sets: DifferenceSets<Outcome>,
): ChangePlace[] {
  const found = sets.dontCareSets.flatMap((dontCare): FoundPlaces[] => {
    const map = mapSets(diagram, sets, dontCare);
    const cover = coverOf(map);
    return cover === null ? [] : [{ among: dontCare.among, map, cubes: cover, inSome: false }];
  });
  const readable = found.filter(({ cubes }) => cubes.length <= MANY);
  const shortest = [...readable].sort((a, b) => wordiness(a) - wordiness(b));
  // The first set says the most, so another one must give much shorter sentences to win.
  const best = readable.find((each) => each.cubes.length <= FEW && wordiness(each) < FEW * LONG) ?? shortest[0];
  const split = best?.cubes.flatMap((cube) => splitByAgentPools(best.map.levels, cube, axes));
  const isReadable = best !== undefined && split !== undefined && split.length <= 2 * MANY;
  const { among, map, cubes, inSome } = isReadable ? { ...best, cubes: split } : hullPlaces(diagram, sets);
  const { levels } = map;
  return cubes.flatMap((cube) => {
    const example = exampleIn(compared, axes, map, cube, sets);
    if (example === null) return [];
    return {
      among,
      inSome,
      when: conditionsOf(levels, cube, axes, compared.space),
      windows: windowsOf(levels, cube),
      example,
    };
  });
}

/** The number of sentences of one kind that a person reads with ease, and at most. */
const FEW = 3;
const MANY = 6;
/** The number of conditions that a person reads in one sentence. */
const LONG = 5;

/** Counts the conditions of all sentences. A sentence that is too long counts as several long ones. */
function wordiness({ map: { levels }, cubes }: FoundPlaces): number {
  return cubes.reduce((sum, cube) => {
    const count = cube.filter((classes, level) => classes.length < (levels[level]?.axis.classes.length ?? 0)).length;
    return sum + (count > LONG ? FEW * LONG : count);
  }, 0);
}

/** The cubes for one don't-care set. `inSome` is true if they hold other situations too. */
interface FoundPlaces {
  readonly among: ChangeAmong | null;
  readonly map: Diagram<CoverClass>;
  readonly cubes: readonly Cube[];
  readonly inSome: boolean;
}

/** Falls back to one cube around all situations of the difference. */
function hullPlaces<Outcome>(diagram: Diagram<Outcome>, sets: DifferenceSets<Outcome>): FoundPlaces {
  const map = mapSets(diagram, sets, { among: null, isFree: () => false });
  const hull = hullOf(map).map((classes, level) => {
    const { axis } = map.levels[level] ?? {};
    // The agent pool of a count depends on the language, so one cube cannot say anything about agents.
    return axis?.kind === "count" || axis?.kind === "snapshot" ? [...axis.classes.keys()] : classes;
  });
  return { among: null, map, cubes: [hull], inSome: true };
}

function mapSets<Outcome>(
  diagram: Diagram<Outcome>,
  { isIn }: DifferenceSets<Outcome>,
  { isFree }: DontCareSet<Outcome>,
): Diagram<CoverClass> {
  return mapOutcomes<Outcome, CoverClass>(
    diagram,
    (outcome) => (isIn(outcome) ? "in" : isFree(outcome) ? "free" : "out"),
    (to) => to,
  );
}

/** Decides an example of a cube. Null if the cube has no situation of the difference: it was split off from a cube that has one. */
function exampleIn<Outcome>(
  { space, decide }: ComparedRulesets,
  axes: ComparedAxes,
  map: Diagram<CoverClass>,
  cube: Cube,
  sets: DifferenceSets<Outcome>,
): ChangeExample | null {
  const path = findSimplest(map, (outcome) => outcome === "in", cube);
  if (path === null) return null;
  const { fallback } = space.sides[1].compiled.document.languages;
  const language = map.levels.findIndex(({ axis }) => axis.kind === "language");
  const desks = axes.desks[path[language] ?? -1] ?? [];
  const request = requestOfPath(map.levels, path, desks, fallback, space.period.from);
  const example = decide(request);
  if (!sets.confirms(example)) throw new Error(`no router confirms a difference of ${JSON.stringify(request)}`);
  return example;
}
