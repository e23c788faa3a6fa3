import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { cheapestAssignment, resultOf } from "../../src/analysis/mdd/paths.js";
import type { Diagrams } from "../../src/analysis/model/diagrams.js";
import type { RulesetModel } from "../../src/analysis/model/ruleset-model.js";
import type { SituationSpace } from "../../src/analysis/model/situation-space.js";
import { requestOn, writeRequest } from "../../src/analysis/witness/write-request.js";
import type { RoutingDecision } from "../../src/index.js";
import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { diagramsOfChannel, offersOf } from "../analysis/channel-outcomes.js";
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
    const decision = router.route(request);
    for (const { id } of document.channels) {
      const diagrams = diagramsOfChannel(space, id);
      const situation = locateRequest(diagrams.variables, space.sides[0] as RulesetModel, request, id);
      wrong.push(...ifOther(request, id, offeredIn(decision, id), offeredAt(diagrams, space, id, situation, 0)));
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
    const diagrams = diagramsOfChannel(space, id);
    const { store, variables, byLanguage, possible } = diagrams;
    // The possible situation that has as many of the picked classes as can be.
    const situation = cheapestAssignment(
      store,
      byLanguage(possible),
      (value) => value === 1,
      (level, each) => Number(each !== (picked[level] ?? 0) % (store.sizes[level] ?? 1)),
    );
    if (situation === null) throw new Error("some situation is possible");
    for (const [side, router] of routers.entries()) {
      const model = space.sides[side] as RulesetModel;
      const written = writeRequest({ model, variables, from: space.period.from }, situation);
      const offered = offeredIn(router.route(requestOn(model, written)), id);
      wrong.push(...ifOther(written, id, offered, offeredAt(diagrams, space, id, [...situation], side)));
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
  return document.channels.flatMap(({ id }) => {
    const diagrams = diagramsOfChannel(space, id);
    const all = diagrams.byLanguage(diagrams.possible);
    const offers = offersOf(diagrams, space, id, 0).map(({ set }) => set);
    const withheld = diagrams.sets.difference(all, ...offers);
    const counts = [...offers, withheld].map(diagrams.count);
    const isRight = counts.reduce((sum, count) => sum + count, 0) === diagrams.count(all);
    return isRight ? [] : [{ channel: id, counts, all: diagrams.count(all) }];
  });
}

function ifOther(request: unknown, channel: string, routed: unknown, situation: unknown): unknown[] {
  return isDeepStrictEqual(situation, routed) ? [] : [{ channel, routed, situation, request }];
}

function ofOneLanguage(request: ScenarioRequest): ScenarioRequest {
  const { closedChannels: _, ...rest } = request;
  return { ...rest, language: typeof request.language === "string" ? request.language : request.language.slice(0, 1) };
}

/** The offer in a situation of a side, as a decision gives it. */
function offeredAt(
  diagrams: Diagrams,
  space: SituationSpace,
  channel: string,
  situation: readonly number[],
  side: number,
) {
  const offers = offersOf(diagrams, space, channel, side).filter(
    ({ set }) => resultOf(diagrams.store, set, situation) === 1,
  );
  if (offers.length > 1) throw new Error("one situation has several offers");
  const [found] = offers;
  if (found === undefined) return null;
  const { language, rule, preferredBy } = found.offer;
  return { servedLanguage: language, rule, preferredBy };
}

function offeredIn({ offered }: RoutingDecision, channel: string) {
  const found = offered.find((each) => each.channel === channel);
  if (found === undefined) return null;
  return { servedLanguage: found.servedLanguage, rule: found.rule, preferredBy: found.preferredBy };
}
