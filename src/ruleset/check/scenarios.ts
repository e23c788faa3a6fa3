import { nfc } from "../../values/compare-texts.js";
import { type DeclaredFact, isRequired } from "../../values/declared-fact.js";
import type { Path } from "../../values/issue.js";
import { malformedLanguageTag, readLanguageTag } from "../../values/language-tag.js";
import { plainForm } from "../../values/look-alike.js";
import { isObject } from "../../values/plain-object.js";
import { quote, quoteList } from "../../values/quote.js";
import { REASON_CODES } from "../../values/reason-codes.js";
import { suggestion } from "../../values/suggest.js";
import type { ScenarioExpectation, ScenarioRequest } from "../document.js";
import { readExpectedChannel } from "../expected-channel.js";
import { type Finding, findInEach } from "../finding.js";
import { describeJson } from "../shape/shape-problems.js";
import type { Known, ShapedRuleset } from "../shape/shaped.js";
import { repairOf } from "./declared-facts.js";
import { alwaysChannels, servesAsWritten } from "./languages.js";
import { checkReference, checkReferences, checkRepeats } from "./references.js";
import { checkInstant, checkTimeZone } from "./times.js";

interface Declared {
  readonly known: Known;
  readonly always: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, DeclaredFact>;
  /** The facts that every request must contain. */
  readonly required: readonly string[];
  /** The languages of each channel. Lacks channels whose languages are partly unreadable. */
  readonly languagesOf: ReadonlyMap<string | undefined, readonly string[]>;
}

/**
 * Reports unknown names in scenarios, requests that no backend could send, and expectations that no decision can meet. It does not run the
 * scenarios.
 */
export function checkScenarios(shaped: ShapedRuleset): Finding[] {
  const readable = shaped.channels.flatMap(({ value: { id, languages } }) =>
    languages !== undefined && servesAsWritten(languages) ? [[id, languages] as const] : [],
  );
  const facts = new Map(shaped.facts.map(({ key, value }) => [key, value]));
  const declared: Declared = {
    known: shaped.known,
    always: alwaysChannels(shaped),
    facts,
    required: [...facts].flatMap(([name, fact]) => (isRequired(fact) ? [name] : [])),
    languagesOf: new Map(readable),
  };
  return findInEach(shaped.scenarios, ({ path, value: { name, request, expect } }) => [
    ...(request === undefined ? [] : checkRequest(declared, request, [...path, "request"])),
    ...(expect === undefined ? [] : checkExpectation(declared, name, expect, [...path, "expect"])),
  ]);
}

function checkRequest(declared: Declared, request: ScenarioRequest, path: Path): Finding[] {
  const { known, always } = declared;
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
    ...findInEach(Object.entries(request.agentAvailability ?? {}), ([channel, byLanguage]) => {
      const at = [...path, "agentAvailability", channel];
      return [
        ...checkReference(known, "channels", channel, at, { on: "key" }),
        ...findInEach(Object.keys(byLanguage ?? {}), (tag) => checkRequestedTag(tag, [...at, tag], "key")),
      ];
    }),
    ...checkReferences(known, "channels", closedChannels, closed),
    ...closedChannels.flatMap((channel, index): Finding[] => {
      if (!always.has(channel)) return [];
      const problem = `${quote(channel)} is offered always; it cannot be closed`;
      return [{ code: "always-channel-closed", problem, path: [...closed, index] }];
    }),
    ...checkFactValues(declared, request.facts ?? {}, [...path, "facts"]),
  ];
}

function checkRequestedTag(written: string, path: Path, on?: "key"): Finding[] {
  if (readLanguageTag(written).kind !== "malformed") return [];
  return [{ ...malformedLanguageTag(written), path, ...(on && { on }) }];
}

function checkFactValues(
  { known, facts, required }: Declared,
  given: NonNullable<ScenarioRequest["facts"]>,
  path: Path,
): Finding[] {
  const findings = findInEach(Object.entries(given), ([name, value]): Finding[] => {
    const fact = facts.get(nfc(name));
    if (fact === undefined) return checkReference(known, "facts", name, [...path, name], { on: "key" });
    const hint = repairOf(fact, value);
    if (hint === null) return [];
    const problem = `${quote(name)} is never ${describeJson(value)}`;
    return [{ code: "value-not-for-fact", problem, hint, path: [...path, name] }];
  });
  const names = new Set(Object.keys(given).map(nfc));
  const missing = required.filter((name) => !names.has(name));
  if (missing.length > 0) {
    const problem = `the request does not give ${quoteList(missing)}`;
    const hint = "add it to `facts`, or declare it with a `default` or as `optional`";
    findings.push({ code: "missing-fact", problem, hint, path });
  }
  return findings;
}

