import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { Diagram } from "../../src/analysis/retiring/diagram/diagram.js";
import { type Assignment, countSituations } from "../../src/analysis/retiring/diagram/diagram-paths.js";
import type { Side } from "../../src/analysis/retiring/model/side.js";
import { exampleRequest } from "../../src/analysis/retiring/witness/example-request.js";
import type { RoutingDecision } from "../../src/index.js";
import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { type ChannelOutcome, walkChannel } from "../analysis/channel-outcomes.js";
import { cubesOf, outcomeAt } from "../analysis/diagram-cubes.js";
import { locateRequest } from "../analysis/locate-request.js";
import { MS_PER_DAY, spaceOf } from "../analysis/spaces.js";
import { type Period, period } from "../arbitraries/compared.js";
import { rulesetDocument } from "../arbitraries/rulesets.js";
import type { Situations } from "../arbitraries/situations.js";
import { createRouter } from "./round-trip-router.js";

/** Where the situation of a request comes to something else than the router says. */
export async function wrongSituations({ document, requests }: Situations): Promise<unknown[]> {
  const router = await createRouter(document);
  const wrong: unknown[] = [];
  for (const request of requests.map(ofOneLanguage)) {
    const space = await spaceOf([document], Date.parse(request.at) - MS_PER_DAY, 2);
    const side = space.sides[0] as Side;
    const decision = router.route(request);
    for (const { id } of document.channels) {
      const diagram = walkChannel(space, id, { left: PLENTY });
      const path = locateRequest(diagram.levels, side, request, id);
      wrong.push(...ifOther(request, id, offeredIn(decision, id), offeredAt(diagram, path, 0)));
    }
  }
  return wrong;
}

/** Two rulesets of the same facts, and which situation of each channel to look at. */
export interface PickedSituations extends Period {
  readonly before: RulesetDocument;
  readonly after: RulesetDocument;
  /** A class for each fact that decides, taken round its number. */
  readonly picked: readonly number[];
}

export const pickedSituations: fc.Arbitrary<PickedSituations> = fc
  .tuple(rulesetDocument, rulesetDocument, period, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }))
  .map(([before, other, when, picked]) => ({
    before,
    after: { ...other, facts: before.facts ?? {} },
    ...when,
    picked,
  }));

/** Where a request that is made for a situation of two rulesets is decided otherwise by a router than the situation comes to. */
export async function wrongRequestsForSituations(example: PickedSituations): Promise<unknown[]> {
  const { before, after, from, days, picked } = example;
  const space = await spaceOf([before, after], Date.parse(from), days);
  const routers = await Promise.all([createRouter(before), createRouter(after)]);
  const wrong: unknown[] = [];
  for (const { id } of before.channels) {
    const diagram = walkChannel(space, id, { left: PLENTY });
    const path = diagram.levels.map(({ axis }, level) => (picked[level] ?? 0) % axis.classes.length);
    const fresh = diagram.levels.findIndex(({ axis }) => axis.kind === "snapshot");
    const reached = path.map((axisClass, level) =>
      fresh >= 0 && path[fresh] === 0 && level > fresh ? null : axisClass,
    );
    for (const [side, router] of routers.entries()) {
      const request = exampleRequest(diagram.levels, reached, space.sides[side] as Side, id);
      const offered = offeredIn(router.route(request), id);
      wrong.push(...ifOther(request, id, offered, offeredAt(diagram, reached, side)));
    }
  }
  return wrong;
}

/** A ruleset, and for when to count its situations. */
export interface CountedRules extends Period {
  readonly document: RulesetDocument;
}

export const countedRules: fc.Arbitrary<CountedRules> = fc
  .tuple(rulesetDocument, period)
  .map(([document, when]) => ({ document, ...when }));

/** The channels whose situations are counted otherwise than they can be told one by one. */
export async function wrongCounts({ document, from, days }: CountedRules): Promise<unknown[]> {
  const space = await spaceOf([document], Date.parse(from), days);
  const isOffered = ([outcome]: readonly unknown[]) => outcome !== null;
  return document.channels.flatMap(({ id }) => {
    const diagram = walkChannel(space, id, { left: PLENTY });
    const offered = countSituations(diagram, isOffered);
    const withheld = countSituations(diagram, (outcomes) => !isOffered(outcomes));
    const all = countSituations(diagram, () => true);
    const cubes = [...cubesOf(diagram, isOffered)];
    const isRight =
      offered + withheld === all &&
      (cubes.length === 0) === (offered === 0) &&
      cubes.slice(0, MOST_CUBES).every((cube) => isOffered(outcomeAt(diagram, lastOf(cube)) as readonly unknown[]));
    return isRight ? [] : [{ channel: id, offered, withheld, all, cubes: cubes.slice(0, MOST_CUBES) }];
  });
}

const PLENTY = 1_000_000;
const MOST_CUBES = 5;

function ifOther(request: unknown, channel: string, routed: unknown, situation: unknown): unknown[] {
  return isDeepStrictEqual(situation, routed) ? [] : [{ channel, routed, situation, request }];
}

function lastOf(cube: readonly (readonly number[])[]): Assignment {
  return cube.map((classes) => classes.at(-1) ?? null);
}

function ofOneLanguage(request: ScenarioRequest): ScenarioRequest {
  const { closedChannels: _, ...rest } = request;
  return { ...rest, language: typeof request.language === "string" ? request.language : request.language.slice(0, 1) };
}

/** What the diagram says of a side, as a decision says it. */
function offeredAt({ levels, ...rest }: Diagram<readonly ChannelOutcome[]>, path: Assignment, side: number) {
  const outcome = (outcomeAt({ levels, ...rest }, path) as readonly ChannelOutcome[])[side] ?? null;
  const level = levels.findIndex(({ axis }) => axis.kind === "language");
  const axis = levels[level]?.axis;
  if (outcome === null || axis?.kind !== "language") return null;
  const language = axis.classes[path[level] ?? -1];
  const candidate = language?.candidates.find((each) => each.side === side && each.order === outcome.candidate);
  return {
    servedLanguage: language?.desks[candidate?.desk ?? -1],
    rule: outcome.rule,
    preferredBy: outcome.preferredBy,
  };
}

function offeredIn({ offered }: RoutingDecision, channel: string) {
  const found = offered.find((each) => each.channel === channel);
  if (found === undefined) return null;
  return { servedLanguage: found.servedLanguage, rule: found.rule, preferredBy: found.preferredBy };
}
