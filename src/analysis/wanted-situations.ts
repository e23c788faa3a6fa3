import { CLOSED, HOURS_UNKNOWN, OPEN } from "../conditions/axis.js";
import { FAILS, HOLDS, type Truth } from "../conditions/truth.js";
import type { CompiledChannel, CompiledRuleset } from "../routing/compile-ruleset.js";
import { type CandidateLanguage, candidateLanguages } from "./candidate-languages.js";
import { isCount } from "./class-values.js";
import { type CompiledTerm, type CompiledWay, holdsIn } from "./compile-terms.js";
import type { CoverageGoals, RuleGoals, WayGoals } from "./coverage-goals.js";
import type { ChannelGoal, CoverageGoal } from "./coverage-report.js";

/** What must be the case for a goal to be reached. */
export interface Wanted {
  readonly requestTypes: readonly string[];
  /** Null where only the request matters. */
  readonly candidate: CandidateLanguage | null;
  readonly demands: readonly Demand[];
  /** Ways to hold, none of which may. */
  readonly avoided: readonly CompiledWay[];
  /** False where there are other situations that would do as well, so that to find none of these proves nothing. */
  readonly isExact: boolean;
}

/** The classes that an axis may have, by class. */
export interface Demand {
  readonly axis: number;
  readonly allowed: readonly boolean[];
}

/** Every way to reach a goal, the most telling first: where a rule that holds would decide, and one that does not would have decided. */
export type WantedFor = (goal: CoverageGoal) => Iterable<Wanted>;

type Setting = Pick<Wanted, "candidate" | "demands" | "avoided">;

