import type { RulesetDocument } from "../ruleset/document.js";
import type { DecidingRuleset } from "../runtime/decision.js";
import type { ContactRequest } from "../runtime/request/request.js";
import type { EventType } from "../values/events.js";
import type { FactValue } from "../values/facts.js";
import { ownValue } from "../values/plain-object.js";
import { dim, type Prose, type StyledText } from "./prose.js";

/** What each event does to a channel or a step: `move` it ` ahead`. */
export const EVENT_VERBS: Readonly<Record<EventType, readonly [verb: string, after: string]>> = {
  offer: ["offer", ""],
  withhold: ["withhold", ""],
  prefer: ["move", " ahead"],
  advise: ["advise", ""],
};

/** `marketplace-support 1.4.0 (3f2a9c81d4e7)`: the rules that decided, with the start of their fingerprint. */
export function describeVersion({ id, version, fingerprint }: DecidingRuleset): string {
  return `${id} ${version} (${fingerprint.slice(0, 12)})`;
}

/** The first sentence of a rule's description, and the rule's name. The name alone if the rule has no description. */
export function describeRule(rule: string, { rules = [] }: RulesetDocument): StyledText {
  const description = rules.find(({ name }) => name === rule)?.description;
  return dim(description === undefined ? `[${rule}]` : `${firstSentence(description)} [${rule}]`);
}

/** The first sentence of a description: the others are for people who edit the rules. */
export function firstSentence(description: string): string {
  sentences ??= new Intl.Segmenter("en", { granularity: "sentence" });
  for (const { segment } of sentences.segment(description.trim())) return segment.trim();
  return "";
}

let sentences: Intl.Segmenter | undefined;

/** The facts of a customer, given and by default, as `fact=value`; unknown ones by name. Null if the rules declare no facts. */
export function describeFacts(given: ContactRequest["facts"], ruleset: Pick<RulesetDocument, "facts">): Prose | null {
  const facts = Object.entries(ruleset.facts ?? {});
  if (facts.length === 0) return null;
  const givenOf = (fact: string) => (ownValue(given, fact) ?? null) as FactValue | null;
  const own = facts.flatMap(([fact]) => (givenOf(fact) === null ? [] : [`${fact}=${String(givenOf(fact))}`]));
  const others = facts.filter(([fact]) => givenOf(fact) === null);
  const usual = others.flatMap(([fact, { default: value }]) => (value === undefined ? [] : `${fact}=${String(value)}`));
  const unknown = others.flatMap(([fact, { optional }]) => (optional === true ? fact : []));
  const rest = [
    ...(usual.length === 0 ? [] : [`by default ${usual.join(", ")}`]),
    ...(unknown.length === 0 ? [] : [`not known: ${unknown.join(", ")}`]),
  ];
  return [own.join(", "), dim(`${own.length === 0 || rest.length === 0 ? "" : "; "}${rest.join("; ")}`)];
}
