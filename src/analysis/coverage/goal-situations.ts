import { CLOSED, OPEN } from "../../runtime/conditions/variable.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import { resultOf } from "../mdd/paths.js";
import { type Assignment, FALSE, type Node } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import { type RulesetDiagrams, rulesOf } from "../model/ruleset-diagrams.js";
import type { Candidate, LanguageClass, ModelVariable } from "../model/variables.js";
import type { CoverageGoals, RuleGoals } from "./coverage-goals.js";
import type { ChannelGoal, CoverageGoal, ScheduleGoal } from "./coverage-report.js";
import { type GoalSituations, situationsOfRule, withoutOffers } from "./rule-situations.js";

/** Finds a situation that reaches a goal: the most telling and usual one. Null if the space has none. Throws `WorkLimitReached`. */
type FindWitness = (goal: CoverageGoal) => { readonly diagrams: Diagrams; readonly assignment: Assignment } | null;

export function createFindWitness(subject: RulesetDiagrams, goals: CoverageGoals): FindWitness {
  const { channels, conditions } = subject.model.compiled;
  const rules = new Map(goals.rules.map((each) => [each.rule.name, each]));
  const channelOf = ({ channel }: ChannelGoal) => channels.find(({ id }) => id === channel) as LoadedChannel;

  function situationsOf(goal: CoverageGoal): Iterable<GoalSituations> {
    switch (goal.kind) {
      case "channel-offered":
        return [offered(subject, channelOf(goal), goal)];
      case "channel-withheld":
        return [withheld(subject, channelOf(goal), goal)];
      case "schedule-open":
      case "schedule-closed":
        return [duringHours(goal)];
      default:
        return situationsOfRule(subject, rules.get(goal.rule) as RuleGoals, goal);
    }
  }

  function duringHours({ kind, schedule }: ScheduleGoal): GoalSituations {
    const diagrams = subject.ofRequest();
    const hours = diagrams.variables.find((each) => each.kind === "hours") as ModelVariable;
    const read = conditions.variables.findIndex((each) => each.schedule === schedule);
    const state = kind === "schedule-open" ? OPEN : CLOSED;
    const during = diagrams.having(
      hours,
      (index) => subject.space.hours.classes[index]?.onSides[0]?.get(read) === state,
    );
    return { diagrams, within: () => ({ set: during, none: [] }) };
  }

  return (goal) => {
    for (const { diagrams, within } of situationsOf(goal)) {
      const level = diagrams.variables.findIndex(({ kind }) => kind === "language");
      // One language class at a time: its set is far smaller than the set of all. The first languages are the most usual.
      for (const [index, language] of diagrams.languages.entries()) {
        const { set, none } = within(language);
        const assignment = cheapestOutside(diagrams, set, none);
        if (assignment !== null && level >= 0) assignment[level] = index;
        if (assignment !== null) return { diagrams, assignment };
      }
    }
    return null;
  };
}

/**
 * Finds the cheapest situation that is in a set, and in none of some others. Takes away only those others that are in the way: hundreds may be
 * excluded, but few hold in usual situations.
 */
function cheapestOutside({ store, sets, cheapest }: Diagrams, set: Node, none: readonly Node[]): Int32Array | null {
  for (let left = set; ; ) {
    const found = cheapest(left, costOf);
    const held = found === null ? [] : none.filter((each) => resultOf(store, each, found) === 1);
    if (held.length === 0) return found;
    left = sets.difference(left, ...held);
  }
}

/** A contact centre reports its agents, so a request without a report is unusual. */
function costOf(variable: ModelVariable, index: number): number {
  if (variable.kind === "snapshot") return variable.classes[index]?.sample === "none" ? COST_OF_NO_REPORT : 0;
  return variable.classes[index]?.cost ?? 0;
}

/** More than all facts that a request may have to give. */
const COST_OF_NO_REPORT = 1000;

/** Looks at each candidate by itself: an offered candidate is also offered if the request considers it first. */
function offered(subject: RulesetDiagrams, channel: LoadedChannel, goal: ChannelGoal): GoalSituations {
  const diagrams = subject.ofCandidates(channel);
  const { sets, conjunctsOf } = diagrams;
  return {
    diagrams,
    within(language) {
      const asking = askingFor(goal, diagrams, language);
      if (channel.always || asking === FALSE) return { set: asking, none: [] };
      const [candidate] = language.candidates as [Candidate];
      const set = sets.select([], [asking], conjunctsOf(rulesOf(channel.offers), candidate));
      return { set, none: conjunctsOf(rulesOf(channel.withholds), candidate) };
    },
  };
}

function withheld(subject: RulesetDiagrams, channel: LoadedChannel, goal: ChannelGoal): GoalSituations {
  const diagrams = subject.ofCustomers(channel);
  return {
    diagrams,
    within: (language) => ({
      set: withoutOffers(diagrams, channel, language, askingFor(goal, diagrams, language)),
      none: [],
    }),
  };
}

/** The possible situations of customers with a goal's request types, who speak one of its languages. */
function askingFor({ requestTypes, languages }: ChannelGoal, diagrams: Diagrams, language: LanguageClass): Node {
  const { sets, variables, possible, having } = diagrams;
  const { candidates, pools } = language;
  const served = candidates.map((each) => (each.usingFallbackLanguage ? null : (pools[each.pool]?.language ?? null)));
  const isAsked =
    languages === "any" || (served.length === 0 ? [null] : served).some((each) => languages.includes(each));
  if (!isAsked) return FALSE;
  if (requestTypes === "any") return possible(language);
  const types = variables.find((each) => each.kind === "request-type");
  if (types?.kind !== "request-type") return FALSE;
  const isOne = (index: number) => types.classes[index]?.ids.some((id) => requestTypes.includes(id)) === true;
  return sets.intersection(possible(language), having(types, isOne));
}