/** Reports unknown names, contradictions, and an expectation that states nothing. */
function checkExpectation(
  { known, always, languagesOf }: Declared,
  scenario: string | undefined,
  expect: ScenarioExpectation,
  path: Path,
): Finding[] {
  const { offered = [], withheld = {}, steps = [], rules = {} } = expect;
  const channels = offered.map((written) => readExpectedChannel(written).channel);
  const expectedOffered = new Set(channels);
  const findings: Finding[] = [];

  // An empty list is an expectation. An empty object is not: it names no channel. Unknown keys are reported elsewhere.
  if (!Object.values(expect).some((stated) => !isObject(stated) || Object.keys(stated).length > 0)) {
    const who = scenario === undefined ? "the scenario" : `scenario ${quote(scenario)}`;
    const hint = 'say what the decision should be, such as `"offered": ["email"]`';
    findings.push({ code: "missing-key", problem: `${who} expects nothing`, hint, path });
  }

  function checkChannel(field: "withheld" | "closesAt" | "nextOpensAt", channel: string): Finding[] {
    const at = [...path, field, channel];
    const isOffered = field === "closesAt";
    const contradicts = isOffered ? Object.hasOwn(withheld, channel) : expectedOffered.has(channel);
    const found = checkReference(known, "channels", channel, at, { on: "key" });
    if (contradicts) found.push(bothAtOnce(channel, at));
    if (!isOffered && always.has(channel)) {
      const problem = `${quote(channel)} is offered always`;
      const hint = "a scenario cannot expect it withheld";
      found.push({ code: "withhold-of-always-channel", problem, hint, path: at, on: "key" });
    }
    return found;
  }

  function checkInstants(field: "closesAt" | "nextOpensAt"): Finding[] {
    return findInEach(Object.entries(expect[field] ?? {}), ([channel, at]) => [
      ...checkChannel(field, channel),
      ...checkInstant(at, [...path, field, channel]),
    ]);
  }

  return [
    ...findings,
    ...findInEach(offered.entries(), ([index, written]) => {
      const { channel, language } = readExpectedChannel(written);
      const at = [...path, "offered", index];
      // Undefined if the channel is unknown, too.
      const served = languagesOf.get(channel);
      if (language === null || served === undefined) return checkReference(known, "channels", channel, at);
      return checkServed(channel, language, served, at);
    }),
    ...checkRepeats(channels, [...path, "offered"]),
    ...findInEach(Object.entries(withheld), ([channel, codes]) => [
      ...checkChannel("withheld", channel),
      ...checkCodes(known, channel, codes, [...path, "withheld", channel]),
    ]),
    ...checkReferences(known, "steps", steps, [...path, "steps"]),
    ...checkInstants("closesAt"),
    ...checkInstants("nextOpensAt"),
    ...checkInstant(expect.validUntil ?? null, [...path, "validUntil"]),
    ...findInEach(Object.entries(rules), ([channel, names]) => [
      ...checkReference(known, "channels", channel, [...path, "rules", channel], { on: "key" }),
      ...checkReferences(known, "rules", names, [...path, "rules", channel]),
    ]),
  ];
}

function checkCodes(known: Known, channel: string, codes: readonly string[], path: Path): Finding[] {
  if (codes.length === 0) {
    const problem = `${quote(channel)} is never withheld without a reason`;
    return [{ code: "empty-list", problem, hint: "name the reasons, such as `outside-hours`", path }];
  }
  return [
    ...findInEach(codes.entries(), ([index, code]) =>
      checkReference(known, "reasons", code, [...path, index], { builtIn: REASON_CODES }),
    ),
    ...checkRepeats(codes, path),
  ];
}

function bothAtOnce(channel: string, path: Path): Finding {
  const field = String(path.at(-2));
  const [of, expected] = field === "closesAt" ? ["an offered", "withheld"] : ["a withheld", "offered"];
  const problem =
    field === "withheld"
      ? `${quote(channel)} is expected both offered and withheld`
      : `${quote(field)} is of ${of} channel, and ${quote(channel)} is expected ${expected}`;
  return { code: "offered-and-withheld", problem, hint: "keep one", path, on: "key" };
}

function checkServed(channel: string, language: string, served: readonly string[], path: Path): Finding[] {
  if (served.includes(language)) return [];
  if (language.trim() === "") {
    const choices = served.map((tag) => `${channel}:${tag}`);
    const hint = `write ${quote(channel)} for any language, or ${quoteList(choices, "or")}`;
    return [{ code: "unknown-language", problem: `no language stands after ${quote(`${channel}:`)}`, hint, path }];
  }
  const tag = readLanguageTag(plainForm(language));
  const meant = tag.kind === "language" && served.includes(tag.tag) ? tag.tag : null;
  const hint =
    meant === null ? `it serves ${quoteList(served)}` : suggestion(`${channel}:${language}`, `${channel}:${meant}`);
  return [{ code: "unknown-language", problem: `${quote(channel)} does not serve ${quote(language)}`, hint, path }];
}
