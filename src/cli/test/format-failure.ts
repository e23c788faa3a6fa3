import type { ScenarioMismatch, ScenarioResult, StatedValue } from "../../analysis.js";
import type { Issue, RulesetDocument, ScenarioRequest } from "../../index.js";
import { languageName } from "../../words/languages.js";
import { fullTime, writeLocalInstant } from "../../words/local-time.js";
import { plural } from "../../words/numbers.js";
import { bad, dim, good, listWords, named, type Prose, type StyledText, strong, textOf } from "../../words/prose.js";
import { formatIssues, type RulesReport, showPlace } from "../report/format-issues.js";
import { flow } from "../terminal/flow.js";
import { cleanText, displayWidth, paint, type Screen } from "../terminal/screen.js";
import { type CauseContext, causeContext, describeCause } from "./describe-cause.js";

/** Writes a scenario that failed: each mismatch at its place, with the expected and the actual value, and the causes. */
export function formatFailure(
  result: ScenarioResult,
  ruleset: RulesetDocument,
  rules: RulesReport,
  screen: Screen,
): string[] {
  const { decision, mismatches, issues } = result;
  const request = ruleset.scenarios?.find((each) => each.name === result.name)?.request;
  const title = formatTitle(result, screen);
  if (decision === null || request === undefined) {
    const context = { texts: rules.texts, placeOf: ({ path }: Issue) => `${rules.spelling} ${path}` };
    return [...title, "", ...formatIssues(issues, context, screen).trimEnd().split("\n")];
  }
  const causes = causeContext(request, decision, ruleset);
  const told = new Set<string>();
  return [
    ...title,
    ...flow(dim(describeRequest(request, decision.decidedAt, causes.timeZone)), screen, { indent: 2 }),
    ...mismatches.flatMap((mismatch) => [
      "",
      ...formatMismatch(mismatch, rules, causes.timeZone, screen),
      ...formatCauses(mismatch, causes, told, screen),
    ]),
  ];
}

export function formatTitle({ name: title, passed }: ScenarioResult, screen: Screen): string[] {
  return flow(passed ? title : strong(title), screen, { indent: 2, label: passed ? good("✓") : bad("✗") });
}

function describeRequest({ requestType, language }: ScenarioRequest, decidedAt: string, timeZone: string): string {
  const languages = [language].flat().map(languageName);
  const asked = languages.length === 0 ? "in no language" : `in ${listWords(languages, "or")}`;
  return `${requestType}, ${fullTime(decidedAt, timeZone)} (${timeZone}), ${asked}`;
}

function formatMismatch(
  mismatch: ScenarioMismatch,
  { spelling, texts }: RulesReport,
  timeZone: string,
  screen: Screen,
): string[] {
  const { field, channel, path } = mismatch;
  const { place, frame } = showPlace(mismatch, `${spelling} ${path}`, texts, screen);
  const rows = Object.entries(describeStated(mismatch, timeZone));
  return [
    ...flow(strong(place), screen, { indent: 2 }),
    ...frame,
    ...formatField({ field, channel }, screen),
    ...rows.flatMap(([label, prose]) => formatRow(label, prose, screen)),
  ];
}

/** A mismatch in plain lines: what was expected and what came, then the causes. */
interface DescribedMismatch {
  readonly mismatch: ScenarioMismatch;
  readonly lines: readonly string[];
}

/** The mismatches of a scenario without layout. Empty if its request cannot be read. */
export function describeMismatches(
  { name, mismatches, decision }: ScenarioResult,
  ruleset: RulesetDocument,
): DescribedMismatch[] {
  const request = ruleset.scenarios?.find((each) => each.name === name)?.request;
  if (decision === null || request === undefined) return [];
  const context = causeContext(request, decision, ruleset);
  return mismatches.map((mismatch) => {
    const { field, channel, expected, actual, causes, path, file } = mismatch;
    const place = file === undefined ? `${path}: ` : "";
    const [wanted, got] = [expected, actual].map((stated) => statedInWords(field, stated, context.timeZone));
    const lines = [
      `${place}${field}${channel === null ? "" : ` ${channel}`}: expected ${wanted}; actual ${got}`,
      ...causes.flatMap((cause) => describeCause(cause, context).map(textOf)),
    ];
    return { mismatch, lines };
  });
}

