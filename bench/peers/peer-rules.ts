import type { Condition, FactCondition, Rule, RulesetDocument } from "../../src/index.js";

/** A rule as an engine without candidates needs it: once for each channel, reading that channel's facts. */
export interface PeerRule {
  /** `phone-when-staffed@phone`; for a step, the rule's name alone. */
  readonly name: string;
  /** Null for a rule that always applies. */
  readonly conditions: PlainCondition | null;
}

/** Without references, which not every engine knows. */
export type PlainCondition =
  | { readonly all: readonly PlainCondition[] }
  | { readonly any: readonly PlainCondition[] }
  | { readonly not: PlainCondition }
  | FactCondition;

export function peerRules({ rules = [], conditions = {} }: RulesetDocument): PeerRule[] {
  return rules.flatMap((rule) =>
    channelsOf(rule).map((channel) => ({
      name: channel === null ? rule.name : `${rule.name}@${channel}`,
      conditions: rule.conditions === undefined ? null : plain(rule.conditions, channel, conditions),
    })),
  );
}

/** What a channel's own fact is called: a name that is an identifier in every engine's language. */
export function channelFact(channel: string, fact: string): string {
  return `${channel}_${fact}`.replaceAll("-", "_");
}

export const CANDIDATE_FACTS: readonly string[] = [
  "language",
  "usingFallbackLanguage",
  "availableAgents",
  "staffedAgents",
  "contactsInQueue",
  "estimatedWaitSeconds",
];

function channelsOf({ event }: Rule): readonly (string | null)[] {
  return event.type === "advise" ? [null] : event.params.channels;
}

function plain(
  condition: Condition,
  channel: string | null,
  named: Readonly<Record<string, Condition>>,
): PlainCondition {
  const inner = (each: Condition) => plain(each, channel, named);
  if ("all" in condition) return { all: condition.all.map(inner) };
  if ("any" in condition) return { any: condition.any.map(inner) };
  if ("not" in condition) return { not: inner(condition.not) };
  if ("condition" in condition) {
    const referenced = named[condition.condition];
    if (referenced === undefined) throw new Error(`no condition ${condition.condition}`);
    return inner(referenced);
  }
  if (channel === null || !CANDIDATE_FACTS.includes(condition.fact)) return condition;
  return { ...condition, fact: channelFact(channel, condition.fact) };
}