export function createWantedFor(compiled: CompiledRuleset, goals: CoverageGoals): WantedFor {
  const allTypes = Object.keys(compiled.document.requestTypes);
  const languagesOf = compiled.channels.map((channel) => candidateLanguages(compiled, channel));
  const { axes, uses } = compiled.conditions;
  const readsLanguage = axes.some(({ fact }) => fact === "language");
  const waysKnown = new Map<string, readonly WayGoals[]>();
  const makers = new Map<CoverageGoal, () => Iterable<Wanted>>();
  for (const rule of goals.rules) addRule(rule);
  for (const [index, ofChannel] of goals.channels.entries()) {
    const channel = compiled.channels[index] as CompiledChannel;
    for (const goal of ofChannel) makers.set(goal, () => wantedForChannel(goal, channel));
  }
  for (const { axis, open, closed } of goals.schedules) {
    makers.set(open, () => wantedForHours(axis, OPEN));
    makers.set(closed, () => wantedForHours(axis, CLOSED));
  }
  return (goal) => makers.get(goal)?.() ?? [];

  function addRule(of: RuleGoals): void {
    const { holds, decides, fails, ways } = of;
    const all = ways.map(({ terms }) => terms);
    makers.set(decides, () => wanted(deciding(of), ways.map(holding)));
    makers.set(holds, () => wanted(both(deciding(of), anywhere(of)), ways.map(holding)));
    if (fails !== null) makers.set(fails, () => wanted(avoiding(both(deciding(of), anywhere(of)), all), [[]]));
    for (const way of ways) {
      if (way.holds !== null) makers.set(way.holds, () => wanted(both(deciding(of), anywhere(of)), [holding(way)]));
      const others = all.filter((each) => each !== way.terms);
      for (const [index, goal] of way.alone.entries()) {
        const settings = () =>
          both(both(avoiding(deciding(of), others), deciding(of)), both(avoiding(anywhere(of), others), anywhere(of)));
        makers.set(goal, () => wanted(settings(), [failingAlone(way, index)]));
      }
    }
  }

  function* wanted(settings: Iterable<Setting>, choices: readonly (readonly Demand[])[]): Iterable<Wanted> {
    for (const { candidate, demands, avoided } of settings) {
      for (const choice of choices) {
        yield { requestTypes: allTypes, candidate, demands: [...choice, ...demands], avoided, isExact: true };
      }
    }
  }

  /** Where the rule is judged, whether or not anything comes of it. */
  function* anywhere(of: RuleGoals): Iterable<Setting> {
    const candidates = of.rule.rule.event.type === "advise" ? [null] : candidatesOf(of);
    for (const candidate of candidates) yield { candidate, demands: [], avoided: [] };
  }

  /** Where the rule decides if it holds. */
  function* deciding(of: RuleGoals): Iterable<Setting> {
    const { event } = of.rule.rule;
    if (event.type === "advise") {
      for (const step of event.params.steps) {
        const earlier = before(of, (other) => other.type === "advise" && other.params.steps.includes(step));
        yield { candidate: null, demands: [], avoided: earlier };
      }
      return;
    }
    for (const candidate of candidatesOf(of)) {
      const { channel } = candidate;
      const earlier = event.type === "withhold" ? [] : before(of, speaksOf(event.type, channel));
      if (event.type === "offer") {
        yield { candidate, demands: [], avoided: [...earlier, ...waysOf("withhold", channel).map(termsOf)] };
      } else if (channel.always) yield { candidate, demands: [], avoided: earlier };
      else {
        const withholding = event.type === "withhold" ? [] : waysOf("withhold", channel).map(termsOf);
        for (const offer of waysOf("offer", channel)) {
          yield { candidate, demands: holding(offer), avoided: [...earlier, ...withholding] };
        }
      }
    }
  }

  function* candidatesOf({ rule: { rule } }: RuleGoals): Iterable<CandidateLanguage> {
    if (rule.event.type === "advise") return;
    const { channels } = rule.event.params;
    for (const { index } of compiled.channels.filter(({ id }) => channels.includes(id))) {
      const served = (languagesOf[index] ?? []).filter(({ place }) => place !== null);
      // Where no rule reads the language, one stands for all.
      if (readsLanguage) yield* served;
      else yield* served.filter((each, order) => order === 0 || each.usingFallbackLanguage);
    }
  }

  function before(of: RuleGoals, names: (event: RuleGoals["rule"]["rule"]["event"]) => boolean): CompiledWay[] {
    return goals.rules
      .slice(0, goals.rules.indexOf(of))
      .filter(({ rule: { rule } }) => names(rule.event))
      .flatMap(({ ways }) => ways.map(termsOf));
  }

  function waysOf(type: "offer" | "withhold", channel: CompiledChannel): readonly WayGoals[] {
    const key = `${type} ${channel.index}`;
    const ways =
      waysKnown.get(key) ??
      goals.rules.filter(({ rule: { rule } }) => speaksOf(type, channel)(rule.event)).flatMap((each) => each.ways);
    waysKnown.set(key, ways);
    return ways;
  }

  function* wantedForChannel(goal: ChannelGoal, channel: CompiledChannel): Iterable<Wanted> {
    const requestTypes = goal.requestTypes === "any" ? allTypes : goal.requestTypes;
    const withholding = waysOf("withhold", channel);
    for (const candidate of languagesOf[channel.index] ?? []) {
      const { place, usingFallbackLanguage } = candidate;
      const language = place === null || usingFallbackLanguage ? null : (channel.languages[place] as string);
      if (goal.languages !== "any" && !goal.languages.includes(language)) continue;
      const wantedHere = { requestTypes, candidate, demands: [], avoided: [], isExact: true };
      if (goal.kind === "channel-offered") {
        if (channel.always) yield wantedHere;
        else if (place !== null) {
          const avoided = withholding.map(termsOf);
          for (const offer of waysOf("offer", channel)) yield { ...wantedHere, demands: holding(offer), avoided };
        }
      } else if (place === null) yield wantedHere;
      else {
        const fallback = usingFallbackLanguage || channel.fallback === place ? null : channel.fallback;
        for (const { demands, avoided, isExact } of withheldInFallback(channel, fallback)) {
          for (const way of withholding)
            yield { ...wantedHere, demands: [...demands, ...holding(way)], avoided, isExact };
          const offers = waysOf("offer", channel).map(termsOf);
          yield { ...wantedHere, demands, avoided: [...avoided, ...offers], isExact };
        }
      }
    }
  }

  /** What keeps a channel from being offered in the fallback language, in which nobody is free; there, a condition holds or does not. */
  function* withheldInFallback(
    channel: CompiledChannel,
    place: number | null,
  ): Iterable<Pick<Wanted, "demands" | "avoided" | "isExact">> {
    if (place === null || place < 0) return yield { demands: [], avoided: [], isExact: true };
    const situation = new Int32Array(axes.length);
    channel.candidateClasses.set(situation, place, true, NOBODY);
    const isOfCandidate = ({ axis }: CompiledTerm) => uses[axis] === "candidate";
    const project = (type: "offer" | "withhold") =>
      waysOf(type, channel)
        .map(termsOf)
        .filter((terms) => holdsIn(terms.filter(isOfCandidate), situation))
        .map((terms) => terms.filter((term) => !isOfCandidate(term)));
    const rules = [...waysOf("offer", channel), ...waysOf("withhold", channel)];
    // Were agents asked for, others than nobody might do.
    const isExact = !rules.some(({ terms }) => terms.some(({ axis }) => isCount(axes[axis]?.fact ?? "")));
    yield { demands: [], avoided: project("offer"), isExact };
    for (const terms of project("withhold")) {
      yield { demands: terms.map((term) => demandOf(term, HOLDS)), avoided: [], isExact };
    }
  }

  function* wantedForHours(axis: number, axisClass: number): Iterable<Wanted> {
    const demand = { axis, allowed: HOURS.map((each) => each === axisClass) };
    yield { requestTypes: allTypes, candidate: null, demands: [demand], avoided: [], isExact: true };
  }
}

/** As a snapshot tells by leaving a language out. */
const NOBODY = { availableAgents: 0, staffedAgents: 0, contactsInQueue: null, estimatedWaitSeconds: null };

const HOURS = [CLOSED, OPEN, HOURS_UNKNOWN];

function* both(first: Iterable<Setting>, second: Iterable<Setting>): Iterable<Setting> {
  yield* first;
  yield* second;
}

function* avoiding(settings: Iterable<Setting>, ways: readonly CompiledWay[]): Iterable<Setting> {
  for (const { candidate, demands, avoided } of settings) yield { candidate, demands, avoided: [...avoided, ...ways] };
}

function speaksOf(type: "offer" | "withhold" | "prefer", { id }: CompiledChannel) {
  return (event: RuleGoals["rule"]["rule"]["event"]) => event.type === type && event.params.channels.includes(id);
}

function termsOf({ terms }: WayGoals): CompiledWay {
  return terms;
}

function holding({ terms }: WayGoals): Demand[] {
  return terms.map((term) => demandOf(term, HOLDS));
}

function failingAlone({ terms }: WayGoals, failing: number): Demand[] {
  return terms.map((term, index) => demandOf(term, index === failing ? FAILS : HOLDS));
}

function demandOf({ axis, truths }: CompiledTerm, truth: Truth): Demand {
  return { axis, allowed: truths.map((each) => each === truth) };
}
