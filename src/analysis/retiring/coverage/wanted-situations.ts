import { CLOSED, HOURS_UNKNOWN, OPEN } from "../../../runtime/conditions/variable.js";
import type { LoadedChannel } from "../../../runtime/load-rules.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import type { CoverageGoal } from "../../coverage/coverage-report.js";
import type { CompiledWay, CoverageGoals, RuleGoals } from "./coverage-goals.js";
import {
  type CandidateLanguage,
  candidateLanguages,
  createWaysOf,
  type Demand,
  failingAlone,
  holding,
  speaksOf,
  termsOf,
  type WantedSituation,
  type WaysOf,
} from "./wanted.js";
import { createWantedForChannel } from "./wanted-for-channels.js";

/** Every way to reach a goal, the most telling first. */
type WantedFor = (goal: CoverageGoal) => Iterable<WantedSituation>;

export function createWantedFor(compiled: AnalysedRules, goals: CoverageGoals): WantedFor {
  const allTypes = Object.keys(compiled.document.requestTypes);
  const waysOf = createWaysOf(goals);
  const languagesOf = compiled.channels.map((channel) => candidateLanguages(compiled, channel));
  const makers = new Map(createWantedForRules(compiled, goals, waysOf, languagesOf));
  const wantedForChannel = createWantedForChannel(compiled, waysOf, languagesOf);
  for (const [index, ofChannel] of goals.channels.entries()) {
    const channel = compiled.channels[index] as LoadedChannel;
    for (const goal of ofChannel) makers.set(goal, () => wantedForChannel(goal, channel));
  }
  for (const { axis, open, closed } of goals.schedules) {
    makers.set(open, () => [wantedHours(axis, OPEN)]);
    makers.set(closed, () => [wantedHours(axis, CLOSED)]);
  }
  return (goal) => makers.get(goal)?.() ?? [];

  function wantedHours(axis: number, axisClass: number): WantedSituation {
    const demand = { axis, allowed: HOURS.map((each) => each === axisClass) };
    return { requestTypes: allTypes, candidate: null, demands: [demand], avoided: [], isExact: true };
  }
}

const HOURS = [CLOSED, OPEN, HOURS_UNKNOWN];

/** What is to be the case around a rule, whatever its own conditions are to say. */
type Setting = Pick<WantedSituation, "candidate" | "demands" | "avoided">;

/**
 * Every way to reach the goals of rules, by goal; the most telling first: where a rule that holds would decide, and one that does not would
 * have decided.
 */
function createWantedForRules(
  compiled: AnalysedRules,
  goals: CoverageGoals,
  waysOf: WaysOf,
  languagesOf: readonly (readonly CandidateLanguage[])[],
): ReadonlyMap<CoverageGoal, () => Iterable<WantedSituation>> {
  const allTypes = Object.keys(compiled.document.requestTypes);
  const readsLanguage = compiled.conditions.variables.some(({ fact }) => fact === "language");
  const makers = new Map<CoverageGoal, () => Iterable<WantedSituation>>();
  for (const rule of goals.rules) addGoals(rule);
  return makers;

  function addGoals(of: RuleGoals): void {
    const { holds, decides, fails, ways } = of;
    const all = ways.map(({ terms }) => terms);
    makers.set(decides, () => wanted(deciding(of), all.map(holding)));
    makers.set(holds, () => wanted(both(deciding(of), anywhere(of)), all.map(holding)));
    if (fails !== null) makers.set(fails, () => wanted(avoiding(both(deciding(of), anywhere(of)), all), [[]]));
    for (const way of ways) {
      if (way.holds !== null)
        makers.set(way.holds, () => wanted(both(deciding(of), anywhere(of)), [holding(way.terms)]));
      // Made only when asked for: for all ways at once, these lists would be as many as the ways, and as long.
      const settings = () => {
        const others = all.filter((each) => each !== way.terms);
        return both(
          both(avoiding(deciding(of), others), deciding(of)),
          both(avoiding(anywhere(of), others), anywhere(of)),
        );
      };
      for (const [index, goal] of way.alone.entries())
        makers.set(goal, () => wanted(settings(), [failingAlone(way.terms, index)]));
    }
  }

  function* wanted(settings: Iterable<Setting>, choices: readonly (readonly Demand[])[]): Iterable<WantedSituation> {
    for (const { candidate, demands, avoided } of settings) {
      for (const choice of choices) {
        yield { requestTypes: allTypes, candidate, demands: [...choice, ...demands], avoided, isExact: true };
      }
    }
  }

  /** Where the rule is judged, whether or not anything comes of it. */
  function* anywhere(of: RuleGoals): Iterable<Setting> {
    const candidates = of.rule.event.type === "advise" ? [null] : candidatesOf(of);
    for (const candidate of candidates) yield { candidate, demands: [], avoided: [] };
  }

  /** Where the rule decides if it holds. */
  function* deciding(of: RuleGoals): Iterable<Setting> {
    const { event } = of.rule;
    if (event.type === "advise") {
      for (const step of event.params.steps) {
        const earlier = before(
          of,
          ({ rule }) => rule.event.type === "advise" && rule.event.params.steps.includes(step),
        );
        yield { candidate: null, demands: [], avoided: earlier };
      }
      return;
    }
    for (const candidate of candidatesOf(of)) {
      const { channel } = candidate;
      const earlier = event.type === "withhold" ? [] : before(of, speaksOf(event.type, channel.id));
      if (event.type === "offer") {
        yield { candidate, demands: [], avoided: [...earlier, ...waysOf("withhold", channel).map(termsOf)] };
      } else if (channel.always) yield { candidate, demands: [], avoided: earlier };
      else {
        const withholding = event.type === "withhold" ? [] : waysOf("withhold", channel).map(termsOf);
        for (const offer of waysOf("offer", channel)) {
          yield { candidate, demands: holding(offer.terms), avoided: [...earlier, ...withholding] };
        }
      }
    }
  }

  function* candidatesOf({ rule }: RuleGoals): Iterable<CandidateLanguage> {
    if (rule.event.type === "advise") return;
    const { channels } = rule.event.params;
    for (const { index } of compiled.channels.filter(({ id }) => channels.includes(id))) {
      const served = (languagesOf[index] ?? []).filter(({ place }) => place !== null);
      // Where no rule reads the language, one stands for all.
      if (readsLanguage) yield* served;
      else yield* served.filter((each, order) => order === 0 || each.usingFallbackLanguage);
    }
  }

  /** The ways of those rules that are considered before one. */
  function before(of: RuleGoals, isMeant: (other: RuleGoals) => boolean): CompiledWay[] {
    return goals.rules
      .slice(0, goals.rules.indexOf(of))
      .filter(isMeant)
      .flatMap(({ ways }) => ways.map(termsOf));
  }
}

function* both(first: Iterable<Setting>, second: Iterable<Setting>): Iterable<Setting> {
  yield* first;
  yield* second;
}

function* avoiding(settings: Iterable<Setting>, ways: readonly CompiledWay[]): Iterable<Setting> {
  for (const { candidate, demands, avoided } of settings) yield { candidate, demands, avoided: [...avoided, ...ways] };
}
