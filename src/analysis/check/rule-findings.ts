import { conjunctsOf } from "../../compile/conditions/conjuncts.js";
import { type Expression, leavesOf, type NormalForm } from "../../runtime/conditions/expression.js";
import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import type { Path, Problem } from "../../values/issue.js";
import { quote, quoteList } from "../../values/quote.js";
import { conditionText } from "../../words/describe-condition.js";
import type { AnalysedRules } from "../analysed-rules.js";
import type { AskedSpace } from "../retiring/walk/quest-axes.js";
import type { RuleEffect } from "../retiring/walk/rule-effects.js";
import {
  type RuleTarget,
  ruleTargets,
  tableOf,
  whereItHolds,
  whereItHoldsAlone,
  whereItWithholds,
} from "../retiring/walk/rule-quests.js";
import { seekSituation } from "../retiring/walk/seek-situation.js";
import type { WorkBudget } from "../retiring/walk/walk-situations.js";
import { type CheckFinding, findingAt, type MakeExample } from "./check-finding.js";

/** What there is to say of rules: those that never hold, that change nothing, and that offer what is always withheld. */
export function ruleFindings(
  space: AskedSpace,
  effects: readonly RuleEffect[],
  exampleOf: MakeExample,
  budget: WorkBudget,
): CheckFinding[] {
  const compiled = space.sides[0]?.compiled;
  if (compiled === undefined) return [];
  const places = new Map((compiled.document.rules ?? []).map(({ name }, index) => [name, index]));
  const kept = effects.filter(({ kind }) => kind === "matters" || kind === "undecided").map(({ rule }) => rule);
  return effects.flatMap(({ rule, kind, example, alwaysWithheld }) => {
    const path: Path = ["rules", places.get(rule.name) ?? 0];
    const findings = alwaysWithheld.map(({ situation, channel }) =>
      findingAt(pathOfChannel(path, rule, channel), offerAlwaysWithheld(rule, channel), exampleOf(situation, channel)),
    );
    const at = [...path, "name"];
    if (kind === "never-holds") findings.push(findingAt(at, neverHolds(space, compiled, rule, budget)));
    if (example !== null && !offersAlwaysChannelsAlone(compiled, rule)) {
      const problem = changesNothing(space, compiled, rule, kept, budget);
      findings.push(findingAt(at, problem, exampleOf(example.situation, example.channel)));
    }
    return findings;
  });
}

function neverHolds(space: AskedSpace, compiled: AnalysedRules, rule: LoadedRule, budget: WorkBudget): Problem {
  const code = "rule-never-holds";
  const severity = "warning";
  const who = `rule ${quote(rule.name)} never holds`;
  const impossible = partsOfAll(rule.expression).find((expression) =>
    ruleTargets(compiled, rule).every((target) => {
      const alone: LoadedRule = { ...rule, ...normalFormOf(expression) };
      return seekSituation(space, whereItHolds(space, alone, target), budget).kind === "none";
    }),
  );
  if (impossible === undefined) {
    const hint = "change one of them, or take the rule out";
    return { code, severity, problem: `${who}: its conditions are never met together`, hint };
  }
  const hours = leavesOf(impossible).some(({ fact }) => fact === "time");
  const hint = hours
    ? "see the hours of that schedule"
    : "see which values there are, and change it or take the rule out";
  return { code, severity, problem: `${who}: it is never the case that ${conditionText(impossible)}`, hint };
}

/** The parts that must all hold. */
function partsOfAll(expression: Expression | null): readonly Expression[] {
  if (expression === null) return [];
  return expression.kind === "all" ? expression.children.flatMap(partsOfAll) : [expression];
}

function normalFormOf(expression: Expression): NormalForm {
  const conjuncts = conjunctsOf(expression, (leaf) => String(leaf.variable));
  return {
    expression,
    conjuncts: conjuncts.map((literals) =>
      literals.map((each) => ({ variable: Number(each.reads), expression: each.expression })),
    ),
  };
}

