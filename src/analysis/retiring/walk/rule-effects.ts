import type { LoadedRule } from "../../../runtime/conditions/load-conditions.js";
import type { LoadedChannel } from "../../../runtime/load-rules.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import {
  type KeptRules,
  type RuleTarget,
  ruleTargets,
  whereItAdvises,
  whereItHolds,
  whereItHoldsAlone,
  whereItMatters,
  whereItReorders,
} from "./rule-quests.js";
import { type AskedSpace, type Quest, type Sought, seekSimplest, seekSituation } from "./seek-situation.js";
import { type WorkBudget, withShare } from "./walk-situations.js";

/** What comes of a rule in all situations there are. */
export interface RuleEffect {
  readonly rule: LoadedRule;
  readonly kind: "matters" | "never-holds" | "changes-nothing" | "undecided";
  /** Where it holds, and changes nothing. */
  readonly example: RuleExample | null;
  /** Of an offer rule that holds: the channels that are withheld wherever it does. */
  readonly alwaysWithheld: readonly RuleExample[];
  /** Channels of an offer rule of which that could not be found out. */
  readonly undecidedChannels: readonly string[];
}

interface RuleExample {
  readonly situation: Extract<Sought, { kind: "found" }>;
  /** Null for a rule that advises. */
  readonly channel: string | null;
}

/**
 * What comes of each rule, with those that change nothing taken out one by one, the last of the ruleset first: so all that are told of
 * can be taken out together, and of two that do the same the first stays.
 */
export function findRuleEffects(space: AskedSpace, budget: WorkBudget): RuleEffect[] {
  const compiled = space.sides[0]?.compiled;
  if (compiled === undefined) return [];
  const places = new Map((compiled.document.rules ?? []).map(({ name }, index) => [name, index]));
  const lastFirst = compiled.conditions.rules.toSorted((a, b) => (places.get(b.name) ?? 0) - (places.get(a.name) ?? 0));
  const kept = new Set(compiled.conditions.rules);
  const isKept: KeptRules = (rule) => kept.has(rule);
  const effects = lastFirst.map((rule, index) => {
    const effect = withShare(budget, lastFirst.length - index, (share) =>
      findEffect(space, compiled, rule, isKept, share),
    );
    if (effect.kind === "never-holds" || effect.kind === "changes-nothing") kept.delete(rule);
    return effect;
  });
  return effects.reverse();
}

function findEffect(
  space: AskedSpace,
  compiled: AnalysedRules,
  rule: LoadedRule,
  isKept: KeptRules,
  budget: WorkBudget,
): RuleEffect {
  const targets = ruleTargets(compiled, rule);
  const seek = (quests: Iterable<Quest>) => seekFirst(space, quests, budget);
  const matters = seek(questsOfEffect(space, compiled, rule, isKept));
  const { alwaysWithheld, undecidedChannels } = findAlwaysWithheld(space, rule, isKept, targets, budget);
  const effect = { rule, example: null, alwaysWithheld, undecidedChannels };
  if (matters.kind === "found") return { ...effect, kind: "matters" };
  let isDecided = true;
  for (const target of targets) {
    const situation = seekSimplest(space, whereItHolds(space, rule, target), budget);
    isDecided &&= situation.kind !== "undecided";
    if (situation.kind !== "found") continue;
    const example = { situation, channel: target === "request" ? null : target.id };
    return { ...effect, ...(matters.kind === "none" ? { kind: "changes-nothing", example } : { kind: "undecided" }) };
  }
  return { ...effect, kind: isDecided ? "never-holds" : "undecided" };
}

/** Where a rule makes a difference to what is seen. That an offer of an always channel makes none is told when the ruleset loads. */
function* questsOfEffect(
  space: AskedSpace,
  { channels, steps }: AnalysedRules,
  rule: LoadedRule,
  isKept: KeptRules,
): Iterable<Quest> {
  const { event } = rule;
  if (event.type === "advise") {
    for (const step of steps) {
      if (event.params.steps.includes(step.id)) yield whereItAdvises(space, rule, isKept, step);
    }
    return;
  }
  const named = channels.filter(({ id }) => event.params.channels.includes(id));
  if (event.type !== "prefer") {
    for (const channel of named) if (!channel.always) yield whereItMatters(space, rule, isKept, channel);
    return;
  }
  const asked = new Set<LoadedChannel>();
  for (const channel of named) {
    asked.add(channel);
    for (const other of channels) if (!asked.has(other)) yield whereItReorders(space, rule, isKept, [channel, other]);
  }
}

/** Of an offer rule. */
function findAlwaysWithheld(
  space: AskedSpace,
  rule: LoadedRule,
  isKept: KeptRules,
  targets: readonly RuleTarget[],
  budget: WorkBudget,
): Pick<RuleEffect, "alwaysWithheld" | "undecidedChannels"> {
  const alwaysWithheld: RuleExample[] = [];
  const undecidedChannels: string[] = [];
  for (const target of rule.event.type === "offer" ? targets : []) {
    if (target === "request" || target.always) continue;
    if (target.withholds.clauses.length === 0) continue;
    const free = seekSituation(space, whereItHoldsAlone(space, rule, target.withholds, isKept, target), budget);
    if (free.kind === "found") continue;
    const situation = seekSimplest(space, whereItHolds(space, rule, target), budget);
    if (situation.kind === "none") continue;
    if (free.kind === "none" && situation.kind === "found") alwaysWithheld.push({ situation, channel: target.id });
    else undecidedChannels.push(target.id);
  }
  return { alwaysWithheld, undecidedChannels };
}

/** Undecided where one of those before was. */
function seekFirst(space: AskedSpace, quests: Iterable<Quest>, budget: WorkBudget): Sought {
  let isDecided = true;
  for (const quest of quests) {
    const sought = seekSituation(space, quest, budget);
    if (sought.kind === "found") return sought;
    isDecided &&= sought.kind === "none";
  }
  return { kind: isDecided ? "none" : "undecided" };
}
