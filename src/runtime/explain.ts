import type { CompiledChannel, CompiledRuleset } from "../compile/compile-ruleset.js";
import type { CompiledRule } from "../compile/conditions/compile-conditions.js";
import type { Expression, Leaf } from "../compile/conditions/expression.js";
import type { RequestType } from "../ruleset/document.js";
import { decide } from "./decide.js";
import type { RoutingDecision } from "./decision.js";
import type {
  CandidateExplanation,
  ChannelExplanation,
  ConditionExplanation,
  ConditionResult,
  RoutingExplanation,
  RuleExplanation,
  StepExplanation,
} from "./explanation.js";
import { type HoursWalk, hoursOn, startWalk } from "./hours/schedule-cursor.js";
import type { CandidateLanguages } from "./request/language-plan.js";
import { availabilityOf, type ReadRequest } from "./request/read-request.js";
import type { Situation } from "./conditions/clause-table.js";
import { requestSituation } from "./situation/request-situation.js";
import { requestFact, type Situations } from "./situation/situations.js";
import { HOLDS, type Truth, truthOf, UNKNOWN } from "./conditions/truth.js";

/** Walks every rule that had a say, and says of each condition whether it held and of what. */
export function explain(compiled: CompiledRuleset, situations: Situations, request: ReadRequest): RoutingExplanation {
  const hours = compiled.hours.reduce((selection, { axis }) => selection.with(axis), compiled.noHours);
  const walk = startWalk(hours, request.timeZone, request.at);
  const moment: Moment = { compiled, request, walk, situation: requestSituation(compiled, request, walk) };
  const decision = decide(compiled, situations, request);
  const advised = new Set(decision.steps.map(({ step }) => step));
  return {
    decision,
    channels: compiled.channels.map((channel) => explainChannel(moment, channel, decision)),
    steps: compiled.steps.map(({ id }): StepExplanation => {
      const rules = compiled.conditions.rules.filter(
        ({ rule: { event } }) => event.type === "advise" && event.params.steps.includes(id),
      );
      return { step: id, advised: advised.has(id), rules: rules.map((rule) => explainRule(moment, rule, {})) };
    }),
  };
}

/** A request at its instant. The situation's candidate is set as candidates are explained. */
interface Moment {
  readonly compiled: CompiledRuleset;
  readonly request: ReadRequest;
  /** Of all schedules that rules read, at the instant of the request. */
  readonly walk: HoursWalk;
  readonly situation: Situation;
}

/** Values of a candidate's facts by name; none for a rule that is judged once for the request. */
type CandidateValues = Readonly<Record<string, boolean | number | string | null>>;

function explainChannel(moment: Moment, channel: CompiledChannel, { offered }: RoutingDecision): ChannelExplanation {
  const { closedChannels, languages } = moment.request;
  const { places, matched } = languages.channels[channel.index] as CandidateLanguages;
  return {
    channel: channel.id,
    outcome: offered.some((each) => each.channel === channel.id) ? "offered" : "withheld",
    always: channel.always,
    manuallyClosed: closedChannels.has(channel.id),
    candidates: places.map((place, order) => explainCandidate(moment, channel, place, order >= matched)),
  };
}

function explainCandidate(
  moment: Moment,
  { id, index, languages, candidateClasses }: CompiledChannel,
  place: number,
  usingFallbackLanguage: boolean,
): CandidateExplanation {
  const { compiled, request, situation } = moment;
  const availability = availabilityOf(request, index, place);
  candidateClasses.set(situation, place, usingFallbackLanguage, availability);
  const facts = { language: languages[place] as string, usingFallbackLanguage, ...availability };
  const rules = compiled.conditions.rules.filter(
    ({ rule: { event } }) => event.type !== "advise" && event.params.channels.includes(id),
  );
  return { ...facts, rules: rules.map((rule) => explainRule(moment, rule, facts)) };
}

function explainRule(moment: Moment, { rule, expression }: CompiledRule, facts: CandidateValues): RuleExplanation {
  const { compiled, request, walk, situation } = moment;
  const truth = compiled.conditions.truthIn(situation);
  return {
    rule: rule.name,
    description: rule.description ?? null,
    event: rule.event.type,
    result: expression === null ? "holds" : resultOf(truthOf(expression, truth)),
    conditions: expression === null ? null : explainExpression(expression),
  };

  function explainExpression(node: Expression): ConditionExplanation {
    const result = resultOf(truthOf(node, truth));
    const reference =
      node.reference === null ? null : { condition: node.reference.name, negated: node.reference.negated };
    if (node.kind === "all") return { all: node.children.map(explainExpression), result, reference };
    if (node.kind === "any") return { any: node.children.map(explainExpression), result, reference };
    const value = Array.isArray(node.value) ? [...node.value] : node.value;
    return { fact: node.fact, operator: node.operator, value, ...explainFact(node), result, reference };
  }

  function explainFact(leaf: Leaf): { readonly actual: unknown; readonly exception?: string } {
    const { fact } = leaf;
    if (fact === "time") return explainHours(leaf);
    if (fact === "requestTags")
      return { actual: [...((compiled.document.requestTypes[request.requestType] as RequestType).tags ?? [])] };
    if (fact === "requestType" || compiled.vocabulary.facts.has(fact))
      return { actual: requestFact(compiled, fact)(request) };
    return { actual: facts[fact] ?? null };
  }

  function explainHours(leaf: Leaf): { readonly actual: "open" | "closed" | null; readonly exception?: string } {
    const state = hoursOn(compiled.conditions.axisOf(leaf), walk);
    if (state === null) return { actual: null };
    const actual = state.open ? "open" : "closed";
    const isClosedByException = leaf.operator === "duringSchedule" && state.closedBy !== null;
    return isClosedByException ? { actual, exception: state.closedBy } : { actual };
  }
}

function resultOf(truth: Truth): ConditionResult {
  if (truth === UNKNOWN) return "unknown";
  return truth === HOLDS ? "holds" : "fails";
}
