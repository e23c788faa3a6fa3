import type { Situation } from "../../runtime/conditions/clause-table.js";
import { FAILS, HOLDS, type Literal, truthOf } from "../../runtime/conditions/expression.js";
import { CLOSED, OPEN } from "../../runtime/conditions/variable.js";
import { decide } from "../../runtime/decide.js";
import { startCursor } from "../../runtime/hours/schedule-cursor.js";
import type { CandidateLanguages } from "../../runtime/request/language-plan.js";
import { readRequest } from "../../runtime/request/read-request.js";
import { availabilityOf } from "../../runtime/request/recent-availability.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { createSituations, requestSituation } from "../../runtime/situation/situations.js";
import type { AnalysedRules } from "../model/ruleset-model.js";
import { decidingRules } from "../scenarios/compare-decision.js";
import type { CoverageGoals, RuleGoals } from "./coverage-goals.js";
import type { ChannelGoal, CoverageGoal } from "./coverage-report.js";

/** Finds the goals that a request reaches. Throws `RequestError` if it cannot be read. */
type ReachGoals = (request: ContactRequest) => ReadonlySet<CoverageGoal>;

/**
 * A rule is tested for the candidates that the decision considered: none after the offered one, only the first of an always channel, and
 * none of a channel that was closed by hand. A rule that advises is tested once for the request.
 */
export function createReachGoals(compiled: AnalysedRules, goals: CoverageGoals): ReachGoals {
  const { conditions, channels, hours, noHours } = compiled;
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
      if (request.closedChannels.has(channel.id)) continue;
      const { places, matched } = request.languages.channels[index] as CandidateLanguages;
      const offered = decision.offered.find((each) => each.channel === channel.id);
      const last = offered === undefined ? -1 : channel.languages.indexOf(offered.servedLanguage);
      const considered = offered === undefined ? places : places.slice(0, places.indexOf(last) + 1);
      for (const [order, place] of considered.entries()) {
        channel.candidateClasses.set(situation, place, order >= matched, availabilityOf(request, index, place));
        reachRules(rulesOfChannels[index] as readonly RuleGoals[], situation, reached);
      }
      const served = considered.map((place, order) => (order >= matched ? null : (channel.languages[place] as string)));
      const languages = offered !== undefined ? served.slice(-1) : matched === 0 ? [null] : served;
      const kind = offered === undefined ? "channel-withheld" : "channel-offered";
      for (const goal of goals.channels[index] ?? [])
        if (goal.kind === kind && isFor(goal, request.requestType, languages)) reached.add(goal);
    }
    for (const { variable, open, closed } of goals.schedules) {
      if (situation[variable] === OPEN) reached.add(open);
      if (situation[variable] === CLOSED) reached.add(closed);
    }
    const deciding = new Set([
      ...channels.flatMap(({ id }) => decidingRules(decision, id)),
      ...decision.steps.map(({ rule }) => rule),
    ]);
    for (const { rule, decides } of goals.rules) if (deciding.has(rule.name)) reached.add(decides);
    return reached;
  };

  function reachRules(rules: readonly RuleGoals[], situation: Situation, reached: Set<CoverageGoal>): void {
    const truthOfLeaf = conditions.truthIn(situation);
    const isMissed = ({ expression }: Literal) => truthOf(expression, truthOfLeaf) !== HOLDS;
    for (const { holds, fails, conjuncts } of rules) {
      let isHeld = false;
      for (const { conjunct, holds: holdsByIt, alone } of conjuncts) {
        const missed = conjunct.findIndex(isMissed);
        if (missed < 0) {
          isHeld = true;
          if (holdsByIt !== null) reached.add(holdsByIt);
        } else if (conjunct.findLastIndex(isMissed) === missed) {
          // A condition on an unknown value does not fail.
          const truth = truthOf((conjunct[missed] as Literal).expression, truthOfLeaf);
          if (truth === FAILS) reached.add(alone[missed] as CoverageGoal);
        }
      }
      if (isHeld) reached.add(holds);
      else if (fails !== null) reached.add(fails);
    }
  }
}

function isFor(goal: ChannelGoal, requestType: string, served: readonly (string | null)[]): boolean {
  const { requestTypes, languages } = goal;
  return (
    (requestTypes === "any" || requestTypes.includes(requestType)) &&
    (languages === "any" || served.some((language) => languages.includes(language)))
  );
}
