import type { DeclaredFact, Scenario, ScenarioExpectation, ScenarioRequest } from "../document.js";
import type { Finding } from "../finding.js";
import { readInstant } from "../instant.js";
import type { Path } from "../issue.js";
import { readLanguageTag } from "../language-tag.js";
import { malformedLanguageTag } from "../malformed-language-tag.js";
import { quote, quoteList } from "../quote.js";
import { REASON_CODES } from "../reason-codes.js";
import { describeValue } from "../shape-problems.js";
import type { ShapedRuleset } from "../shaped.js";
import { misfitOf, outsideBounds } from "./declared-facts.js";
import { servesAsWritten } from "./languages.js";
import { checkReference, checkReferences } from "./references.js";
import { alwaysChannels } from "./rules.js";
import { checkTimeZone } from "./time-zones.js";

/** What scenarios refer to, and requests that no backend could send. Whether they pass is `contact-routing test`'s to say. */
export function checkScenarios(shaped: ShapedRuleset): Finding[] {
  const always = alwaysChannels(shaped);
  const facts = new Map(shaped.facts.map(({ key, value }) => [key, value]));
  return shaped.scenarios.flatMap(({ path, value: { request, expect } }: { path: Path; value: Partial<Scenario> }) => [
    ...(request === undefined ? [] : checkRequest(shaped, request, always, facts, [...path, "request"])),
    ...(expect === undefined ? [] : checkExpectation(shaped, expect, [...path, "expect"])),
  ]);
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

function checkInstant(written: string | null, path: Path): Finding[] {
  if (written === null || readInstant(written) !== null) return [];
  const hint = /(?:Z|[+-]\d\d:?\d\d)$/.test(written)
    ? "write a date and time from 1970 to 2200, such as `2026-11-23T10:00:00+01:00`"
    : "add the offset from UTC, such as `2026-11-23T10:00:00+01:00`";
  return [{ code: "invalid-instant", problem: `${quote(written)} is not an instant`, hint, path }];
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

function checkExpectation({ known, channels }: ShapedRuleset, expect: ScenarioExpectation, path: Path): Finding[] {
  const { offered = [], withheld = {}, steps = [], rules = [] } = expect;
  const languagesOf = new Map(
    channels.flatMap(({ value: { id, languages } }) =>
      languages !== undefined && servesAsWritten(languages) ? [[id, languages]] : [],
    ),
  );

  function checkOffered(written: string, at: Path): Finding[] {
    const [channel = "", language] = written.split(":", 2);
    const findings = checkReference(known, "channels", channel, at);
    const served = languagesOf.get(channel);
    if (findings.length > 0 || language === undefined || served === undefined || served.includes(language))
      return findings;
    const problem = `${quote(channel)} does not serve ${quote(language)}`;
    return [{ code: "unknown-language", problem, hint: `it serves ${quoteList(served)}`, path: at }];
  }

  const isBoth = (channel: string) => offered.some((written) => written.split(":", 1)[0] === channel);
  return [
    ...offered.flatMap((written, index) => checkOffered(written, [...path, "offered", index])),
    ...Object.entries(withheld).flatMap(([channel, codes]) => [
      ...checkReference(known, "channels", channel, [...path, "withheld", channel], { on: "key" }),
      ...(isBoth(channel) ? [offeredAndWithheld(channel, [...path, "withheld", channel])] : []),
      ...codes.flatMap((code, index) =>
        checkReference(known, "reasons", code, [...path, "withheld", channel, index], { builtIn: REASON_CODES }),
      ),
    ]),
    ...steps.flatMap((step, index) => checkReference(known, "steps", step, [...path, "steps", index])),
    ...rules.flatMap((rule, index) => checkReference(known, "rules", rule, [...path, "rules", index])),
    ...(["closesAt", "nextOpensAt"] as const).flatMap((key) =>
      Object.entries(expect[key] ?? {}).flatMap(([channel, at]) => [
        ...checkReference(known, "channels", channel, [...path, key, channel], { on: "key" }),
        ...checkInstant(at, [...path, key, channel]),
      ]),
    ),
    ...checkInstant(expect.validUntil ?? null, [...path, "validUntil"]),
  ];
}

function offeredAndWithheld(channel: string, path: Path): Finding {
  const problem = `${quote(channel)} is expected both offered and withheld`;
  return { code: "offered-and-withheld", problem, hint: "keep one", path, on: "key" };
}
