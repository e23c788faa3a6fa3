import { conjunctsOf } from "../../compile/conditions/conjuncts.js";
import { type Expression, leavesOf } from "../../runtime/conditions/expression.js";
import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import { namedBy } from "../../values/events.js";
import type { Path, Problem } from "../../values/issue.js";
import { quote, quoteList } from "../../values/quote.js";
import { conditionText } from "../../words/describe-condition.js";
import { withinShare } from "../mdd/apply.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import type { AnalysedRules } from "../model/ruleset-model.js";
import type { Candidate } from "../model/variables.js";
import { type CheckResult, type CheckSubject, findingAt, questionAbout } from "./check-finding.js";
import { diagramsOf, everHoldsAlone, findRuleEffects } from "./rule-effects.js";

/** Finds rules that never hold, rules that change nothing, and channels that are offered but always withheld. */
export function ruleFindings(subject: CheckSubject): CheckResult {
  const rules = subject.model.compiled;
  const effects = findRuleEffects(subject);
  const places = new Map((rules.document.rules ?? []).map(({ name }, index) => [name, index]));
  const kept = effects.filter(({ kind }) => kind === "matters" || kind === "undecided").map(({ rule }) => rule);
  const findings = effects.flatMap(({ rule, kind, example, alwaysWithheld }) => {
    const path: Path = ["rules", places.get(rule.name) ?? 0];
    const ofRule = alwaysWithheld.map((each) =>
      findingAt(pathOfChannel(path, rule, each.channel), offerAlwaysWithheld(rule, each.channel), each.example),
    );
    const at = [...path, "name"];
    if (kind === "never-holds") ofRule.push(findingAt(at, neverHolds(subject, rule)));
    if (example !== null && !offersOnlyAlwaysChannels(rules, rule))
      ofRule.push(findingAt(at, changesNothing(subject, kept, rule), example));
    return ofRule;
  });
  const undecided = effects.flatMap(({ rule, kind }) => (kind === "undecided" ? rule.name : []));
  return {
    findings,
    undecided: questionAbout(
      undecided,
      (names, isOne) => `whether ${names} ever ${isOne ? "makes" : "make"} a difference`,
    ),
  };
}

function neverHolds(subject: CheckSubject, rule: LoadedRule): Problem {
  const code = "rule-never-holds";
  const severity = "warning";
  const who = `rule ${quote(rule.name)} never holds`;
  const impossible = partsOfAll(rule.expression).find((expression) => {
    const alone: LoadedRule = { ...rule, expression, conjuncts: conjunctsOf(expression, ({ variable }) => variable) };
    return isProven(subject, () => diagramsOf(subject, rule).every((diagrams) => !everHoldsAlone(diagrams, alone)));
  });
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

function changesNothing(subject: CheckSubject, kept: readonly LoadedRule[], rule: LoadedRule): Problem {
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
  if (event.type === "withhold" && isProven(subject, () => !withholdsAnything(subject, kept, rule))) {
    return because(`whenever it holds, no rule offers ${quoteList(event.params.channels, "or")}`);
  }
  const cover = kept.find((other) => covers(subject, rule, other));
  const what = event.type === "advise" ? "advises" : event.type === "offer" ? "offers" : "withholds";
  return because(
    cover === undefined
      ? `wherever it holds, other rules ${what.slice(0, -1)} the same`
      : `wherever it holds, ${quote(cover.name)} ${what} the same`,
  );
}

/** Whether some kept offer rule holds together with a withhold rule. */
function withholdsAnything(subject: CheckSubject, kept: readonly LoadedRule[], rule: LoadedRule): boolean {
  return subject.model.compiled.channels.some((channel) => {
    if (!namedBy(rule.event).includes(channel.id)) return false;
    const { conjunctsOf: nodesOf, isEver } = subject.ofCandidates(channel);
    const offers = rulesOf(channel.offers).filter((each) => kept.includes(each));
    return isEver(({ candidates: [candidate] }) => [
      [[], nodesOf([rule], candidate as Candidate), nodesOf(offers, candidate as Candidate)],
    ]);
  });
}

/** Whether another rule has all effects of a rule whenever that holds. Skips rules that read more facts, to save work. */
function covers(subject: CheckSubject, rule: LoadedRule, other: LoadedRule): boolean {
  if (!doesAsMuch(rule.event, other.event)) return false;
  const read = factsOf(rule);
  if (![...factsOf(other)].every((fact) => read.has(fact))) return false;
  return isProven(subject, () =>
    diagramsOf(subject, rule).every((diagrams) => !everHoldsAlone(diagrams, rule, [other])),
  );
}

/** Why a rule has no effect is worth a little work. */
function isProven({ limit }: CheckSubject, ask: () => boolean): boolean {
  return withinShare(limit, SEVERAL, ask) === true;
}

/** How many such questions may still follow. */
const SEVERAL = 20;

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

function offerAlwaysWithheld({ name }: LoadedRule, channel: string): Problem {
  return {
    code: "offer-always-withheld",
    severity: "warning",
    problem: `rule ${quote(name)} offers ${quote(channel)} in vain: wherever it holds, a \`withhold\` rule does too`,
    hint: "change one of the two, or take the channel out of this one",
  };
}

function pathOfChannel(path: Path, { event }: LoadedRule, channel: string): Path {
  return [...path, "event", "params", "channels", Math.max(0, namedBy(event).indexOf(channel))];
}

function offersOnlyAlwaysChannels({ channels }: AnalysedRules, { event }: LoadedRule): boolean {
  return event.type === "offer" && channels.every(({ id, always }) => always || !event.params.channels.includes(id));
}
