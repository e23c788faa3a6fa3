import type { ScenarioExpectation } from "../../ruleset/document.js";
import { readExpectedChannel } from "../../ruleset/expected-channel.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import { formatInstant, readInstant } from "../../values/instant.js";
import type { ScenarioMismatch, StatedValue } from "./scenario-report.js";

/** A mismatch before it is known why, and where it stands. */
export type Difference = Pick<ScenarioMismatch, "field" | "channel" | "expected" | "actual">;

/** Each thing that a scenario states and that the decision does not say, in the order of {@link ScenarioExpectation}. */
export function compareDecision(decision: RoutingDecision, expect: ScenarioExpectation): Difference[] {
  const { offered, withheld = {}, steps, closesAt = {}, nextOpensAt = {}, validUntil, rules = {} } = expect;
  const differences: Difference[] = [];
  const state = (field: Difference["field"], channel: string | null, expected: StatedValue, actual: StatedValue) => {
    if (!isSame(field, expected, actual)) differences.push({ field, channel, expected, actual });
  };

  if (offered !== undefined) state("offered", null, offered, offeredAsExpected(decision, offered));
  for (const [channel, codes] of Object.entries(withheld))
    state("withheld", channel, codes, codesOf(decision, channel));
  if (steps !== undefined) state("steps", null, steps, stepsOf(decision));
  for (const [channel, at] of Object.entries(closesAt)) {
    state("closesAt", channel, inUtc(at), closingOf(decision, channel));
  }
  for (const [channel, at] of Object.entries(nextOpensAt)) {
    state("nextOpensAt", channel, inUtc(at), openingOf(decision, channel));
  }
  if (validUntil !== undefined) state("validUntil", null, inUtc(validUntil), decision.validUntil);
  for (const [channel, names] of Object.entries(rules))
    state("rules", channel, names, decidingRules(decision, channel));
  return differences;
}

/** The order of reasons and of rules says nothing; that of channels and steps is what the customer sees. */
function isSame(field: Difference["field"], expected: StatedValue, actual: StatedValue): boolean {
  if (!isList(expected) || !isList(actual)) return expected === actual;
  const isOrdered = field === "offered" || field === "steps";
  const [one, other] = [expected, actual].map((list) => (isOrdered ? list : [...list].sort()));
  return JSON.stringify(one) === JSON.stringify(other);
}

function isList(value: StatedValue): value is readonly string[] {
  return Array.isArray(value);
}

/** Each with its language where the scenario states that of the channel; of a channel it does not name, where it states any. */
function offeredAsExpected({ offered }: RoutingDecision, expected: readonly string[]): string[] {
  const read = new Map(
    expected.map(readExpectedChannel).map(({ channel, language }) => [channel, language !== null] as const),
  );
  const statesAny = [...read.values()].includes(true);
  return offered.map(({ channel, servedLanguage }) =>
    (read.get(channel) ?? statesAny) ? `${channel}:${servedLanguage}` : channel,
  );
}

function codesOf({ withheld }: RoutingDecision, channel: string): StatedValue {
  const found = withheld.find((each) => each.channel === channel);
  return found === undefined ? "offered" : [...new Set(found.reasons.map(({ code }) => code))];
}

function stepsOf({ steps }: RoutingDecision): string[] {
  return steps.map(({ step }) => step);
}

function closingOf({ offered }: RoutingDecision, channel: string): StatedValue {
  const found = offered.find((each) => each.channel === channel);
  return found === undefined ? "withheld" : found.closesAt;
}

function openingOf({ withheld }: RoutingDecision, channel: string): StatedValue {
  const found = withheld.find((each) => each.channel === channel);
  return found === undefined ? "offered" : found.nextOpensAt;
}

/** The rules that offered a channel or moved it ahead, or withheld it. */
export function decidingRules({ offered, withheld }: RoutingDecision, channel: string): string[] {
  const offering = offered
    .filter((each) => each.channel === channel)
    .flatMap(({ rule, preferredBy }) => [rule, preferredBy]);
  // A reason with a rule and no condition is a withhold rule that held; one with a condition is an offer rule that was missed.
  const withholding = withheld
    .filter((each) => each.channel === channel)
    .flatMap(({ reasons }) => reasons.map(({ rule, condition }) => (condition === null ? rule : null)));
  return [...new Set([...offering, ...withholding].filter((rule) => rule !== null))];
}

function inUtc(at: string | null): string | null {
  const read = at === null ? null : readInstant(at);
  return read === null ? at : formatInstant(read);
}
