import { FAILS, HOLDS } from "../../runtime/conditions/expression.js";
import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import type { LoadedChannel, RuleTable } from "../../runtime/load-rules.js";
import { namedBy } from "../../values/events.js";
import { FALSE, type Node, TRUE } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import { type RulesetDiagrams, rulesOf } from "../model/ruleset-diagrams.js";
import type { Candidate, LanguageClass } from "../model/variables.js";
import type { RuleGoals } from "./coverage-goals.js";
import type { ConditionGoal, RuleGoal, WayGoal } from "./coverage-report.js";

/** Situations that reach a goal. */
export interface GoalSituations {
  readonly diagrams: Diagrams;
  /** For customers of a language class: the situations of a set that are in no set of `none`. Throws `WorkLimitReached`. */
  within(language: LanguageClass): { readonly set: Node; readonly none: readonly Node[] };
}

/**
 * Gives the situations that reach a goal of a rule, in several parts. The first parts are the most telling: a rule that holds also decides,
 * and a rule that does not hold would have decided. If every part is empty, no request reaches the goal.
 */
export function* situationsOfRule(
  subject: RulesetDiagrams,
  goals: RuleGoals,
  goal: RuleGoal | WayGoal | ConditionGoal,
): Iterable<GoalSituations> {
  const { rule } = goals;
  if (goal.kind === "rule-decides" && rule.event.type === "withhold") return yield* decidingToWithhold(subject, rule);
  const tests = testsOf(subject, rule);
  for (const isTelling of goal.kind === "rule-decides" ? [true] : [true, false]) {
    for (const { diagrams, none, some } of tests) {
      const { sets, possible, conjunctsOf } = diagrams;
      yield {
        diagrams,
        within(language) {
          const [candidate] = language.candidates as [Candidate];
          const meant = selectionOf(goals, goal, diagrams, candidate);
          const set = sets.select([], [possible(language)], meant.some);
          if (set === FALSE || !isTelling) return { set, none: meant.none };
          const avoided = [...meant.none, ...meant.avoided, ...conjunctsOf(none, candidate)];
          if (some === null) return { set, none: avoided };
          // The first of hundreds of rules does. The union of all takes far more work.
          const first = conjunctsOf(some, candidate).find((each) => sets.findSelected(avoided, [set], [each]) !== null);
          return { set: first === undefined ? FALSE : sets.intersection(set, first), none: avoided };
        },
      };
    }
  }
}

/** The situations in which a candidate reaches a goal: they are in some set of `some`, and in no set of `none`. */
interface Selection {
  readonly some: readonly Node[];
  readonly none: readonly Node[];
  /** Less telling situations: a condition fails alone in one conjunct, and the rule holds by another. */
  readonly avoided: readonly Node[];
}

function selectionOf(
  { rule, conjuncts }: RuleGoals,
  goal: RuleGoal | WayGoal | ConditionGoal,
  { conjunctsOf, conjunctWith }: Diagrams,
  candidate: Candidate,
): Selection {
  const held = conjunctsOf([rule], candidate);
  switch (goal.kind) {
    case "rule-holds":
    case "rule-decides":
      return { some: held, none: [], avoided: [] };
    case "rule-does-not-hold":
      return { some: [TRUE], none: held, avoided: [] };
    case "way-holds":
      return { some: held.slice(goal.way - 1, goal.way), none: [], avoided: [] };
    case "condition-fails-alone": {
      const { conjunct = [], alone = [] } = conjuncts[goal.way - 1] ?? {};
      const failing = alone.indexOf(goal);
      // A condition on an unknown value does not fail.
      const missed = conjunctWith(conjunct, candidate, (truth, index) => truth === (index === failing ? FAILS : HOLDS));
      return { some: [missed], none: [], avoided: held.toSpliced(goal.way - 1, 1) };
    }
  }
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

/** A withhold rule decides if it keeps a candidate from being offered, and no other candidate is offered either. */
function* decidingToWithhold(subject: RulesetDiagrams, rule: LoadedRule): Iterable<GoalSituations> {
  for (const channel of subject.model.compiled.channels) {
    if (!namedBy(rule.event).includes(channel.id)) continue;
    const diagrams = subject.ofCustomers(channel);
    const { sets, possible, conjunctsOf } = diagrams;
    const offers = rulesOf(channel.offers);
    yield {
      diagrams,
      within(language) {
        const kept = language.candidates.map((candidate) =>
          sets.select([], [possible(language)], conjunctsOf([rule], candidate), conjunctsOf(offers, candidate)),
        );
        return { set: withoutOffers(diagrams, channel, language, sets.union(...kept)), none: [] };
      },
    };
  }
}

/** The situations of a set in which no candidate of a channel is offered. */
export function withoutOffers(
  { sets, conjunctsOf }: Diagrams,
  { offers, withholds }: LoadedChannel,
  { candidates }: LanguageClass,
  set: Node,
): Node {
  return candidates.reduce((left: Node, candidate) => {
    if (left === FALSE) return left;
    const stopped = conjunctsOf(rulesOf(withholds), candidate);
    return sets.difference(left, sets.select(stopped, [left], conjunctsOf(rulesOf(offers), candidate)));
  }, set);
}