function changesNothing(
  space: AskedSpace,
  compiled: AnalysedRules,
  rule: LoadedRule,
  kept: readonly LoadedRule[],
  budget: WorkBudget,
): Problem {
  const { name, event } = rule;
  const because = (reason: string, hint = "take it out, or change when it holds"): Problem => ({
    code: "rule-changes-nothing",
    severity: "warning",
    problem: `rule ${quote(name)} changes nothing: ${reason}`,
    hint,
  });
  if (event.type === "prefer") {
    const hint = "take it out, or change when it holds, or its `priority`";
    return because("the channels come in the same order without it", hint);
  }
  const targets = ruleTargets(compiled, rule);
  if (event.type === "withhold" && !withholdsAnything(space, targets, rule, kept, budget)) {
    return because(`where it holds, no rule offers ${quoteList(event.params.channels, "or")}`);
  }
  const cover = kept.find((other) => covers(space, targets, rule, other, budget));
  const what = event.type === "advise" ? "advises" : event.type === "offer" ? "offers" : "withholds";
  return because(
    cover === undefined
      ? `wherever it holds, other rules ${what.slice(0, -1)} the same`
      : `wherever it holds, ${quote(cover.name)} ${what} the same`,
  );
}

function withholdsAnything(
  space: AskedSpace,
  targets: readonly RuleTarget[],
  rule: LoadedRule,
  kept: readonly LoadedRule[],
  budget: WorkBudget,
): boolean {
  return targets.some((target) => {
    if (target === "request") return true;
    return (
      seekSituation(
        space,
        whereItWithholds(space, rule, (each) => kept.includes(each), target),
        budget,
      ).kind !== "none"
    );
  });
}

/** Whether another rule does all that a rule does, wherever that holds. One that reads what the other does not is not asked. */
function covers(
  space: AskedSpace,
  targets: readonly RuleTarget[],
  rule: LoadedRule,
  other: LoadedRule,
  budget: WorkBudget,
): boolean {
  if (!doesAsMuch(rule.event, other.event)) return false;
  const read = factsOf(rule);
  if (![...factsOf(other)].every((fact) => read.has(fact))) return false;
  return targets.every(
    (target) =>
      seekSituation(
        space,
        whereItHoldsAlone(space, rule, tableOf(space, other), () => true, target),
        budget,
      ).kind === "none",
  );
}

function doesAsMuch(event: LoadedRule["event"], other: LoadedRule["event"]): boolean {
  if (event.type === "advise") {
    return other.type === "advise" && event.params.steps.every((step) => other.params.steps.includes(step));
  }
  if (other.type !== event.type) return false;
  if (event.type === "withhold" && other.type === "withhold" && event.params.reason !== other.params.reason)
    return false;
  return event.params.channels.every((channel) => other.params.channels.includes(channel));
}

function factsOf({ expression }: LoadedRule): ReadonlySet<string> {
  return new Set(expression === null ? [] : leavesOf(expression).map(({ fact }) => fact));
}

function offerAlwaysWithheld({ name }: LoadedRule, channel: string | null): Problem {
  return {
    code: "offer-always-withheld",
    severity: "warning",
    problem: `rule ${quote(name)} offers ${quote(channel ?? "")} in vain: wherever it holds, a \`withhold\` rule does too`,
    hint: "change one of the two, or take the channel out of this one",
  };
}

function pathOfChannel(path: Path, { event }: LoadedRule, channel: string | null): Path {
  const place = event.type === "advise" ? -1 : event.params.channels.indexOf(channel ?? "");
  return [...path, "event", "params", "channels", Math.max(0, place)];
}

function offersAlwaysChannelsAlone({ channels }: AnalysedRules, { event }: LoadedRule): boolean {
  if (event.type !== "offer") return false;
  return channels.every(({ id, always }) => always || !event.params.channels.includes(id));
}
