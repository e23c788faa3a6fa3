import type { DeclaredFact, Scenario, ScenarioRequest } from "../document.js";
import type { Finding } from "../finding.js";
import type { Path } from "../issue.js";
import { readLanguageTag } from "../language-tag.js";
import { malformedLanguageTag } from "../malformed-language-tag.js";
import { quote, quoteList } from "../quote.js";
import { describeValue } from "../shape-problems.js";
import type { ShapedRuleset } from "../shaped.js";
import { misfitOf, outsideBounds } from "./declared-facts.js";
import { checkInstant } from "./instants.js";
import { checkReference, checkReferences } from "./references.js";
import { alwaysChannels } from "./rules.js";
import { checkExpectation } from "./scenario-expectations.js";
import { checkTimeZone } from "./time-zones.js";

/** What scenarios refer to, and requests that no backend could send. Whether they pass is `contact-routing test`'s to say. */
export function checkScenarios(shaped: ShapedRuleset): Finding[] {
  const always = alwaysChannels(shaped);
  const facts = new Map(shaped.facts.map(({ key, value }) => [key, value]));
  return shaped.scenarios.flatMap(
    ({ path, value: { name, request, expect } }: { path: Path; value: Partial<Scenario> }) => [
      ...(request === undefined ? [] : checkRequest(shaped, request, always, facts, [...path, "request"])),
      ...(expect === undefined ? [] : checkExpectation(shaped, { expect, name, always }, [...path, "expect"])),
    ],
  );
}

type Facts = ReadonlyMap<string, DeclaredFact>;

function checkRequest(
  shaped: ShapedRuleset,
  request: ScenarioRequest,
  always: ReadonlySet<string>,
  facts: Facts,
  path: Path,
): Finding[] {
  const { known } = shaped;
  const { requestType, language, timeZone, closedChannels = [] } = request;
  const closed = [...path, "closedChannels"];
  return [
    ...checkReference(known, "requestTypes", requestType, [...path, "requestType"]),
    ...checkInstant(request.at, [...path, "at"]),
    ...(typeof language === "string"
      ? checkRequestedTag(language, [...path, "language"])
      : language.flatMap((tag, index) => checkRequestedTag(tag, [...path, "language", index]))),
    ...(timeZone === undefined ? [] : checkTimeZone(timeZone, [...path, "timeZone"])),
    ...checkInstant(request.agentAvailabilityAsOf ?? null, [...path, "agentAvailabilityAsOf"]),
    ...checkAvailability(shaped, request.agentAvailability ?? {}, [...path, "agentAvailability"]),
    ...checkReferences(known, "channels", closedChannels, closed),
    ...closedChannels.flatMap((channel, index) =>
      always.has(channel) ? [closedAlways(channel, [...closed, index])] : [],
    ),
    ...checkFactValues(shaped, request.facts ?? {}, facts, [...path, "facts"]),
  ];
}

function checkRequestedTag(written: string, path: Path): Finding[] {
  return readLanguageTag(written).kind === "malformed" ? [{ ...malformedLanguageTag(written), path }] : [];
}

function checkAvailability(
  { known }: ShapedRuleset,
  snapshot: NonNullable<ScenarioRequest["agentAvailability"]>,
  path: Path,
): Finding[] {
  return Object.entries(snapshot).flatMap(([channel, byLanguage]) => [
    ...checkReference(known, "channels", channel, [...path, channel], { on: "key" }),
    ...Object.keys(byLanguage).flatMap((tag) =>
      checkRequestedTag(tag, [...path, channel, tag]).map((finding): Finding => ({ ...finding, on: "key" })),
    ),
  ]);
}

function closedAlways(channel: string, path: Path): Finding {
  return { code: "always-channel-closed", problem: `${quote(channel)} is offered always; it cannot be closed`, path };
}

function checkFactValues(
  { known }: ShapedRuleset,
  given: NonNullable<ScenarioRequest["facts"]>,
  facts: Facts,
  path: Path,
): Finding[] {
  const findings: Finding[] = [];
  for (const [name, value] of Object.entries(given)) {
    const fact = facts.get(name);
    if (fact === undefined) {
      findings.push(...checkReference(known, "facts", name, [...path, name], { on: "key" }));
      continue;
    }
    const hint = misfitOf(fact, value) ?? outsideBounds(fact, value);
    if (hint === null) continue;
    findings.push({
      code: "value-not-for-fact",
      problem: `${quote(name)} is never ${describeValue(value)}`,
      hint,
      path: [...path, name],
    });
  }
  const missing = [...facts]
    .filter(([name, fact]) => fact.default === undefined && !Object.hasOwn(given, name))
    .map(([name]) => name);
  if (missing.length > 0) {
    const problem = `the request does not give ${quoteList(missing)}`;
    findings.push({
      code: "missing-fact",
      problem,
      hint: "add it to `facts`, or a `default` to its declaration",
      path,
    });
  }
  return findings;
}
