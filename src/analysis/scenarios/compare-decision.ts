import type { ScenarioExpectation } from "../../ruleset/document.js";
import { readExpectedChannel } from "../../ruleset/expected-channel.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import { nfc } from "../../values/compare-texts.js";
import { formatInstant, readInstant } from "../../values/instant.js";
import type { ScenarioMismatch, StatedValue } from "./scenario-report.js";

/** A mismatch without its causes and its place in the file. */
export type Difference = Pick<ScenarioMismatch, "field" | "channel" | "expected" | "actual">;

/** Lists every expectation that a decision does not meet, in the order of {@link ScenarioExpectation}. */
export function compareDecision(decision: RoutingDecision, expect: ScenarioExpectation): Difference[] {
  const { offered, withheld = {}, steps, closesAt = {}, nextOpensAt = {}, validUntil, rules = {} } = expect;
  const differences: Difference[] = [];
  const state = (field: Difference["field"], channel: string | null, expected: StatedValue, actual: StatedValue) => {
    if (!isSame(field, expected, actual)) differences.push({ field, channel, expected, actual });
  };

  if (offered !== undefined) state("offered", null, offered, offeredAsExpected(decision, offered));
  for (const [channel, codes] of Object.entries(withheld)) {
    const found = decision.withheld.find((each) => each.channel === channel);
    state("withheld", channel, codes, found === undefined ? "offered" : unique(found.reasons.map(({ code }) => code)));
  }
  const advised = decision.steps.map(({ step }) => step);
  if (steps !== undefined) state("steps", null, steps, advised);
  for (const [channel, at] of Object.entries(closesAt)) {
    const found = decision.offered.find((each) => each.channel === channel);
    state("closesAt", channel, inUtc(at), found === undefined ? "withheld" : found.closesAt);
  }
  for (const [channel, at] of Object.entries(nextOpensAt)) {
    const found = decision.withheld.find((each) => each.channel === channel);
    state("nextOpensAt", channel, inUtc(at), found === undefined ? "offered" : found.nextOpensAt);
  }
  if (validUntil !== undefined) state("validUntil", null, inUtc(validUntil), decision.validUntil);
  for (const [channel, names] of Object.entries(rules)) {
    const deciding = decidingRules(decision, channel);
    const spelled = names.map((name) => deciding.find((rule) => nfc(rule) === nfc(name)) ?? name);
    state("rules", channel, spelled, deciding);
  }
  return differences;
}

/** The order of channels and steps matters, since customers see it. The order of reasons and rules does not. */
function isSame(field: Difference["field"], expected: StatedValue, actual: StatedValue): boolean {
  if (!isList(expected) || !isList(actual)) return expected === actual;
  const isOrdered = field === "offered" || field === "steps";
  const [one, other] = [expected, actual].map((list) => (isOrdered ? list : [...list].sort()));
  return JSON.stringify(one) === JSON.stringify(other);
}

function isList(value: StatedValue): value is readonly string[] {
  return Array.isArray(value);
}

/**
 * Writes the offered channels as the scenario writes them: with a language if the scenario gives one for that channel. A channel that
 * the scenario does not name gets its language if any other channel has one.
 */
function offeredAsExpected({ offered }: RoutingDecision, expected: readonly string[]): string[] {
  const read = new Map(
    expected.map(readExpectedChannel).map(({ channel, language }) => [channel, language !== null] as const),
  );
  const statesAny = [...read.values()].includes(true);
  return offered.map(({ channel, servedLanguage }) =>
    (read.get(channel) ?? statesAny) ? `${channel}:${servedLanguage}` : channel,
  );
}

/** Returns the rules that offered a channel, moved it ahead, or withheld it. */
export function decidingRules({ offered, withheld }: RoutingDecision, channel: string): string[] {
  const offering = offered
    .filter((each) => each.channel === channel)
    .flatMap(({ rule, preferredBy }) => [rule, preferredBy]);
  // Without a condition, a reason's rule is a withhold rule that held. With a condition, it is an offer rule that failed.
  const withholding = withheld
    .filter((each) => each.channel === channel)
    .flatMap(({ reasons }) => reasons.map(({ rule, condition }) => (condition === null ? rule : null)));
  return unique([...offering, ...withholding].filter((rule) => rule !== null));
}

function inUtc(at: string | null): string | null {
  const read = at === null ? null : readInstant(at);
  return read === null ? at : formatInstant(read);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
