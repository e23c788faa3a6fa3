import type { CompiledRule } from "../conditions/compile-conditions.js";
import type { Expression, Leaf } from "../conditions/expression.js";
import { HOLDS, type Truth, truthOf, UNKNOWN } from "../conditions/truth.js";
import { actualOf } from "./actual.js";
import { chooseChannel, chooseStep } from "./choose.js";
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
import {
  type Candidate,
  type Hours,
  hoursAt,
  type Question,
  type QuestionChannel,
  setCandidate,
  setHours,
} from "./question.js";

/** Walks every rule that had a say, and says of each condition whether it held and of what. */
export function explain(question: Question): RoutingExplanation {
  const { compiled, request } = question;
  const decision = decide(question);
  const hours = hoursAt(question, request.at);
  setHours(question, hours);
  return {
    decision,
    channels: question.channels.map((asked) => explainChannel(question, asked, hours)),
    steps: compiled.steps.map((step): StepExplanation => {
      const rules = compiled.conditions.rules.filter(
        ({ rule: { event } }) => event.type === "advise" && event.params.steps.includes(step.id),
      );
      return {
        step: step.id,
        advised: chooseStep(question, step) !== null,
        rules: rules.map((rule) => explainRule(question, rule, null, hours)),
      };
    }),
  };
}

function explainChannel(question: Question, asked: QuestionChannel, hours: Hours): ChannelExplanation {
  const { channel, closed, candidates } = asked;
  return {
    channel: channel.id,
    outcome: chooseChannel(question, asked).kind,
    always: channel.always,
    manuallyClosed: closed,
    candidates: candidates.map((candidate) => explainCandidate(question, channel.id, candidate, hours)),
  };
}

function explainCandidate(
  question: Question,
  channel: string,
  candidate: Candidate,
  hours: Hours,
): CandidateExplanation {
  setCandidate(question, candidate, "as-they-are");
  const rules = question.compiled.conditions.rules.filter(
    ({ rule: { event } }) => event.type !== "advise" && event.params.channels.includes(channel),
  );
  const { language, usingFallbackLanguage, availability } = candidate;
  return {
    language,
    usingFallbackLanguage,
    ...availability,
    rules: rules.map((rule) => explainRule(question, rule, candidate, hours)),
  };
}

function explainRule(
  question: Question,
  compiled: CompiledRule,
  candidate: Candidate | null,
  hours: Hours,
): RuleExplanation {
  const { rule, expression } = compiled;
  const truth = question.compiled.conditions.truthIn(question.situation);
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
    return { ...explainLeaf(node), result, reference };
  }

  function explainLeaf(leaf: Leaf) {
    const value = Array.isArray(leaf.value) ? [...leaf.value] : leaf.value;
    return { fact: leaf.fact, operator: leaf.operator, value, ...actualOf(question, leaf, candidate, hours) };
  }
}

function resultOf(truth: Truth): ConditionResult {
  if (truth === UNKNOWN) return "unknown";
  return truth === HOLDS ? "holds" : "fails";
}
