import type { Condition, Ruleset, RulesetDocument, WeeklySchedule } from "../../ruleset/document.js";
import { checkRulesetDocument, type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import type { NormalForm } from "../../runtime/conditions/expression.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import { readLanguages } from "../../runtime/language/read-languages.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { routerOf } from "../../runtime/router.js";
import { RequestError } from "../../values/errors.js";
import type { Issue } from "../../values/issue.js";
import type { SituationPlace } from "../../words/place.js";
import { withinWork } from "../mdd/apply.js";
import type { Node } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import { type CustomerLanguages, customersWith } from "../model/language-variable.js";
import { divideByOffer, rulesOfChannel } from "../model/offers.js";
import { diagramsOfChannels } from "../model/ruleset-diagrams.js";
import { loadRulesetModel, type RulesetModel } from "../model/ruleset-model.js";
import { createSituationSpace, type SituationSpace } from "../model/situation-space.js";
import type { Candidate } from "../model/variables.js";
import { type CheckOptions, readPeriod } from "../period.js";
import { coverPlaces } from "../places/cover-places.js";
import { writeRequest } from "../witness/write-request.js";

/** A question about all situations: for whom, and when, is a channel offered or withheld? */
export interface SituationQuery extends CheckOptions {
  readonly channel: string;
  readonly outcome: "offered" | "withheld";
  /**
   * Asks only about situations in which these conditions surely hold, as in a promise: for the candidate that is offered, or for some
   * candidate of a channel that is withheld.
   */
  readonly when?: Condition;
  /** Asks only about customers with this language, a BCP 47 tag. */
  readonly language?: string;
  /** Asks only about these hours of the week. */
  readonly during?: Pick<WeeklySchedule, "timeZone" | "weekly">;
}

/** The answer to a query. Plain JSON data. */
export interface FoundSituations {
  /** Few places that together hold all situations of the query, and no others unless they say `inSome`. Empty if there are none. */
  readonly places: readonly FoundPlace[];
  /** The number of situations; approximate above 2^53. */
  readonly situations: number;
  /** Parts that were not searched, in words for people; empty if everything was. */
  readonly notSearched: readonly string[];
}

/** Some situations, with an example. */
export interface FoundPlace extends SituationPlace {
  /** The simplest request: `route` takes it as it is. */
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
}

/**
 * Finds every situation in which a channel is offered or withheld. Ignores what people switch off by hand, and customers of several
 * languages.
 *
 * Throws `RulesetError` if the ruleset has errors, and `RequestError` if the query cannot be read.
 *
 * @example
 * const saturdays = { weekly: { sat: ["00:00-24:00"] }, timeZone: "Europe/Amsterdam" };
 * const { places } = await findSituations(ruleset, { channel: "phone", outcome: "offered", during: saturdays, from: Date.now() });
 */
export async function findSituations(ruleset: RulesetInput, query: SituationQuery): Promise<FoundSituations> {
  const { channel: id, outcome, language } = query;
  const period = readPeriod(query);
  const { asked, schedule } = askedRuleset(toRuleset(ruleset), query);
  const model = await loadRulesetModel(asked, asked.promises);
  const space = createSituationSpace([model], period);
  const channel = model.compiled.channels.find((each) => each.id === id) as LoadedChannel;
  const customers = language === undefined ? space.customers : [customersWith(space.sides, [language])];
  const isNarrowed = query.when !== undefined || query.during !== undefined;
  const [conditions] = model.compiled.conditions.promises;
  const when = isNarrowed && conditions !== undefined ? conditions : null;
  return answer(space, [channel], customers, schedule, (diagrams) =>
    diagrams.byLanguage((customer) => {
      const { candidates } = customer;
      const { sets, possible } = diagrams;
      const { offered, withheld } = divideByOffer(diagrams, possible(customer), rulesOfChannel(channel), candidates);
      const meant = (set: Node, some: readonly Candidate[]) =>
        when === null ? set : sets.select([], [set], conjunctsFor(diagrams, when, some));
      if (outcome === "withheld") return meant(withheld, candidates);
      return sets.union(...offered.map((set, index) => meant(set, candidates.slice(index, index + 1))));
    }),
  );
}

/** The situations of conditions for some candidates. Without a candidate, what reads one does not hold. */
function conjunctsFor(
  { sides, conjunctsOf }: Diagrams,
  when: NormalForm,
  candidates: readonly Candidate[],
): readonly Node[] {
  if (candidates.length > 0) return candidates.flatMap((each) => conjunctsOf([when], each));
  const variables = sides[0]?.compiled.conditions.variables ?? [];
  const conjuncts = when.conjuncts.filter((conjunct) =>
    conjunct.every(({ variable }) => variables[variable]?.scope !== "candidate"),
  );
  return conjunctsOf([{ ...when, conjuncts }], REQUEST);
}

/** Stands for a request in conditions that read no candidate. */
const REQUEST: Candidate = { side: 0, channel: 0, pool: 0, usingFallbackLanguage: false, classes: new Map() };

/**
 * Finds the customers who only ever get the always channels, however many agents are free, and when.
 *
 * Throws `RulesetError` if the ruleset has errors, and `RequestError` if the options cannot be read.
 *
 * @example
 * const { places } = await findOnlyAlways(ruleset, { from: "2026-11-23T00:00:00Z" });
 */
export async function findOnlyAlways(ruleset: RulesetInput, options: CheckOptions): Promise<FoundSituations> {
  const period = readPeriod(options);
  const model = await loadRulesetModel(toRuleset(ruleset));
  const space = createSituationSpace([model], period);
  const ruled = model.compiled.channels.filter(({ always }) => !always);
  return answer(space, ruled, space.customers, null, (diagrams) => {
    const { variables, sets, byLanguage, possible } = diagrams;
    const agents = new Set(
      variables.flatMap((variable, level) => ("pool" in variable || variable.kind === "snapshot" ? level : [])),
    );
    const offers = ruled.map((channel, place) =>
      byLanguage((customer) => {
        const candidates = customer.candidates.filter((each) => each.channel === place);
        const { offered } = divideByOffer(diagrams, possible(customer), rulesOfChannel(channel), candidates);
        return sets.exists(sets.union(...offered), agents);
      }),
    );
    return sets.difference(byLanguage(possible), ...offers);
  });
}

/** Makes the set that a question asks for, and describes it. `unnamed` is a schedule that only the question knows. */
function answer(
  space: SituationSpace,
  channels: readonly LoadedChannel[],
  customers: readonly CustomerLanguages[],
  unnamed: string | null,
  setOf: (diagrams: Diagrams) => Node,
): FoundSituations {
  const [model] = space.sides as readonly [RulesetModel];
  const limit = { left: MAX_WORK };
  const ids = channels.map(({ id }) => id);
  const diagrams = diagramsOfChannels(space, ids, customers, limit);
  const router = routerOf(model.compiled);
  const found = withinWork(limit, MAX_WORK, () => {
    const set = setOf(diagrams);
    const places = coverPlaces(diagrams, set, space, { unnamed, most: MOST_CUBES }).map(
      ({ witness, ...place }): FoundPlace => {
        const request = writeRequest({ model, variables: diagrams.variables, from: space.period.from }, witness);
        return { ...place, request, decision: router.route(request) };
      },
    );
    return {
      places,
      situations: diagrams.count(diagrams.sets.intersection(set, diagrams.byLanguage(diagrams.possible))),
    };
  });
  const notSearched = [
    ...(found === null ? ["there are more situations than can be looked at"] : []),
    ...(space.hasAllHours ? [] : ["the end of the period: hours change too often; look at fewer days"]),
  ];
  return { ...(found ?? { places: [], situations: 0 }), notSearched };
}

/** The answer to one question may be longer than the sentences on one of many changes. */
const MOST_CUBES = 24;

/** The work limit of a query: at worst ten seconds. */
const MAX_WORK = 1_000_000;

/**
 * The ruleset with one promise in place of its own, which has the query's conditions, and a schedule with its hours. So both are checked and
 * compiled as those of a rule file are.
 */
function askedRuleset(ruleset: Ruleset, { channel, when, during, language }: SituationQuery) {
  let schedule = "during";
  while (Object.hasOwn(ruleset.schedules ?? {}, schedule)) schedule += "-query";
  const all: Condition[] = [
    ...(when === undefined ? [] : [when]),
    ...(during === undefined ? [] : [{ fact: "time", operator: "duringSchedule", value: schedule }]),
  ];
  const document: RulesetDocument = {
    ...ruleset,
    ...(during !== undefined && { schedules: { ...ruleset.schedules, [schedule]: during } }),
    promises: [{ name: "query", always: [channel], ...(all.length > 0 && { when: { all } }) }],
  };
  const issues = language === undefined ? [] : readLanguages(language, ["language"]).issues;
  const read = checkRulesetDocument(document);
  const errors = read.issues.filter(({ severity }) => severity === "error");
  if (issues.length > 0 || read.ruleset === null)
    throw new RequestError([...errors.map((issue) => inQuery(issue, schedule)), ...issues]);
  return { asked: read.ruleset, schedule };
}

/** Says where in the query an issue of the ruleset is. */
function inQuery(issue: Issue, schedule: string): Issue {
  const path = issue.path
    .replace(/^\/promises\/0\/when\/all\/0/, "/when")
    .replace(/^\/promises\/0\/always\/0/, "/channel")
    .replace(`/schedules/${schedule}`, "/during");
  return { ...issue, path };
}
