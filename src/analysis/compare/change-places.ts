import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { type Router, routerOf } from "../../runtime/router.js";
import { type CoverClass, coverOf, hullOf } from "../retiring/diagram/cover.js";
import { type Diagram, mapOutcomes } from "../retiring/diagram/diagram.js";
import { type Cube, findSimplest } from "../retiring/diagram/diagram-paths.js";
import type { ComparedAxes, ComparedSpace } from "../retiring/model/compared-space.js";
import type { WorkBudget } from "../retiring/walk/walk-situations.js";
import { requestOfPath } from "../retiring/witness/request-of-path.js";
import { requestOn } from "../retiring/witness/request-on.js";
import type { ChangeAmong, ChangeExample, ChangePlace } from "./change.js";
import { conditionsOf, splitByDesks } from "./change-conditions.js";
import { windowsOf } from "./hours-condition.js";

/** Two rulesets while they are compared. */
export interface ComparedRulesets {
  readonly space: ComparedSpace;
  readonly budget: WorkBudget;
  /** Asks each side for what it declares, and no more. */
  decide(request: ContactRequest): ChangeExample;
  /** Asks both sides for all of it. */
  decideWhole(request: ContactRequest): ChangeExample;
  /** What may differ and was not looked at, for a person. Grows as the comparison goes on. */
  readonly notCompared: string[];
}

export function createComparedRulesets(space: ComparedSpace): ComparedRulesets {
  const [before, after] = space.sides;
  const routers = [routerOf(before.compiled), routerOf(after.compiled)] as const;
  const decideOn = (side: 0 | 1, request: ContactRequest) =>
    decisionOf(routers[side], requestOn(space.sides[side], request));
  return {
    space,
    budget: { left: MOST_WORK },
    decide: (request) => ({ request, before: decideOn(0, request), after: decideOn(1, request) }),
    decideWhole: (request) => ({
      request,
      before: decisionOf(routers[0], request),
      after: decisionOf(routers[1], request),
    }),
    notCompared: [],
  };
}

/** Of all walks together: half a minute at worst, and some hundred MB. */
const MOST_WORK = 400_000;

function decisionOf(router: Router, request: ContactRequest): RoutingDecision | null {
  const routed = router.safeRoute(request);
  return routed.success ? routed.decision : null;
}

/** Where to look for a difference in a diagram. */
export interface WantedDifference<Outcome> {
  /** Whether an outcome is the difference. */
  isIn(outcome: Outcome): boolean;
  /** Which others it is no matter to speak of, and of whom the sentence then speaks; tried in this order. */
  readonly ways: readonly Way<Outcome>[];
  /** Whether an example shows it: what the walk says differs, the routers have to say too. */
  confirms(example: ChangeExample): boolean;
}

export interface Way<Outcome> {
  readonly among: ChangeAmong | null;
  isFree(outcome: Outcome): boolean;
}

/** Tells all situations of a difference, in as few places as a person can read. None where it never occurs. */
export function placesOf<Outcome>(
  compared: ComparedRulesets,
  axes: ComparedAxes,
  diagram: Diagram<Outcome>,
  wanted: WantedDifference<Outcome>,
): ChangePlace[] {
  const found = wanted.ways.flatMap((way): FoundPlaces[] => {
    const map = mapWanted(diagram, wanted, way);
    const cover = coverOf(map);
    return cover === null ? [] : [{ way, map, cubes: cover, inSome: false }];
  });
  const readable = found.filter(({ cubes }) => cubes.length <= MANY);
  const shortest = [...readable].sort((a, b) => wordiness(a) - wordiness(b));
  // The first way says the most; another one has to be shorter by far.
  const best = readable.find((each) => each.cubes.length <= FEW && wordiness(each) < FEW * LONG) ?? shortest[0];
  const told = best === undefined ? undefined : splitPlaces(best, axes);
  const { way, map, cubes, inSome } = told ?? hullPlaces(diagram, wanted);
  const { levels } = map;
  return cubes.flatMap((cube) => {
    const example = exampleIn(compared, axes, map, cube, wanted);
    if (example === null) return [];
    return {
      among: way.among,
      inSome,
      when: conditionsOf(levels, cube, axes, compared.space),
      windows: windowsOf(levels, cube),
      example,
    };
  });
}

/** Nothing where the agents of too many languages would have to be named. */
function splitPlaces(found: FoundPlaces, axes: ComparedAxes): FoundPlaces | undefined {
  const cubes = found.cubes.flatMap((cube) => splitByDesks(found.map.levels, cube, axes));
  return cubes.length > 2 * MANY ? undefined : { ...found, cubes };
}

/** So many sentences of one kind are read. */
const FEW = 3;
const MANY = 6;
/** So many conditions are read in a sentence. */
const LONG = 5;

/** How many conditions the sentences have, each that is too long by itself counting as many. */
function wordiness({ map: { levels }, cubes }: FoundPlaces): number {
  return cubes.reduce((sum, cube) => {
    const said = cube.filter((classes, level) => classes.length < (levels[level]?.axis.classes.length ?? 0)).length;
    return sum + (said > LONG ? FEW * LONG : said);
  }, 0);
}

interface FoundPlaces {
  readonly way: Pick<Way<never>, "among">;
  readonly map: Diagram<CoverClass>;
  readonly cubes: readonly Cube[];
  readonly inSome: boolean;
}

function hullPlaces<Outcome>(diagram: Diagram<Outcome>, wanted: WantedDifference<Outcome>): FoundPlaces {
  const way: Way<Outcome> = { among: null, isFree: () => false };
  const map = mapWanted(diagram, wanted, way);
  const hull = hullOf(map).map((classes, level) => {
    const { axis } = map.levels[level] ?? {};
    // Whose agents it is about depends on the language.
    return axis?.kind === "count" || axis?.kind === "snapshot" ? [...axis.classes.keys()] : classes;
  });
  return { way, map, cubes: [hull], inSome: true };
}

function mapWanted<Outcome>(
  diagram: Diagram<Outcome>,
  { isIn }: WantedDifference<Outcome>,
  { isFree }: Way<Outcome>,
): Diagram<CoverClass> {
  return mapOutcomes<Outcome, CoverClass>(
    diagram,
    (outcome) => (isIn(outcome) ? "in" : isFree(outcome) ? "free" : "out"),
    (to) => to,
  );
}

/** Null where the cube has no such situation: it was split off from one that has. */
function exampleIn<Outcome>(
  { space, decide }: ComparedRulesets,
  axes: ComparedAxes,
  map: Diagram<CoverClass>,
  cube: Cube,
  wanted: WantedDifference<Outcome>,
): ChangeExample | null {
  const path = findSimplest(map, (outcome) => outcome === "in", cube);
  if (path === null) return null;
  const { fallback } = space.sides[1].compiled.document.languages;
  const language = map.levels.findIndex(({ axis }) => axis.kind === "language");
  const desks = axes.desks[path[language] ?? -1] ?? [];
  const request = requestOfPath(map.levels, path, desks, fallback, space.period.from);
  const example = decide(request);
  if (!wanted.confirms(example)) throw new Error(`no router confirms a difference of ${JSON.stringify(request)}`);
  return example;
}
