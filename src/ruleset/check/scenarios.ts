import type { DeclaredFact } from "../../values/declared-fact.js";
import type { Path } from "../../values/issue.js";
import { malformedLanguageTag, readLanguageTag } from "../../values/language-tag.js";
import { quote, quoteList } from "../../values/quote.js";
import type { ScenarioRequest } from "../document.js";
import { type Finding, findInEach } from "../finding.js";
import { describeJson } from "../shape/shape-problems.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { misfitOf, outsideBounds } from "./declared-facts.js";
import { checkReference, checkReferences } from "./references.js";
import { checkExpectation, languagesOfChannels } from "./scenario-expectations.js";
import { checkInstant, checkTimeZone } from "./times.js";
import { alwaysChannels } from "./vocabulary.js";

/** Reports unknown names in scenarios, and requests that no backend could send. It does not run the scenarios. */
export function checkScenarios(shaped: ShapedRuleset): Finding[] {
  const always = alwaysChannels(shaped);
  const languagesOf = languagesOfChannels(shaped);
  const facts: Facts = new Map(shaped.facts.map(({ key, value }) => [key, value]));
  const required = [...facts].flatMap(([name, fact]) => (fact.default === undefined ? [name] : []));
  return findInEach(shaped.scenarios, ({ path, value: { name, request, expect } }) => {
    const subjects = { always, facts, required };
    const expectation = { name, always, languagesOf };
    return [
      ...(request === undefined ? [] : checkRequest(shaped, request, subjects, [...path, "request"])),
      ...(expect === undefined ? [] : checkExpectation(shaped, { ...expectation, expect }, [...path, "expect"])),
    ];
  });
}

type Facts = ReadonlyMap<string, DeclaredFact>;

/** What a request may contain. */
interface Subjects {
  readonly always: ReadonlySet<string>;
  readonly facts: Facts;
  /** Facts without a default, which every request must contain. */
  readonly required: readonly string[];
}

function checkRequest(shaped: ShapedRuleset, request: ScenarioRequest, subjects: Subjects, path: Path): Finding[] {
  const { known } = shaped;
  const { requestType, language, timeZone, closedChannels = [] } = request;
  const closed = [...path, "closedChannels"];
  return [
    ...checkReference(known, "requestTypes", requestType, [...path, "requestType"]),
    ...checkInstant(request.at, [...path, "at"]),
    ...(typeof language === "string"
      ? checkRequestedTag(language, [...path, "language"])
      : findInEach(language.entries(), ([index, tag]) => checkRequestedTag(tag, [...path, "language", index]))),
    ...(timeZone === undefined ? [] : checkTimeZone(timeZone, [...path, "timeZone"])),
    ...checkInstant(request.agentAvailabilityAsOf ?? null, [...path, "agentAvailabilityAsOf"]),
    ...checkAvailability(shaped, request.agentAvailability ?? {}, [...path, "agentAvailability"]),
    ...checkReferences(known, "channels", closedChannels, closed),
    ...closedChannels.flatMap((channel, index) =>
      subjects.always.has(channel) ? [closedAlways(channel, [...closed, index])] : [],
    ),
    ...checkFactValues(shaped, request.facts ?? {}, subjects, [...path, "facts"]),
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
  return findInEach(Object.entries(snapshot), ([channel, byLanguage]) => [
    ...checkReference(known, "channels", channel, [...path, channel], { on: "key" }),
    ...findInEach(Object.keys(byLanguage), (tag) =>
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
  { facts, required }: Subjects,
  path: Path,
): Finding[] {
  const findings = findInEach(Object.entries(given), ([name, value]): Finding[] => {
    const fact = facts.get(name);
    if (fact === undefined) return checkReference(known, "facts", name, [...path, name], { on: "key" });
    const hint = misfitOf(fact, value) ?? outsideBounds(fact, value);
    if (hint === null) return [];
    const problem = `${quote(name)} is never ${describeJson(value)}`;
    return [{ code: "value-not-for-fact", problem, hint, path: [...path, name] }];
  });
  const missing = required.filter((name) => !Object.hasOwn(given, name));
  if (missing.length > 0) {
    const problem = `the request does not give ${quoteList(missing)}`;
    const hint = "add it to `facts`, or a `default` to its declaration";
    findings.push({ code: "missing-fact", problem, hint, path });
  }
  return findings;
}
