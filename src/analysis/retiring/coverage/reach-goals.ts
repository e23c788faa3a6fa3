import type { Situation } from "../../../runtime/conditions/clause-table.js";
import { FAILS, HOLDS } from "../../../runtime/conditions/expression.js";
import { CLOSED, OPEN } from "../../../runtime/conditions/variable.js";
import { decide } from "../../../runtime/decide.js";
import type { RoutingDecision } from "../../../runtime/decision.js";
import { startCursor } from "../../../runtime/hours/schedule-cursor.js";
import { availabilityOf, type ReadRequest, readRequest } from "../../../runtime/request/read-request.js";
import type { ContactRequest } from "../../../runtime/request/request.js";
import { createSituations, requestSituation } from "../../../runtime/situation/situations.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import type { ChannelGoal, CoverageGoal } from "../../coverage/coverage-report.js";
import { decidingRules } from "../../scenarios/compare-decision.js";
import type { CompiledTerm, CompiledWay, CoverageGoals, RuleGoals } from "./coverage-goals.js";

/** The goals that a request reaches. Throws `RequestError` where it cannot be read. */
export type ReachGoals = (request: ContactRequest) => ReadonlySet<CoverageGoal>;

/**
 * A rule is judged of the candidates that the decision considered: none after the one that is offered, of an always channel the first
 * alone, and none of a channel that was closed by hand. One that advises is judged once for the request.
 */
export function createReachGoals(compiled: AnalysedRules, goals: CoverageGoals): ReachGoals {
  const { channels, hours, noHours } = compiled;
  const situations = createSituations(compiled);
  const allHours = hours.reduce((selection, { variable }) => selection.with(variable), noHours);
  const advising = goals.rules.filter(({ rule }) => rule.event.type === "advise");
  const rulesOfChannels = channels.map(({ id }) =>
    goals.rules.filter(({ rule }) => rule.event.type !== "advise" && rule.event.params.channels.includes(id)),
  );

  return (contact) => {
    const request = readRequest(contact, compiled.vocabulary, compiled.planLanguages);
    const decision = decide(compiled, situations, request);
    const situation = requestSituation(compiled, request, startCursor(allHours, request.timeZone, request.at));
    const reached = new Set<CoverageGoal>();
    reachRules(advising, situation, reached);
    for (const [index, channel] of channels.entries()) {
      const { matched, considered, outcome } = consider(compiled, request, index, decision);
      for (const [order, place] of considered.entries()) {
        channel.candidateClasses.set(situation, place, order >= matched, availabilityOf(request, index, place));
        reachRules(rulesOfChannels[index] as readonly RuleGoals[], situation, reached);
      }
      const served = considered.map((place, order) => (order >= matched ? null : (channel.languages[place] as string)));
      const languages = outcome === "offered" ? served.slice(-1) : matched === 0 ? [null] : served;
      for (const goal of goals.channels[index] ?? []) {
        if (goal.kind === `channel-${outcome}` && fits(goal, request.requestType, languages)) reached.add(goal);
      }
    }
    for (const { axis, open, closed } of goals.schedules) {
      if (situation[axis] === OPEN) reached.add(open);
      if (situation[axis] === CLOSED) reached.add(closed);
    }
    const deciding = rulesThatDecide(decision);
    for (const { rule, decides } of goals.rules) if (deciding.has(rule.name)) reached.add(decides);
    return reached;
  };

  function rulesThatDecide(decision: RoutingDecision): ReadonlySet<string> {
    return new Set([
      ...channels.flatMap(({ id }) => decidingRules(decision, id)),
      ...decision.steps.map(({ rule }) => rule),
    ]);
  }

  function reachRules(rules: readonly RuleGoals[], classes: Situation, reached: Set<CoverageGoal>): void {
    for (const { holds, fails, ways } of rules) {
      let isHeld = false;
      for (const way of ways) {
        const missed = onlyMiss(way.terms, classes);
        if (missed === NONE) {
          isHeld = true;
          if (way.holds !== null) reached.add(way.holds);
        } else if (missed !== SEVERAL) {
          const { axis, truths } = way.terms[missed] as CompiledTerm;
          // A condition on an unknown value does not fail.
          if (truths[classes[axis] as number] === FAILS) reached.add(way.alone[missed] as CoverageGoal);
        }
      }
      if (isHeld) reached.add(holds);
      else if (fails !== null) reached.add(fails);
    }
  }
}

/** The place of the only term that does not hold, or that there is none, or more than one. */
function onlyMiss(way: CompiledWay, classes: Situation): number {
  let missed = NONE;
  for (const [index, { axis, truths }] of way.entries()) {
    if (truths[classes[axis] as number] === HOLDS) continue;
    if (missed !== NONE) return SEVERAL;
    missed = index;
  }
  return missed;
}

const NONE = -1;
const SEVERAL = -2;

interface Considered {
  readonly outcome: "offered" | "withheld" | "closed-by-hand";
  /** Places of languages, in the order in which they were considered. */
  readonly considered: readonly number[];
  /** How many of them the customer's own languages brought in. */
  readonly matched: number;
}

function consider(
  { channels }: AnalysedRules,
  { closedChannels, languages }: ReadRequest,
  index: number,
  decision: RoutingDecision,
): Considered {
  const channel = channels[index];
  const { places = [], matched = 0 } = languages.channels[index] ?? {};
  if (channel === undefined || closedChannels.has(channel.id))
    return { outcome: "closed-by-hand", considered: [], matched };
  const offered = decision.offered.find((each) => each.channel === channel.id);
  if (offered === undefined) return { outcome: "withheld", considered: places, matched };
  const last = places.findIndex((place) => channel.languages[place] === offered.servedLanguage);
  return { outcome: "offered", considered: places.slice(0, last + 1), matched };
}

function fits(goal: ChannelGoal, requestType: string, languages: readonly (string | null)[]): boolean {
  const { requestTypes, languages: wanted } = goal;
  return (
    (requestTypes === "any" || requestTypes.includes(requestType)) &&
    (wanted === "any" || languages.some((language) => wanted.includes(language)))
  );
}
