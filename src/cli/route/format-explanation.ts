import type {
  CandidateExplanation,
  ChannelExplanation,
  ConditionExplanation,
  ConditionResult,
  RoutingExplanation,
  RuleExplanation,
  StepExplanation,
} from "../../index.js";
import { describeAgents } from "../../words/describe-agents.js";
import { describeActual, describeCondition } from "../../words/describe-condition.js";
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
    ...steps.map((step) => formatStep(step, screen)),
  ]);
}

const MARKS: Readonly<Record<ConditionResult, StyledText>> = {
  holds: good("✓"),
  fails: bad("✗"),
  unknown: warning("?"),
};

/** Deeper conditions are not indented further, so that there is room for words. */
const DEEPEST_INDENT = 24;

function formatChannel(
  { channel, outcome, always, manuallyClosed, candidates }: ChannelExplanation,
  screen: Screen,
): string[] {
  const outcomes: Prose = [
    strong(channel),
    outcome === "offered" ? good(" offered") : bad(" withheld"),
    always ? ", as always" : "",
  ];
  const lines = flow([...outcomes, manuallyClosed ? ", switched off by hand" : ""], screen);
  if (candidates.length === 0) lines.push(...flow("serves none of the customer's languages", screen, { indent: 2 }));
  const told = new Set<string>();
  return [...lines, ...candidates.flatMap((candidate) => formatCandidate(candidate, told, screen))];
}

/** Shows the description of a rule once for each channel. `told` collects the rules that were shown. */
function formatCandidate(candidate: CandidateExplanation, told: Set<string>, screen: Screen): string[] {
  const { language, usingFallbackLanguage, rules } = candidate;
  const fallback = usingFallbackLanguage ? ", the fallback language" : "";
  const lines = flow(["in ", strong(languageName(language)), `${fallback}: `, dim(describeAgents(candidate))], screen, {
    indent: 2,
  });
  for (const rule of rules) {
    lines.push(...formatRule(told.has(rule.rule) ? { ...rule, description: null } : rule, 4, screen));
    told.add(rule.rule);
  }
  return lines;
}

function formatStep({ step, advised, rules }: StepExplanation, screen: Screen): string[] {
  return [
    ...flow([strong(step), advised ? good(" advised") : dim(" not advised")], screen),
    ...rules.flatMap((rule) => formatRule(rule, 2, screen)),
  ];
}

function formatRule(
  { rule, description, event, result, conditions }: RuleExplanation,
  column: number,
  screen: Screen,
): string[] {
  const says = EVENTS[event][result === "holds" ? "holds" : "not"];
  const prose = [named(rule), ` ${says}${conditions === null ? ", whatever the case" : ""}`];
  const lines = marked(result, prose, column, screen);
  if (description !== null) lines.push(...flow(dim(description), screen, { indent: column + 2 }));
  return conditions === null ? lines : [...lines, ...formatCondition(conditions, column + 2, screen)];
}

const EVENTS: Readonly<Record<RuleExplanation["event"], { readonly holds: string; readonly not: string }>> = {
  offer: { holds: "offers it", not: "does not offer it" },
  withhold: { holds: "withholds it", not: "does not withhold it" },
  prefer: { holds: "moves it ahead", not: "does not move it ahead" },
  advise: { holds: "advises it", not: "does not advise it" },
};

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