/** `closesAt phone`. */
export function formatField({ field, channel }: Pick<ScenarioMismatch, "field" | "channel">, screen: Screen): string[] {
  return flow([strong(field), channel === null ? "" : [" ", named(channel)]], screen, { indent: 2 });
}

/**
 * The expected and the actual value, in columns: equal entries stand one above the other. Instants are written in `timeZone`, as a rule file
 * may have them.
 */
export function describeStated(mismatch: ScenarioMismatch, timeZone: string): { expected: Prose; actual: Prose } {
  const { field, expected, actual } = mismatch;
  const words = (stated: StatedValue) => statedInWords(field, stated, timeZone);
  if (!isList(expected) || !isList(actual)) return { expected: good(words(expected)), actual: bad(words(actual)) };
  const isOrdered = field === "offered" || field === "steps";
  const [one, other] = isOrdered ? [expected, actual] : [sharedFirst(expected, actual), sharedFirst(actual, expected)];
  return { expected: columns(one, other, good), actual: columns(other, one, bad) };
}

export function statedInWords(field: ScenarioMismatch["field"], stated: StatedValue, timeZone: string): string {
  if (stated === null) return `null: ${NO_INSTANT[field] ?? "none"}`;
  if (isList(stated)) return stated.length === 0 ? NONE : stated.join(", ");
  return stated === "offered" || stated === "withheld" ? stated : writeLocalInstant(stated, timeZone);
}

const NONE = "none";

function isList(value: StatedValue): value is readonly string[] {
  return Array.isArray(value);
}

/** Puts the entries that both lists have first, in one order. */
function sharedFirst(list: readonly string[], other: readonly string[]): string[] {
  const shared = list.filter((item) => other.includes(item)).sort();
  return [...shared, ...list.filter((item) => !other.includes(item))];
}

function columns(list: readonly string[], beside: readonly string[], paint: (text: string) => StyledText): Prose {
  if (list.length === 0) return paint(NONE);
  return list.flatMap((item, index) => {
    const [width = 0, other = 0] = [item, beside[index] ?? ""].map((text) => displayWidth(cleanText(text)));
    const text = item === beside[index] ? item : paint(item);
    return index === list.length - 1 ? [text] : [text, " ".repeat(Math.max(other - width, 0) + 2)];
  });
}

const NO_INSTANT: Partial<Record<ScenarioMismatch["field"], string>> = {
  closesAt: "it does not close",
  nextOpensAt: "time alone does not open it",
  validUntil: "time changes nothing",
};

/** Keeps a row on one line if it fits, so that columns stay columns. */
export function formatRow(label: string, prose: Prose, screen: Screen): string[] {
  const row: Prose = ["    ", dim(label.padEnd(10)), prose];
  return displayWidth(paint(row, { ...screen, color: false })) <= screen.width
    ? [paint(row, screen)]
    : flow(prose, screen, { indent: 14, label: ["    ", dim(label)] });
}

/** Shows a cause once for each scenario. `told` collects the causes that were shown. */
function formatCauses(
  { causes }: ScenarioMismatch,
  context: CauseContext,
  told: Set<string>,
  screen: Screen,
): string[] {
  const untold = causes.filter((cause) => !told.has(JSON.stringify(cause)));
  for (const cause of untold) told.add(JSON.stringify(cause));
  if (untold.length === 0) return [];
  const left = untold.length - MAX_CAUSES;
  return [
    "",
    ...untold.slice(0, MAX_CAUSES).flatMap((cause) => {
      const [sentence, ...rest] = describeCause(cause, context);
      return [
        ...flow(sentence, screen, { indent: 6, label: dim("    →") }),
        ...rest.flatMap((each) => flow(each, screen, { indent: 8 })),
      ];
    }),
    ...(left > 0 ? flow(dim(`… and ${plural(left, "cause")} more`), screen, { indent: 6 }) : []),
  ];
}

const MAX_CAUSES = 8;
