import { conjunctsOf } from "../../compile/conditions/conjuncts.js";
import { type Expression, leavesOf } from "../../runtime/conditions/expression.js";
import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import { namedBy } from "../../values/events.js";
import type { Path, Problem } from "../../values/issue.js";
import { quote, quoteList } from "../../values/quote.js";
import { conditionText } from "../../words/describe-condition.js";
import type { AnalysedRules } from "../analysed-rules.js";
import { findRuleEffects, type RuleEffect } from "../retiring/walk/rule-effects.js";
import {
  ruleTargets,
  tableOf,
  whereItHolds,
  whereItHoldsAlone,
  whereItWithholds,
} from "../retiring/walk/rule-quests.js";
import { type AskedSpace, seekSituation } from "../retiring/walk/seek-situation.js";
import type { WorkBudget } from "../retiring/walk/walk-situations.js";
import { type CheckResult, type CheckSubject, findingAt, questionAbout } from "./check-finding.js";

/** Finds rules that never hold, rules that change nothing, and channels that are offered but always withheld. */
export function ruleFindings({ side, space, budget, exampleOf }: CheckSubject): CheckResult {
  const rules = side.compiled;
  const effects = findRuleEffects(space, budget);
  const places = new Map((rules.document.rules ?? []).map(({ name }, index) => [name, index]));
  const kept = effects.filter(({ kind }) => kind === "matters" || kind === "undecided").map(({ rule }) => rule);
  const wording: Wording = { rules, space, kept, budget: { left: WORK_FOR_WORDS } };
  const findings = effects.flatMap(({ rule, kind, example, alwaysWithheld }) => {
    const path: Path = ["rules", places.get(rule.name) ?? 0];
    const ofRule = alwaysWithheld.map(({ situation, channel }) =>
      findingAt(pathOfChannel(path, rule, channel), offerAlwaysWithheld(rule, channel), exampleOf(situation, channel)),
    );
    const at = [...path, "name"];
    if (kind === "never-holds") ofRule.push(findingAt(at, neverHolds(wording, rule)));
    if (example !== null && !offersOnlyAlwaysChannels(rules, rule)) {
      ofRule.push(findingAt(at, changesNothing(wording, rule), exampleOf(example.situation, example.channel)));
    }
    return ofRule;
  });
  const namesOf = (is: (effect: RuleEffect) => boolean) => effects.filter(is).map(({ rule }) => rule.name);
  return {
    findings,
    undecided: [
      ...questionAbout(
        namesOf(({ kind }) => kind === "undecided"),
        (names, isOne) => `whether ${names} ever ${isOne ? "makes" : "make"} a difference`,
      ),
      ...questionAbout(
        namesOf(({ undecidedChannels }) => undecidedChannels.length > 0),
        (names, isOne) => `whether what ${names} ${isOne ? "offers" : "offer"} is always withheld`,
      ),
    ],
  };
}

/** The context for explaining why a rule has no effect. */
interface Wording {
  readonly rules: AnalysedRules;
  readonly space: AskedSpace;
  /** The rules that have an effect, or may have one. */
  readonly kept: readonly LoadedRule[];
  readonly budget: WorkBudget;
}

const WORK_FOR_WORDS = 20_000;

function neverHolds({ rules, space, budget }: Wording, rule: LoadedRule): Problem {
  const code = "rule-never-holds";
  const severity = "warning";
  const who = `rule ${quote(rule.name)} never holds`;
  const impossible = partsOfAll(rule.expression).find((expression) =>
    ruleTargets(rules, rule).every((target) => {
      const alone: LoadedRule = { ...rule, expression, conjuncts: conjunctsOf(expression, ({ variable }) => variable) };
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

/** Splits an expression into parts that must all hold. */
function partsOfAll(expression: Expression | null): readonly Expression[] {
  if (expression === null) return [];
  return expression.kind === "all" ? expression.children.flatMap(partsOfAll) : [expression];
}

function changesNothing(wording: Wording, rule: LoadedRule): Problem {
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
  if (event.type === "withhold" && !withholdsAnything(wording, rule)) {
    return because(`where it holds, no rule offers ${quoteList(event.params.channels, "or")}`);
  }
  const cover = wording.kept.find((other) => covers(wording, rule, other));
  const what = event.type === "advise" ? "advises" : event.type === "offer" ? "offers" : "withholds";
  return because(
    cover === undefined
      ? `wherever it holds, other rules ${what.slice(0, -1)} the same`
      : `wherever it holds, ${quote(cover.name)} ${what} the same`,
  );
}

function withholdsAnything({ rules, space, kept, budget }: Wording, rule: LoadedRule): boolean {
  const isKept = (other: LoadedRule) => kept.includes(other);
  return ruleTargets(rules, rule).some(
    (target) =>
      target === "request" ||
      seekSituation(space, whereItWithholds(space, rule, isKept, target), budget).kind !== "none",
  );
}

/** Whether another rule has all effects of a rule whenever that holds. Skips rules that read more facts, to save work. */
function covers({ rules, space, budget }: Wording, rule: LoadedRule, other: LoadedRule): boolean {
  if (!doesAsMuch(rule.event, other.event)) return false;
  const read = factsOf(rule);
  if (![...factsOf(other)].every((fact) => read.has(fact))) return false;
  const table = tableOf(space, other);
  return ruleTargets(rules, rule).every((target) => {
    const quest = whereItHoldsAlone(space, rule, table, () => true, target);
    return seekSituation(space, quest, budget).kind === "none";
  });
}

function doesAsMuch(event: LoadedRule["event"], other: LoadedRule["event"]): boolean {
  if (event.type !== other.type) return false;
  if (event.type === "withhold" && other.type === "withhold" && event.params.reason !== other.params.reason) {
    return false;
  }
  const named = namedBy(other);
  return namedBy(event).every((id) => named.includes(id));
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
  return [...path, "event", "params", "channels", Math.max(0, namedBy(event).indexOf(channel ?? ""))];
}

function offersOnlyAlwaysChannels({ channels }: AnalysedRules, { event }: LoadedRule): boolean {
  return event.type === "offer" && channels.every(({ id, always }) => always || !event.params.channels.includes(id));
}
