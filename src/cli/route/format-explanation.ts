import type {
  CandidateExplanation,
  ChannelExplanation,
  ConditionExplanation,
  ConditionResult,
  RoutingExplanation,
  RuleExplanation,
} from "../../index.js";
import { describeAgents } from "../../words/describe-agents.js";
import { describeActual, describeCondition } from "../../words/describe-condition.js";
import { EVENT_VERBS } from "../../words/describe-ruleset.js";
import { languageName } from "../../words/languages.js";
import { bad, dim, good, joinProse, named, type Prose, type StyledText, strong, warning } from "../../words/prose.js";
import { flow, joinSections } from "../terminal/flow.js";
import type { Screen } from "../terminal/screen.js";

/** Why and why not: each channel, candidate, rule and condition, and the actual values. */
export function formatExplanation({ channels, steps }: Omit<RoutingExplanation, "decision">, screen: Screen): string {
  const results = Object.entries(MARKS).map(([result, mark]) => [mark, ` ${result}`]);
  const legend = [strong("Why and why not:"), " ", joinProse(results)];
  return joinSections([
    flow(legend, screen),
    ...channels.map((channel) => formatChannel(channel, screen)),
    ...steps.map(({ step, advised, rules }) => [
      ...flow([strong(step), advised ? good(" advised") : dim(" not advised")], screen),
      ...rules.flatMap((rule) => formatRule(rule, 2, screen)),
    ]),
  ]);
}

const MARKS: Readonly<Record<ConditionResult, StyledText>> = {
  holds: good("✓"),
  fails: bad("✗"),
  unknown: warning("?"),
};

/** Deeper conditions are not indented further, so that there is room for words. */
const DEEPEST_INDENT = 24;

function formatChannel(explanation: ChannelExplanation, screen: Screen): string[] {
  const { channel, outcome, always, manuallyClosed, candidates } = explanation;
  const how = `${always ? ", as always" : ""}${manuallyClosed ? ", switched off by hand" : ""}`;
  const lines = flow([strong(channel), outcome === "offered" ? good(" offered") : bad(" withheld"), how], screen);
  if (candidates.length === 0) lines.push(...flow("serves none of the customer's languages", screen, { indent: 2 }));
  const told = new Set<string>();
  return [...lines, ...candidates.flatMap((candidate) => formatCandidate(candidate, told, screen))];
}

/** Shows the description of a rule once for each channel. `told` collects the rules that were shown. */
function formatCandidate(candidate: CandidateExplanation, told: Set<string>, screen: Screen): string[] {
  const { language, usingFallbackLanguage, rules } = candidate;
  const fallback = usingFallbackLanguage ? ", the fallback language" : "";
  const title = ["in ", strong(languageName(language)), `${fallback}: `, dim(describeAgents(candidate))];
  const lines = flow(title, screen, { indent: 2 });
  for (const rule of rules) {
    lines.push(...formatRule(told.has(rule.rule) ? { ...rule, description: null } : rule, 4, screen));
    told.add(rule.rule);
  }
  return lines;
}

function formatRule(explanation: RuleExplanation, column: number, screen: Screen): string[] {
  const { rule, description, event, result, conditions } = explanation;
  const [verb, after] = EVENT_VERBS[event];
  const says = result === "holds" ? `${verb}s it${after}` : `does not ${verb} it${after}`;
  const prose = [named(rule), ` ${says}${conditions === null ? ", whatever the case" : ""}`];
  const lines = marked(result, prose, column, screen);
  if (description !== null) lines.push(...flow(dim(description), screen, { indent: column + 2 }));
  return conditions === null ? lines : [...lines, ...formatCondition(conditions, column + 2, screen)];
}

function formatCondition(condition: ConditionExplanation, column: number, screen: Screen): string[] {
  const { result } = condition;
  if ("fact" in condition) {
    const prose = [describeCondition(condition), describeActual(condition), reference(condition)];
    return marked(result, prose, column, screen);
  }
  const [title, children] = "all" in condition ? ["all of", condition.all] : ["any of", condition.any];
  return [
    ...marked(result, [title, reference(condition)], column, screen),
    ...children.flatMap((child) => formatCondition(child, column + 2, screen)),
  ];
}

function marked(result: ConditionResult, prose: Prose, column: number, screen: Screen): string[] {
  const indent = Math.min(column, DEEPEST_INDENT);
  return flow(prose, screen, { indent: indent + 2, label: [" ".repeat(indent), MARKS[result]] });
}

function reference({ reference: named }: ConditionExplanation): Prose {
  return named === null ? "" : dim(` [${named.negated ? "not " : ""}${named.condition}]`);
}
