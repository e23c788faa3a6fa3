import type { MismatchCause, ScenarioMismatch, ScenarioResult } from "../../analysis.js";
import { groupAlike } from "../../words/prose.js";

type Failures = readonly [ScenarioResult, ...ScenarioResult[]];

/**
 * Groups scenarios that failed in the same way: the same channels were lost or gained, or the same values changed in the same direction, by the
 * same rules and conditions. Requests, languages and instants may differ. Keeps the given order.
 */
export function groupFailures(failed: readonly ScenarioResult[]): Failures[] {
  return groupAlike(failed, wayOf);
}

/** A key that is equal for scenarios that failed in the same way. */
function wayOf({ name, decision, mismatches }: ScenarioResult): unknown {
  // A request that cannot be read has a problem of its own.
  if (decision === null) return name;
  const outcomes = mismatches.flatMap(changedOutcomes);
  const changed = new Set(outcomes.map(({ channel }) => channel));
  const values = mismatches.filter(
    ({ field, channel, actual }) => !isOutcome(actual) && !(field === "rules" && changed.has(channel ?? "")),
  );
  return sorted([
    ...outcomes,
    ...values.flatMap(changedValues),
    ...mismatches.flatMap(({ causes }) => causes.filter(({ kind }) => OUTCOMES.has(kind)).map(signatureOf)),
    ...values.flatMap(({ causes }) => causes.filter(({ kind }) => !OUTCOMES.has(kind)).map(signatureOf)),
  ]);
}

const OUTCOMES: ReadonlySet<MismatchCause["kind"]> = new Set(["offered", "withheld"]);

/** Whether the channel has the other outcome, instead of another value. */
export function isOutcome(actual: ScenarioMismatch["actual"]): actual is "offered" | "withheld" {
  return actual === "offered" || actual === "withheld";
}

interface ChangedOutcome {
  readonly channel: string | null;
  readonly outcome: string;
}

/** Channels that are offered and should not be, or the reverse. */
function changedOutcomes({ field, channel, expected, actual }: ScenarioMismatch): ChangedOutcome[] {
  if (isOutcome(actual)) return [{ channel, outcome: actual }];
  if (field !== "offered") return [];
  const [lost, gained] = differences(channelsOf(expected), channelsOf(actual));
  return [
    ...lost.map((each) => ({ channel: each, outcome: "withheld" })),
    ...gained.map((each) => ({ channel: each, outcome: "offered" })),
  ];
}

/** Values of another kind or in another direction; not the values themselves. */
function changedValues({ field, channel, expected, actual }: ScenarioMismatch): unknown[] {
  if (field === "offered") {
    const [lost, gained] = differences(channelsOf(expected), channelsOf(actual));
    if (lost.length + gained.length > 0) return [];
    const languages = listOf(expected).filter((each) => !listOf(actual).includes(each));
    return [{ field, of: languages.length === 0 ? "order" : channelsOf(languages).sort() }];
  }
  if (isInstant(field)) return [{ field, channel, direction: directionOf(expected, actual) }];
  const [lost, gained] = differences(listOf(expected), listOf(actual));
  return [{ field, channel, lost: lost.sort(), gained: gained.sort() }];
}

function isInstant(field: ScenarioMismatch["field"]): boolean {
  return field === "closesAt" || field === "nextOpensAt" || field === "validUntil";
}

function directionOf(expected: ScenarioMismatch["expected"], actual: ScenarioMismatch["actual"]): string {
  if (actual === null) return "none";
  if (expected === null) return "some";
  return Date.parse(String(actual)) < Date.parse(String(expected)) ? "earlier" : "later";
}

/** The rules and conditions of a cause, without the values of the request. */
function signatureOf(cause: MismatchCause): unknown {
  switch (cause.kind) {
    case "offered":
      return [cause.kind, cause.channel, cause.rule, cause.preferredBy];
    case "withheld":
      return [
        cause.kind,
        cause.channel,
        sorted(cause.reasons.map(({ code, rule, condition }) => [code, rule, condition && testOf(condition)])),
      ];
    case "rule":
      return [cause.kind, cause.rule, cause.result, cause.channel, cause.step, sorted(cause.missing.map(testOf))];
    case "end":
      return [cause.kind, cause.becomes && signatureOf(cause.becomes)];
    case "language":
      return [cause.kind, cause.channel];
    default:
      return cause;
  }
}

function testOf({
  fact,
  operator,
  value,
}: {
  readonly fact: string;
  readonly operator: string;
  readonly value: unknown;
}) {
  return [fact, operator, value];
}

function listOf(stated: ScenarioMismatch["expected"]): readonly string[] {
  return typeof stated === "string" || stated === null ? [] : stated;
}

/** `phone` of `phone:nl`. */
function channelsOf(stated: ScenarioMismatch["expected"]): string[] {
  return listOf(stated).map((each) => each.replace(/:.*/, ""));
}

/** What only the first list has, and what only the second has. */
function differences(one: readonly string[], other: readonly string[]): [string[], string[]] {
  return [one.filter((each) => !other.includes(each)), other.filter((each) => !one.includes(each))];
}

/** Without repeats, in an order that does not depend on the scenario. */
function sorted(parts: readonly unknown[]): string[] {
  return [...new Set(parts.map((part) => JSON.stringify(part)))].sort();
}
