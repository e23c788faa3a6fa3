import type {
  CandidateExplanation,
  ChannelExplanation,
  ConditionExplanation,
  ConditionResult,
  FactExplanation,
  RoutingExplanation,
  RuleExplanation,
  StepExplanation,
} from "../../index.js";
import { describeAgents } from "../../words/describe-agents.js";
import { describeActualValue, describeCondition } from "../../words/describe-condition.js";
import { EVENT_VERBS, firstSentence } from "../../words/describe-ruleset.js";
import { languageName } from "../../words/languages.js";
import { countOf } from "../../words/numbers.js";
import { bad, dim, good, joinProse, named, type Prose, type StyledText, strong, warning } from "../../words/prose.js";
import { flow, joinSections } from "../terminal/flow.js";
import type { Screen } from "../terminal/screen.js";

/**
 * Why and why not, on one screen for each channel: of each rule only the conditions that decide it. It counts the others; the JSON
 * has all.
 */
export function formatExplanation({ channels, steps }: Omit<RoutingExplanation, "decision">, screen: Screen): string {
  const results = Object.entries(MARKS).map(([result, mark]) => [mark, ` ${result}`]);
  const legend = [strong("Why and why not:"), " ", joinProse(results), dim("; `--json` shows every condition")];
  return joinSections([
    flow(legend, screen),
    ...channels.map((channel) => formatChannel(channel, screen)),
    formatSteps(steps, screen),
  ]);
}

const MARKS: Readonly<Record<ConditionResult, StyledText>> = {
  holds: good("✓"),
  fails: bad("✗"),
  unknown: warning("?"),
};

function formatChannel(explanation: ChannelExplanation, screen: Screen): string[] {
  const { channel, outcome, always, manuallyClosed, candidates } = explanation;
  const how = `${always ? ", as always" : ""}${manuallyClosed ? ", switched off by hand" : ""}`;
  const lines = flow([strong(channel), outcome === "offered" ? good(" offered") : bad(" withheld"), how], screen);
  if (candidates.length === 0) lines.push(...flow("serves none of the customer's languages", screen, { indent: 2 }));
  const shown = candidates.slice(0, MAX_CANDIDATES);
  const more = candidates.length - shown.length;
  for (const [index, candidate] of shown.entries()) {
    const same = shown.slice(0, index).find((each) => JSON.stringify(each.rules) === JSON.stringify(candidate.rules));
    lines.push(...formatCandidate(candidate, same?.language ?? null, screen));
  }
  if (more > 0) lines.push(...flow(dim(`and ${countOf(more, "language")} more`), screen, { indent: 2 }));
  return lines;
}

/** A screen has 24 lines. */
const MAX_CANDIDATES = 2;
const MAX_RULES = 3;
const MAX_CONDITIONS = 3;

/** `same` is an earlier language for which all rules came out the same. */
function formatCandidate(candidate: CandidateExplanation, same: string | null, screen: Screen): string[] {
  const { language, usingFallbackLanguage, rules } = candidate;
  const fallback = usingFallbackLanguage ? ", the fallback language" : "";
  const title = ["in ", strong(languageName(language)), `${fallback}: `, dim(describeAgents(candidate))];
  if (same !== null) return flow([title, `; all rules as in ${languageName(same)}`], screen, { indent: 2 });
  const deciding = rules.filter(decides);
  const others = rules.filter((rule) => !decides(rule));
  return [
    ...flow(title, screen, { indent: 2 }),
    ...formatRules(deciding, true, screen),
    ...formatRules(others, false, screen),
  ];
}

/** Rules that apply, and rules that would have offered it. */
function decides({ event, result }: RuleExplanation): boolean {
  return event === "offer" || result === "holds";
}

function formatRules(rules: readonly RuleExplanation[], isDescribed: boolean, screen: Screen): string[] {
  const more = rules.length - MAX_RULES;
  // One more rule takes no more room than its count.
  const shown = more > 1 ? rules.slice(0, MAX_RULES) : rules;
  const lines = shown.flatMap((rule) => formatRule(rule, isDescribed, screen));
  if (shown.length === rules.length) return lines;
  const holding = rules.slice(MAX_RULES).filter(({ result }) => result === "holds").length;
  const what = holding === 0 ? "which do not apply" : `of which ${holding} apply`;
  return [...lines, ...flow(dim(`and ${more} more rules, ${what}`), screen, { indent: 4 })];
}

function formatSteps(steps: readonly StepExplanation[], screen: Screen): string[] {
  return steps.flatMap(({ step, advised, rules }) => {
    const shown = advised ? rules.filter(({ result }) => result === "holds") : rules;
    return [
      ...flow([strong(step), advised ? good(" advised") : dim(" not advised")], screen),
      ...formatRules(shown, false, screen),
    ];
  });
}

function formatRule(explanation: RuleExplanation, isDescribed: boolean, screen: Screen): string[] {
  const { rule, description, event, result, conditions } = explanation;
  const [verb, after] = EVENT_VERBS[event];
  const says = result === "holds" ? `${verb}s it${after}` : `does not ${verb} it${after}`;
  const why = conditions === null ? ", whatever the case" : [": ", describeWhy(conditions)];
  const lines = flow([named(rule), ` ${says}`, why], screen, { indent: 6, label: ["    ", MARKS[result]] });
  const isShown = isDescribed && description !== null;
  return isShown ? [...lines, ...flow(dim(firstSentence(description)), screen, { indent: 6 })] : lines;
}

/** The conditions because of which a rule applies or does not: of an `all` that fails, those that do not hold; of an `any` that holds, those that do. */
function describeWhy(node: ConditionExplanation): Prose {
  if ("fact" in node) return [describeFact(node), reference(node)];
  const [children, joint] = "all" in node ? [node.all, " and "] : [node.any, " or "];
  const isWhole = (node.result === "holds") === "all" in node;
  const deciding = isWhole
    ? children
    : children.filter((child) => (child.result === "holds") === (node.result === "holds"));
  const shown = deciding.slice(0, MAX_CONDITIONS);
  const more = deciding.length - shown.length;
  const parts = [
    ...shown.map((child) =>
      "fact" in child || shown.length === 1 ? describeWhy(child) : ["(", describeWhy(child), ")"],
    ),
    ...(more > 0 ? [`${more} more`] : []),
  ];
  return [joinProse(parts, joint), reference(node)];
}

/** `availableAgents is at least 1 (it is 0)`. */
function describeFact(fact: FactExplanation): Prose {
  return [describeCondition(fact), " (", describeActualValue(fact), ")"];
}

function reference({ reference: named }: ConditionExplanation): Prose {
  return named === null ? "" : dim(` [${named.negated ? "not " : ""}${named.condition}]`);
}
