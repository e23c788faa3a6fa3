import { FAILS, type Truth } from "../../runtime/conditions/expression.js";
import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import { CLOSED, OPEN } from "../../runtime/conditions/variable.js";
import type { LoadedChannel, RuleTable } from "../../runtime/load-rules.js";
import { namedBy } from "../../values/events.js";
import { resultOf } from "../mdd/paths.js";
import { inEach, type Selection } from "../mdd/sets.js";
import { type Assignment, FALSE, type Node } from "../mdd/store.js";
import { type Diagrams, isHeld } from "../model/diagrams.js";
import { divideByOffer, offerTo, rulesOfChannel } from "../model/offers.js";
import { type RulesetDiagrams, rulesOf } from "../model/ruleset-diagrams.js";
import type { Candidate, LanguageClass } from "../model/variables.js";
import type { ConjunctGoals, CoverageGoals, RuleGoals } from "./coverage-goals.js";
import type { ChannelGoal, ConditionGoal, CoverageGoal, RuleGoal, ScheduleGoal, WayGoal } from "./coverage-report.js";

/** Finds the most telling and usual situation that reaches a goal. Null if the space has none. Throws `WorkLimitReached`. */
type FindWitness = (goal: CoverageGoal) => { readonly diagrams: Diagrams; readonly assignment: Assignment } | null;

export function createFindWitness(subject: RulesetDiagrams, goals: CoverageGoals): FindWitness {
  const rules = new Map(goals.rules.map((each) => [each.rule.name, each]));
  const channels = new Map(subject.model.compiled.channels.map((channel) => [channel.id, channel]));
  /** The most telling situations come first. If every part is empty, no request reaches the goal. */
  const situationsOf = (goal: CoverageGoal): GoalSituations[] => {
    if ("rule" in goal) return situationsOfRule(subject, rules.get(goal.rule) as RuleGoals, goal);
    if ("schedule" in goal) return [duringHours(subject, goal)];
    const channel = channels.get(goal.channel) as LoadedChannel;
    if (goal.kind === "channel-offered") return [offered(subject, channel, goal)];
    return [withheld(subject, channel, (language, diagrams) => askingFor(goal, diagrams, language))];
  };
  return (goal) => {
    for (const { diagrams, within } of situationsOf(goal)) {
      // One language class at a time: its set is far smaller than the set of all. The first languages are the most usual.
      const assignment = diagrams.firstByLanguage((language) => cheapestSelected(diagrams, within(language)));
      if (assignment !== null) return { diagrams, assignment };
    }
    return null;
  };
}

/** Some situations that reach a goal. */
interface GoalSituations {
  readonly diagrams: Diagrams;
  /** Those for customers of a language class. Throws `WorkLimitReached`. */
  within(language: LanguageClass): Selection;
}

/**
 * Finds the cheapest situation of a selection. Takes away only those sets that are in the way: hundreds may be excluded, but few hold in usual
 * situations.
 */
function cheapestSelected({ store, sets, cheapest }: Diagrams, [none, ...lists]: Selection): Int32Array | null {
  for (let left = sets.select([], ...lists); ; ) {
    const found = cheapest(left, costOf);
    const held = found === null ? [] : none.filter((each) => resultOf(store, each, found) === 1);
    if (held.length === 0) return found;
    left = sets.difference(left, ...held);
  }
}

/** A contact centre reports its agents, so a request without a report is unusual. */
function costOf(variable: Diagrams["variables"][number], index: number): number {
  if (variable.kind === "snapshot") return variable.classes[index]?.sample === "none" ? COST_OF_NO_REPORT : 0;
  return variable.classes[index]?.cost ?? 0;
}

/** More than all facts that a request may have to give. */
const COST_OF_NO_REPORT = 1000;

function duringHours({ model, ofRequest }: RulesetDiagrams, { kind, schedule }: ScheduleGoal): GoalSituations {
  const diagrams = ofRequest();
  const read = model.compiled.conditions.variables.findIndex((each) => each.schedule === schedule);
  const state = kind === "schedule-open" ? OPEN : CLOSED;
  const set = diagrams.having("hours", ({ onSides: [own] }) => own?.get(read) === state);
  return { diagrams, within: () => [[], [set]] };
}

/** Looks at each candidate by itself: an offered candidate is also offered if the request considers it first. */
function offered(subject: RulesetDiagrams, channel: LoadedChannel, goal: ChannelGoal): GoalSituations {
  const diagrams = subject.ofCandidates(channel);
  return {
    diagrams,
    within(language) {
      const [candidate] = language.candidates as [Candidate];
      return inEach([[], [askingFor(goal, diagrams, language)]], offerTo(diagrams, rulesOfChannel(channel), candidate));
    },
  };
}

/** The possible situations of customers with a goal's request types, who speak one of its languages. */
function askingFor({ requestTypes, languages }: ChannelGoal, diagrams: Diagrams, language: LanguageClass): Node {
  const { sets, possible, having } = diagrams;
  const { candidates, pools } = language;
  const served = candidates.map((each) => (each.usingFallbackLanguage ? null : (pools[each.pool]?.language ?? null)));
  const isAsked =
    languages === "any" || (served.length === 0 ? [null] : served).some((each) => languages.includes(each));
  if (!isAsked) return FALSE;
  if (requestTypes === "any") return possible(language);
  const isOne = having("request-type", ({ ids }) => ids.some((id) => requestTypes.includes(id)));
  return sets.intersection(possible(language), isOne);
}

