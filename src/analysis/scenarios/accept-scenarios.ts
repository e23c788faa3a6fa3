import { originOf } from "../../ruleset/checked-rulesets.js";
import type { Ruleset, ScenarioExpectation } from "../../ruleset/document.js";
import { editJson, type JsonEdit } from "../../ruleset/text/edit-json.js";
import type { Source } from "../../ruleset/text/positions.js";
import { groupBy } from "../../values/group-by.js";
import type { Path } from "../../values/issue.js";
import { isObject } from "../../values/plain-object.js";
import { writeLocalInstant } from "../../words/local-time.js";
import { shownZone } from "../matrix/matrix-options.js";
import type { ScenarioMismatch, ScenarioResult, StatedValue } from "./scenario-report.js";

/** Rule files in which scenarios expect what the rules decide now. Plain JSON data. */
export interface AcceptedScenarios {
  /** Names of the scenarios that would pass with the new files. */
  readonly accepted: readonly string[];
  readonly refused: readonly RefusedScenario[];
  /** The files that change. */
  readonly files: readonly RewrittenFile[];
}

/** A scenario that keeps its expectations. */
export interface RefusedScenario {
  readonly name: string;
  /** `undecided`: its request cannot be read. `nothing-left`: it states only values that the decision no longer has. */
  readonly why: "undecided" | "nothing-left";
}

/** A rule file that changes. */
export interface RewrittenFile {
  /** The name of the rule file, as the caller passed it; null for a text without a name. */
  readonly file: string | null;
  /** Without a byte order mark. */
  readonly before: string;
  readonly after: string;
}

/**
 * Rewrites the expectations of failed scenarios to what the rules decide. Does not write files.
 *
 * Changes only expectations that a scenario states and that failed. Removes one that the decision has no value for, such as the closing
 * time of a channel that is withheld now. Throws `TypeError` for a ruleset that was not read from text.
 *
 * `results` are results of `runScenarios` for the same ruleset. Scenarios that passed are ignored.
 *
 * @example
 * const { files, refused } = acceptScenarios(ruleset, (await runScenarios(ruleset)).results);
 */
export function acceptScenarios(ruleset: Ruleset, results: readonly ScenarioResult[]): AcceptedScenarios {
  const outcomes = results.filter(({ passed }) => !passed).map((result) => accept(ruleset, result));
  const edits = outcomes.flatMap((outcome) => ("edits" in outcome ? outcome.edits : []));
  return {
    accepted: outcomes.flatMap((outcome) => ("edits" in outcome ? outcome.name : [])),
    refused: outcomes.filter((outcome) => "why" in outcome),
    files: [...groupBy(edits, ({ source }) => source)].map(([{ file, text }, here]) => ({
      file,
      before: text,
      after: editJson(text, here),
    })),
  };
}

/** An edit of the text that a scenario is in. */
interface PlacedEdit extends JsonEdit {
  readonly source: Source;
}

type Outcome = RefusedScenario | { readonly name: string; readonly edits: readonly PlacedEdit[] };

function accept(ruleset: Ruleset, { name, mismatches, decision }: ScenarioResult): Outcome {
  const { scenarios = [] } = ruleset;
  const index = scenarios.findIndex((each) => each.name === name);
  const scenario = scenarios[index];
  if (decision === null || scenario === undefined) return { name, why: "undecided" };
  const { expect, request } = scenario;
  const removed = mismatches.filter(hasNoValue);
  if (!statesAnything(expect, removed)) return { name, why: "nothing-left" };
  const timeZone = shownZone(ruleset, request.timeZone);
  const changes = [
    ...mismatches.filter((each) => !hasNoValue(each)).map((each) => changeOf(each, expect, timeZone)),
    ...removalsOf(expect, removed),
  ];
  const edits: PlacedEdit[] = [];
  for (const { path, value } of changes) {
    const origin = originOf(ruleset, ["scenarios", index, "expect", ...path]);
    if (origin === null) throw new TypeError("the ruleset was not read from text; pass what `loadRuleset` returns");
    edits.push({ source: origin.source, path: origin.path, value });
  }
  return { name, edits };
}

/** Whether the decision has no value to expect in place of the stated one: the channel has the other outcome. */
function hasNoValue({ actual }: Pick<ScenarioMismatch, "actual">): boolean {
  return actual === "offered" || actual === "withheld";
}

function statesAnything(expect: ScenarioExpectation, removed: readonly ScenarioMismatch[]): boolean {
  return Object.entries(expect).some(([field, stated]) => {
    if (!isObject(stated)) return true;
    const lost = removed.filter((each) => each.field === field).length;
    return Object.keys(stated).length > lost;
  });
}

function changeOf(mismatch: ScenarioMismatch, expect: ScenarioExpectation, timeZone: string): JsonEdit {
  const { field, channel, expected, actual } = mismatch;
  const path = channel === null ? [field] : [field, channel];
  if (isList(actual)) return { path, value: isList(expected) ? inOrderOf(field, expected, actual) : actual };
  return { path, value: actual === null ? null : writeInstant(actual, statedAt(expect, path), timeZone) };
}

function isList(value: StatedValue): value is readonly string[] {
  return Array.isArray(value);
}

/** Keeps the order that was written, where the order means nothing. */
function inOrderOf(
  field: ScenarioMismatch["field"],
  expected: readonly string[],
  actual: readonly string[],
): readonly string[] {
  if (field === "offered" || field === "steps") return actual;
  return [...expected.filter((each) => actual.includes(each)), ...actual.filter((each) => !expected.includes(each))];
}

function statedAt(expect: ScenarioExpectation, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), expect);
}

/** Writes an instant in UTC if the old one was, or else in the time zone of the desks. */
function writeInstant(at: string, before: unknown, timeZone: string): string {
  const isUtc = typeof before === "string" && /z$/i.test(before);
  return isUtc ? at.replace(/\.000Z$/, "Z") : writeLocalInstant(at, timeZone);
}

/** Removes the whole of a field if nothing would be left in it. */
function removalsOf(expect: ScenarioExpectation, removed: readonly ScenarioMismatch[]): JsonEdit[] {
  return [...groupBy(removed, ({ field }) => field)].flatMap(([field, here]): JsonEdit[] => {
    const isWhole = Object.keys(expect[field] ?? {}).length === here.length;
    if (isWhole) return [{ path: [field], value: undefined }];
    return here.map(({ channel }) => ({ path: [field, channel ?? ""], value: undefined }));
  });
}
