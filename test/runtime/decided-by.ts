import type { RulesetDocument } from "../../src/ruleset/document.js";
import type { RoutingDecision } from "../../src/runtime/decision.js";
import type {
  ChannelExplanation,
  ConditionResult,
  RoutingExplanation,
  RuleExplanation,
} from "../../src/runtime/explanation.js";

/** What rules have to do with in a decision. */
export interface Decided {
  readonly offered: readonly unknown[];
  readonly withheldBy: readonly unknown[];
  readonly steps: readonly unknown[];
}

/** The decision, worked out anew from what the explanation says of the rules. */
export function decidedBy({ channels, steps }: RoutingExplanation, { rules = [] }: RulesetDocument): Decided {
  const priorityOf = (rule: string | null) =>
    rules.find(({ name }) => name === rule)?.priority ?? (rule === null ? 0 : 1);
  const offered = channels
    .filter(({ outcome }) => outcome === "offered")
    .map((channel) => {
      const candidate = channel.candidates.find(({ rules: explained }) => channel.always || isOffered(explained));
      const held = (event: string) =>
        candidate?.rules.find((rule) => rule.event === event && rule.result === "holds")?.rule ?? null;
      return {
        channel: channel.channel,
        servedLanguage: candidate?.language,
        rule: channel.always ? null : held("offer"),
        preferredBy: held("prefer"),
      };
    });
  return {
    offered: offered.toSorted((a, b) => priorityOf(b.preferredBy) - priorityOf(a.preferredBy)),
    withheldBy: channels
      .filter(({ outcome }) => outcome === "withheld")
      .map((channel) => ({ channel: channel.channel, rules: channel.manuallyClosed ? [] : withholding(channel) })),
    steps: steps.flatMap(({ step, advised, rules: explained }) => {
      const rule = explained.find(({ result }) => result === "holds")?.rule;
      if (!advised && rule === undefined) return [];
      return [{ step, rule: advised ? (rule ?? null) : null }];
    }),
  };
}

export function whatWasDecided({ offered, withheld, steps }: RoutingDecision): Decided {
  return {
    offered: offered.map(({ channel, servedLanguage, rule, preferredBy }) => ({
      channel,
      servedLanguage,
      rule,
      preferredBy,
    })),
    withheldBy: withheld.map(({ channel, reasons }) => ({
      channel,
      rules: reasons.flatMap(({ rule, condition }) => (condition === null && rule !== null ? [rule] : [])).sort(),
    })),
    steps,
  };
}

function isOffered(rules: readonly RuleExplanation[]): boolean {
  return holding(rules, "offer").length > 0 && holding(rules, "withhold").length === 0;
}

/** The withhold rules of the candidates that were offered by a rule. */
function withholding({ candidates }: ChannelExplanation): string[] {
  const stopped = candidates.filter(({ rules }) => holding(rules, "offer").length > 0);
  return [...new Set(stopped.flatMap(({ rules }) => holding(rules, "withhold")))].sort();
}

function holding(rules: readonly RuleExplanation[], event: RuleExplanation["event"]): string[] {
  const holds: ConditionResult = "holds";
  return rules.filter((rule) => rule.event === event && rule.result === holds).map(({ rule }) => rule);
}