/** The situations among some in which no candidate of a channel is offered. */
function withheld(
  subject: RulesetDiagrams,
  channel: LoadedChannel,
  among: (language: LanguageClass, diagrams: Diagrams) => Node,
): GoalSituations {
  const diagrams = subject.ofCustomers(channel);
  return {
    diagrams,
    within(language) {
      const set = among(language, diagrams);
      const { withheld } = divideByOffer(diagrams, set, rulesOfChannel(channel), language.candidates);
      return [[], [withheld]];
    },
  };
}

/** The first parts are telling: a rule that holds also decides, and a rule that does not hold would have decided. */
function situationsOfRule(
  subject: RulesetDiagrams,
  goals: RuleGoals,
  goal: RuleGoal | WayGoal | ConditionGoal,
): GoalSituations[] {
  const { rule } = goals;
  const isDeciding = goal.kind === "rule-decides";
  if (isDeciding && rule.event.type === "withhold") return decidingToWithhold(subject, rule);
  const tests = testsOf(subject, rule);
  return [true, ...(isDeciding ? [] : [false])].flatMap((isTelling) =>
    tests.map((test) => testedBy(test, goals, goal, isTelling)),
  );
}

/** A withhold rule decides if it keeps a candidate from being offered, and no other candidate is offered either. */
function decidingToWithhold(subject: RulesetDiagrams, rule: LoadedRule): GoalSituations[] {
  const channels = subject.model.compiled.channels.filter(({ id }) => namedBy(rule.event).includes(id));
  return channels.map((channel) =>
    withheld(subject, channel, (language, { sets, possible, conjunctsOf }) =>
      sets.union(
        ...language.candidates.map((candidate) =>
          sets.select(
            [],
            [possible(language)],
            conjunctsOf([rule], candidate),
            conjunctsOf(rulesOf(channel.offers), candidate),
          ),
        ),
      ),
    ),
  );
}

/** Where a rule is tested: for the candidates of a channel, or for the request. */
interface RuleTest {
  readonly diagrams: Diagrams;
  /** The rule decides if it holds, none of these rules holds, */
  readonly none: readonly LoadedRule[];
  /** and one of these holds; null if none has to. */
  readonly some: readonly LoadedRule[] | null;
}

function testsOf(subject: RulesetDiagrams, rule: LoadedRule): RuleTest[] {
  const { channels, steps } = subject.model.compiled;
  const isNamed = ({ id }: { readonly id: string }) => namedBy(rule.event).includes(id);
  const before = (table: RuleTable) => rulesOf(table).slice(0, rulesOf(table).indexOf(rule));
  if (rule.event.type === "advise") {
    const diagrams = subject.ofRequest();
    return steps.filter(isNamed).map(({ advice }) => ({ diagrams, none: before(advice), some: null }));
  }
  return channels.filter(isNamed).map((channel): RuleTest => {
    const diagrams = subject.ofCandidates(channel);
    const { always, prefers } = channel;
    const [offers, withholds] = [rulesOf(channel.offers), rulesOf(channel.withholds)];
    switch (rule.event.type) {
      case "offer":
        // An always channel is offered by no rule, so that an offer rule for it does not decide.
        return { diagrams, none: [...before(channel.offers), ...withholds], some: always ? [] : null };
      case "withhold":
        return { diagrams, none: [], some: offers };
      default:
        return { diagrams, none: [...before(prefers), ...withholds], some: always ? null : offers };
    }
  });
}

function testedBy(
  { diagrams, none, some }: RuleTest,
  { rule, conjuncts }: RuleGoals,
  goal: RuleGoal | WayGoal | ConditionGoal,
  isTelling: boolean,
): GoalSituations {
  const { sets, possible, conjunctsOf } = diagrams;
  return {
    diagrams,
    within(language) {
      const [candidate] = language.candidates as [Candidate];
      const held = conjunctsOf([rule], candidate);
      const isFailing = goal.kind === "rule-does-not-hold";
      const shown =
        goal.kind === "condition-fails-alone"
          ? [failingAlone(goal, conjuncts[goal.way - 1] as ConjunctGoals, diagrams, candidate)]
          : goal.kind === "way-holds"
            ? held.slice(goal.way - 1, goal.way)
            : held;
      const lists = [[possible(language)], ...(isFailing ? [] : [shown])];
      if (!isTelling) return [isFailing ? held : [], ...lists];
      // While a condition of one way fails alone, the rule may hold by another.
      const isStopped = isFailing || goal.kind === "condition-fails-alone";
      const avoided = [...(isStopped ? held : []), ...conjunctsOf(none, candidate)];
      if (some === null) return [avoided, ...lists];
      // The first of hundreds of rules does. The union of all takes far more work.
      const first = conjunctsOf(some, candidate).find((each) => sets.findSelected(avoided, ...lists, [each]) !== null);
      return [avoided, ...lists, first === undefined ? [] : [first]];
    },
  };
}

/** A condition on an unknown value does not fail. */
function failingAlone(
  goal: ConditionGoal,
  { conjunct, alone }: ConjunctGoals,
  { conjunctWith }: Diagrams,
  candidate: Candidate,
): Node {
  const failing = alone.indexOf(goal);
  return conjunctWith(conjunct, candidate, (index) => (index === failing ? isFailed : isHeld));
}

function isFailed(truth: Truth): boolean {
  return truth === FAILS;
}
