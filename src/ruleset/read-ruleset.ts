import { RulesetError } from "../values/errors.js";
import { type Issue, issueAt, type Path, type Problem, toPointer } from "../values/issue.js";
import { CHECKS } from "./check/all-checks.js";
import { makeRuleset } from "./checked-rulesets.js";
import type { Ruleset, RulesetDocument } from "./document.js";
import { type Finding, findInEach, locateFindings, MOST_REPORTED, sortIssues, withPlace } from "./finding.js";
import { mergeParts, type RulesetPart } from "./merge.js";
import { checkShape } from "./shape/shape.js";
import { wrongType } from "./shape/shape-problems.js";
import { type ShapedRuleset, takeShaped } from "./shape/shaped.js";
import { buildValue } from "./text/json-values.js";
import { copyPlain } from "./text/plain-copy.js";
import { createLocator, type Source } from "./text/positions.js";
import { parseSyntax } from "./text/syntax.js";
import { gateText } from "./text/text-gates.js";

/** One rule file. */
export interface RulesetFile {
  /** Its name, for messages; files are merged in the order of their names. */
  readonly file: string;
  readonly text: string;
}

/** What came of reading a ruleset. */
export interface RulesetReading {
  /** Null where there is an error among the issues. */
  readonly ruleset: Ruleset | null;
  /** Everything found, warnings too, in the order of the files. */
  readonly issues: readonly Issue[];
}

/**
 * Reads rule files, or one text that has no name.
 *
 * `earlier` are problems of files that could not even be read: the others are checked as far as that makes sense.
 */
export function readRuleset(input: string | readonly RulesetFile[], earlier: readonly Issue[] = []): RulesetReading {
  const sources: Source[] = typeof input === "string" ? [{ file: null, text: input }] : [...input];
  const read = sources.map(readSource);
  const unreadable = [...earlier, ...read.flatMap(({ issue }) => issue ?? [])];
  return checkParts(
    read.flatMap(({ part }) => part ?? []),
    unreadable,
  );
}

/** Checks a plain document, whatever is passed for one. */
export function checkRulesetDocument(document: unknown): RulesetReading {
  const { value, problems } = copyPlain(document);
  const issues = problems.map(({ path, ...problem }) => issueAt(path, problem));
  if (issues.some(({ path }) => path === "")) return { ruleset: null, issues };
  // Where something was left out of the copy, the rest cannot be told from what refers to it.
  return checkParts([{ source: null, value }], issues);
}

function readSource(source: Source): { readonly part?: RulesetPart; readonly issue?: Issue } {
  const gate = gateText(source.text);
  if (gate.problem !== null) return { issue: issueIn(source, gate.problem) };
  const syntax = parseSyntax(source.text, gate.end);
  if ("problem" in syntax) return { issue: issueIn(source, syntax.problem) };
  const { value, problems } = buildValue(syntax.tree, createLocator(source, syntax.tree));
  return { part: { source, value, textProblems: problems } };
}

/** An issue of the text as a whole: no path of the ruleset leads there. */
function issueIn(source: Source, { offset, ...problem }: Problem & { readonly offset: number }): Issue {
  const path: Path = [];
  return withPlace(issueAt(path, problem), createLocator(source).ofOffset(offset));
}

function checkParts(parts: readonly RulesetPart[], unreadable: readonly Issue[]): RulesetReading {
  const merged = mergeParts(
    parts,
    unreadable.some(({ severity }) => severity === "error"),
  );
  const shape = checkShape(merged);
  const told = new Set([...unreadable, ...merged.issues].filter(leavesValueOut).map(({ path }) => path));
  const all = [
    () => withoutMisspelt(shape),
    ...(shape.length > MOST_REPORTED ? [] : checksOf(takeShaped(merged, shape))),
  ];
  const findings = findInEach(all, (find) => find()).filter(({ path }) => !told.has(toPointer(path)));
  const issues = sortIssues([...unreadable, ...merged.issues, ...locateFindings(findings, merged.origins)]);
  if (issues.some(({ severity }) => severity === "error")) return { ruleset: null, issues: foremost(issues) };
  // The shape was checked, section by section.
  return {
    ruleset: makeRuleset(merged.document as unknown as RulesetDocument, { origins: merged.origins, warnings: issues }),
    issues,
  };
}

/** Of what has the right shape: not to be asked where the search for wrong ones ended early. */
function checksOf(shaped: ShapedRuleset): (() => readonly Finding[])[] {
  return CHECKS.map((check) => () => check(shaped));
}

/** As many as anyone reads: errors before warnings. */
function foremost(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length <= MOST_REPORTED) return issues;
  const errors = issues.filter(({ severity }) => severity === "error").slice(0, MOST_REPORTED);
  // Where there are so many, not everything was looked for.
  const left = issues.length - errors.length;
  const problem = `at least ${left} more ${left === 1 ? "problem is" : "problems are"} left out`;
  return [...errors, issueAt([], { code: "too-many-issues", problem, hint: "mend these first" })];
}

/** Leaves out of what is missing that which is there, but misspelt. */
function withoutMisspelt(findings: readonly Finding[]): Finding[] {
  const meant = new Set(findings.map((finding) => finding.meant && toPointer(finding.meant)));
  return findings.filter(({ code, path }) => code !== "missing-key" || !meant.has(toPointer(path)));
}

/** Issues of a value that is therefore not there as it was written: nothing more is to be said of it. */
function leavesValueOut({ code, path }: Issue): boolean {
  return path !== "" && code !== "duplicate-key";
}

/**
 * Reads a ruleset from the text of one file, or from several files, which are merged.
 *
 * Throws {@link RulesetError} with everything that is wrong, each with its file, line and column. Warnings do not throw.
 */
export function parseRuleset(input: string | readonly RulesetFile[]): Ruleset {
  if (!isInput(input)) {
    throw new RulesetError([
      issueAt([], {
        ...wrongType("a ruleset", "a text, or a list of files with `file` and `text`", input),
        hint: "`createRouter` takes parsed JSON as it is",
      }),
    ]);
  }
  const { ruleset, issues } = readRuleset(input);
  if (ruleset === null) throw new RulesetError(issues);
  return ruleset;
}

function isInput(input: unknown): input is string | readonly RulesetFile[] {
  if (typeof input === "string") return true;
  return (
    Array.isArray(input) && input.every((entry) => typeof entry?.file === "string" && typeof entry.text === "string")
  );
}
