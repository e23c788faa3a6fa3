import type { Situation } from "../conditions/clause-table.js";
import type { CompiledRule } from "../conditions/compile-conditions.js";
import type { Expression, Leaf } from "../conditions/expression.js";
import { HOLDS, type Truth, truthOf, UNKNOWN } from "../conditions/truth.js";
import { outcomeAt } from "./channel-outcome.js";
import { type CandidateSituation, type ChannelSituation, setCandidate, situationAt } from "./channel-situation.js";
import type { CompiledRuleset } from "./compile-ruleset.js";
import { decide } from "./decide.js";
import type {
  CandidateExplanation,
  ChannelExplanation,
  ConditionExplanation,
  ConditionResult,
  RoutingExplanation,
  RuleExplanation,
  StepExplanation,
} from "./explanation.js";
import { availabilityOf } from "./fill-reasons.js";
import type { HoursPattern } from "./hours-line.js";
import type { ReadRequest } from "./read-request.js";
import { actualHours } from "./reason-codes.js";
import { adviceAt, requestFact, type Situations } from "./situations.js";

/** Walks every rule that had a say, and says of each condition whether it held and of what. */
export function explain(compiled: CompiledRuleset, situations: Situations, request: ReadRequest): RoutingExplanation {
  const situation = situations.requestSituation(request);
  const { pattern } = compiled.hoursLines(request.timeZone).stretchAt(request.at);
  const moment: Moment = {
    compiled,
    request,
    hours: pattern,
    situation: situationAt(compiled, situation.classes, pattern),
  };
  const advised = new Set(adviceAt(situation, pattern).steps.map(({ step }) => step));
  return {
    decision: decide(compiled, situations, request),
    channels: situations.channelSituations(situation, request).map((channel) => explainChannel(moment, channel)),
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
  readonly hours: HoursPattern;
  readonly situation: Situation;
}

/** Values of a candidate's facts by name; none for a rule that is judged once for the request. */
type CandidateValues = Readonly<Record<string, boolean | number | string | null>>;

function explainChannel(moment: Moment, asked: ChannelSituation): ChannelExplanation {
  const { channel, closed, candidates } = asked;
  return {
    channel: channel.id,
    outcome: outcomeAt(moment.compiled, asked, moment.hours).kind,
    always: channel.always,
    manuallyClosed: closed,
    candidates: candidates.map((candidate) => explainCandidate(moment, asked, candidate)),
  };
}

function explainCandidate(
  moment: Moment,
  { channel }: ChannelSituation,
  candidate: CandidateSituation,
): CandidateExplanation {
  const { compiled, request, situation } = moment;
  setCandidate(situation, compiled, candidate.classes);
  const { language, usingFallbackLanguage, place } = candidate;
  const availability = availabilityOf(compiled, request, channel.index, place);
  const facts = { language, usingFallbackLanguage, ...availability };
  const rules = compiled.conditions.rules.filter(
    ({ rule: { event } }) => event.type !== "advise" && event.params.channels.includes(channel.id),
  );
  return { ...facts, rules: rules.map((rule) => explainRule(moment, rule, facts)) };
}

function explainRule(moment: Moment, { rule, expression }: CompiledRule, facts: CandidateValues): RuleExplanation {
  const { compiled, request, hours, situation } = moment;
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
    if (fact === "time") return actualHours(compiled, leaf, hours);
    if (fact === "requestTags")
      return { actual: [...(compiled.document.requestTypes[request.requestType]?.tags ?? [])] };
    if (fact === "requestType" || compiled.vocabulary.facts.has(fact))
      return { actual: requestFact(compiled, fact)(request) };
    return { actual: facts[fact] ?? null };
  }
}

function resultOf(truth: Truth): ConditionResult {
  if (truth === UNKNOWN) return "unknown";
  return truth === HOLDS ? "holds" : "fails";
}
