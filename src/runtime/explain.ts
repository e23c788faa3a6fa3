import type { Situation } from "./conditions/clause-table.js";
import type { Expression, Leaf } from "./conditions/expression.js";
import { HOLDS, type Truth, truthOf, UNKNOWN } from "./conditions/expression.js";
import type { LoadedRule } from "./conditions/load-conditions.js";
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
import { hoursOf, type ScheduleCursor, startCursor } from "./hours/schedule-cursor.js";
import type { LoadedChannel, LoadedRules } from "./load-rules.js";
import type { CandidateLanguages } from "./request/language-plan.js";
import { availabilityOf, type ReadRequest } from "./request/read-request.js";
import { requestSituation, type Situations } from "./situation/situations.js";

/** Explains every rule that named a channel or a step: each condition with its result and the actual value. */
export function explain(rules: LoadedRules, situations: Situations, request: ReadRequest): RoutingExplanation {
  const hours = rules.hours.reduce((selection, { variable }) => selection.with(variable), rules.noHours);
  const cursor = startCursor(hours, request.timeZone, request.at);
  const moment: Moment = { rules, request, cursor, situation: requestSituation(rules, request, cursor) };
  const decision = decide(rules, situations, request);
  const advised = new Set(decision.steps.map(({ step }) => step));
  return {
    decision,
    channels: rules.channels.map((channel) => explainChannel(moment, channel, decision)),
    steps: rules.steps.map(({ id }): StepExplanation => {
      const speaking = rules.conditions.rules.filter(
        ({ event }) => event.type === "advise" && event.params.steps.includes(id),
      );
      return { step: id, advised: advised.has(id), rules: speaking.map((rule) => explainRule(moment, rule, {})) };
    }),
  };
}

/** A request at its instant. `situation` has the classes of the candidate that is being explained. */
interface Moment {
  readonly rules: LoadedRules;
  readonly request: ReadRequest;
  /** All schedules that rules read, at the instant of the request. */
  readonly cursor: ScheduleCursor;
  readonly situation: Situation;
}

/** The values of a candidate's facts by name. Empty for a rule that is judged once for the request. */
type CandidateValues = Readonly<Record<string, boolean | number | string | null>>;

function explainChannel(moment: Moment, channel: LoadedChannel, { offered }: RoutingDecision): ChannelExplanation {
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
  { id, index, languages, candidateClasses }: LoadedChannel,
  place: number,
  usingFallbackLanguage: boolean,
): CandidateExplanation {
  const { rules, request, situation } = moment;
  const availability = availabilityOf(request, index, place);
  candidateClasses.set(situation, place, usingFallbackLanguage, availability);
  const facts = { language: languages[place] as string, usingFallbackLanguage, ...availability };
  const speaking = rules.conditions.rules.filter(
    ({ event }) => event.type !== "advise" && event.params.channels.includes(id),
  );
  return { ...facts, rules: speaking.map((rule) => explainRule(moment, rule, facts)) };
}

function explainRule(moment: Moment, rule: LoadedRule, facts: CandidateValues): RuleExplanation {
  const { rules, request, cursor, situation } = moment;
  const { name, description, event, expression } = rule;
  const truth = rules.conditions.truthIn(situation);
  return {
    rule: name,
    description,
    event: event.type,
    result: expression === null ? "holds" : resultOf(truthOf(expression, truth)),
    conditions: expression === null ? null : explainExpression(expression),
  };

  function explainExpression(node: Expression): ConditionExplanation {
    const result = resultOf(truthOf(node, truth));
    const reference =
      node.reference === null ? null : { condition: node.reference.name, negated: node.reference.negated };
    if (node.kind !== "leaf") {
      const children = node.children.map(explainExpression);
      return node.kind === "all" ? { all: children, result, reference } : { any: children, result, reference };
    }
    const value = Array.isArray(node.value) ? [...node.value] : node.value;
    return { fact: node.fact, operator: node.operator, value, ...explainFact(node), result, reference };
  }

  function explainFact(leaf: Leaf): { readonly actual: unknown; readonly exception?: string } {
    const { fact } = leaf;
    if (fact === "time") return explainHours(leaf);
    if (fact === "requestTags")
      return { actual: [...(rules.vocabulary.requestTypes.get(request.requestType) as readonly string[])] };
    if (fact === "requestType") return { actual: request.requestType };
    const declared = rules.vocabulary.facts.get(fact);
    return { actual: declared === undefined ? (facts[fact] ?? null) : (request.facts[declared.index] ?? null) };
  }

  function explainHours(leaf: Leaf): { readonly actual: "open" | "closed" | null; readonly exception?: string } {
    const state = hoursOf(leaf.variable, cursor);
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
