import type { Path } from "../../values/issue.js";
import { readLanguageTag } from "../../values/language-tag.js";
import { isObject } from "../../values/plain-object.js";
import { quote, quoteList } from "../../values/quote.js";
import { REASON_CODES } from "../../values/reason-codes.js";
import type { ScenarioExpectation } from "../document.js";
import { readExpectedChannel } from "../expected-channel.js";
import { type Finding, findInEach } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { servesAsWritten } from "./languages.js";
import { checkReference, checkReferences, checkRepeats } from "./references.js";
import { checkInstant } from "./times.js";

export interface ExpectationOfScenario {
  readonly expect: ScenarioExpectation;
  /** The scenario's name; undefined if it is broken. */
  readonly name: string | undefined;
  /** Ids of the always channels. */
  readonly always: ReadonlySet<string>;
  readonly languagesOf: LanguagesOfChannels;
}

/** Reports expectations that no decision can meet: unknown names, contradictions, or nothing at all. */
export function checkExpectation(shaped: ShapedRuleset, scenario: ExpectationOfScenario, path: Path): Finding[] {
  const { known } = shaped;
  const { expect, always, languagesOf } = scenario;
  const { offered = [], withheld = {}, steps = [], rules = {} } = expect;
  const expectedOffered = new Set(offered.map((written) => readExpectedChannel(written).channel));

  function checkChannel(field: "withheld" | "closesAt" | "nextOpensAt", channel: string): Finding[] {
    const at = [...path, field, channel];
    const isOffered = field === "closesAt";
    const contradicts = isOffered ? Object.hasOwn(withheld, channel) : expectedOffered.has(channel);
    return [
      ...checkReference(known, "channels", channel, at, { on: "key" }),
      ...(contradicts ? [bothAtOnce(channel, at)] : []),
      ...(!isOffered && always.has(channel) ? [neverWithheld(channel, at)] : []),
    ];
  }

  function checkInstants(field: "closesAt" | "nextOpensAt"): Finding[] {
    return findInEach(Object.entries(expect[field] ?? {}), ([channel, at]) => [
      ...checkChannel(field, channel),
      ...checkInstant(at, [...path, field, channel]),
    ]);
  }

  return [
    ...(statesSomething(expect) ? [] : [noExpectation(scenario, path)]),
    ...checkOffered(shaped, languagesOf, offered, [...path, "offered"]),
    ...findInEach(Object.entries(withheld), ([channel, codes]) => [
      ...checkChannel("withheld", channel),
      ...checkCodes(shaped, channel, codes, [...path, "withheld", channel]),
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

/** An empty list is an expectation. An empty object is not: it names no channel. Unknown keys are reported elsewhere. */
function statesSomething(expect: ScenarioExpectation): boolean {
  return Object.values(expect).some((stated) => !isObject(stated) || Object.keys(stated).length > 0);
}

function noExpectation({ name }: ExpectationOfScenario, path: Path): Finding {
  const who = name === undefined ? "the scenario" : `scenario ${quote(name)}`;
  const hint = 'say what the decision should be, such as `"offered": ["email"]`';
  return { code: "missing-key", problem: `${who} expects nothing`, hint, path };
}

function checkCodes({ known }: ShapedRuleset, channel: string, codes: readonly string[], path: Path): Finding[] {
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

function neverWithheld(channel: string, path: Path): Finding {
  const problem = `${quote(channel)} is offered always`;
  const hint = "a scenario cannot expect it withheld";
  return { code: "withhold-of-always-channel", problem, hint, path, on: "key" };
}

/** The languages of each channel. Lacks channels whose languages are partly unreadable. */
export type LanguagesOfChannels = ReadonlyMap<string | undefined, readonly string[]>;

export function languagesOfChannels({ channels }: ShapedRuleset): LanguagesOfChannels {
  return new Map(
    channels.flatMap(({ value: { id, languages } }) =>
      languages !== undefined && servesAsWritten(languages) ? [[id, languages]] : [],
    ),
  );
}

/** Checks the channels of `offered`, and their languages if given. */
export function checkOffered(
  { known }: ShapedRuleset,
  languagesOf: LanguagesOfChannels,
  offered: readonly string[],
  path: Path,
): Finding[] {
  return [
    ...findInEach(offered.entries(), ([index, written]): Finding[] => {
      const { channel, language } = readExpectedChannel(written);
      const at = [...path, index];
      const unknown = checkReference(known, "channels", channel, at);
      // Undefined if the channel is unknown, too.
      const served = languagesOf.get(channel);
      return language === null || served === undefined ? unknown : checkServed(channel, language, served, at);
    }),
    ...checkRepeats(
      offered.map((written) => readExpectedChannel(written).channel),
      path,
    ),
  ];
}

function checkServed(channel: string, language: string, served: readonly string[], path: Path): Finding[] {
  if (served.includes(language)) return [];
  if (language.trim() === "") {
    const choices = served.map((tag) => `${channel}:${tag}`);
    const hint = `write ${quote(channel)} for any language, or ${quoteList(choices, "or")}`;
    return [{ code: "unknown-language", problem: `no language stands after ${quote(`${channel}:`)}`, hint, path }];
  }
  const tag = readLanguageTag(language.trim());
  const meant = tag.kind === "language" && served.includes(tag.tag) ? tag.tag : null;
  const hint = meant === null ? `it serves ${quoteList(served)}` : `did you mean ${quote(`${channel}:${meant}`)}?`;
  return [{ code: "unknown-language", problem: `${quote(channel)} does not serve ${quote(language)}`, hint, path }];
}
