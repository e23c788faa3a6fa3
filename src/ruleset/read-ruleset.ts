import { RulesetError } from "../values/errors.js";
import { type Issue, issueAt, toPointer } from "../values/issue.js";
import { isObject } from "../values/plain-object.js";
import { CHECKS } from "./check/all-checks.js";
import { isRuleset, makeRuleset } from "./checked-rulesets.js";
import type { Ruleset, RulesetDocument } from "./document.js";
import { type Finding, findInEach, locateFindings, MAX_FINDINGS, sortIssues, withPlace } from "./finding.js";
import { mergeParts, type RulesetPart } from "./merge.js";
import { isSectionName } from "./sections.js";
import { checkShape } from "./shape/shape.js";
import { typeProblem } from "./shape/shape-problems.js";
import { takeShaped } from "./shape/shaped.js";
import { buildValue, copyPlain } from "./text/plain-data.js";
import { createLocator, type OffsetProblem, type Source } from "./text/positions.js";
import { parseSyntax } from "./text/syntax.js";
import { gateText } from "./text/text-gates.js";

/** One rule file as text. */
export interface RulesetFile {
  /** The file's name, for messages. Files are merged in the order of their names. */
  readonly file: string;
  /** The content, JSON. */
  readonly text: string;
}

/**
 * A {@link RulesetDocument} with wider types, as TypeScript gives them to imported JSON and to variables. There, the `"offer"` of a rule is
 * any string. Functions that take this type check the values at run time.
 */
export type RulesetInput = Widened<RulesetDocument>;

type Widened<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends readonly (infer Item)[]
        ? readonly Widened<Item>[]
        : { readonly [Key in keyof T]: Widened<T[Key]> };

/** The result of reading a ruleset. */
export interface RulesetReading {
  /** Null if `issues` contains an error. */
  readonly ruleset: Ruleset | null;
  /** Everything that was found, warnings too, in the order of the files. */
  readonly issues: readonly Issue[];
}

/**
 * Reads a ruleset from the text of one file, or merges several files.
 *
 * Throws {@link RulesetError} with every problem, each with its file, line and column. Warnings do not throw.
 *
 * ```ts
 * const ruleset = parseRuleset([{ file: "rules.json", text: await (await fetch(url)).text() }]);
 * ```
 */
export function parseRuleset(input: string | readonly RulesetFile[]): Ruleset {
  if (!isInput(input)) {
    const problem = typeProblem("a ruleset", "a text, or a list of files with `file` and `text`", input);
    throw new RulesetError([issueAt([], { ...problem, hint: "`createRouter` takes parsed JSON as it is" })]);
  }
  return rulesetOf(readRuleset(input));
}

function isInput(input: unknown): input is string | readonly RulesetFile[] {
  if (typeof input === "string") return true;
  return (
    Array.isArray(input) && input.every((entry) => typeof entry?.file === "string" && typeof entry.text === "string")
  );
}

/**
 * Returns a checked ruleset as it is. Copies, checks and freezes a plain document.
 *
 * Throws {@link RulesetError}.
 */
export function toRuleset(input: RulesetInput): Ruleset {
  return isRuleset(input) ? input : rulesetOf(checkRulesetDocument(input));
}

/** Throws {@link RulesetError} if there is no ruleset. */
export function rulesetOf({ ruleset, issues }: RulesetReading): Ruleset {
  if (ruleset === null) throw new RulesetError(issues);
  return ruleset;
}

/**
 * Reads rule files, or one text without a name. Never throws.
 *
 * `earlier` contains the problems of files that could not be read. The other files are still checked as far as possible.
 */
export function readRuleset(input: string | readonly RulesetFile[], earlier: readonly Issue[] = []): RulesetReading {
  const sources: Source[] = typeof input === "string" ? [{ file: null, text: input }] : [...input];
  const read = sources.map(withoutByteOrderMark).map(readSource);
  const unreadable = [...earlier, ...read.flatMap(({ issue }) => issue ?? [])];
  return checkParts(
    read.flatMap(({ part }) => part ?? []),
    unreadable,
  );
}

/** Checks a plain document. Accepts any value and never throws. */
export function checkRulesetDocument(document: unknown): RulesetReading {
  const { value, problems } = copyPlain(document);
  const wrapped = wrappedIn(document);
  const issues = wrapped === null ? problems.map(({ path, ...problem }) => issueAt(path, problem)) : [wrapped];
  if (issues.some(({ path }) => path === "")) return { ruleset: null, issues };
  // If the copy lacks something, references to it must not be reported as unknown.
  return checkParts([{ source: null, value }], issues);
}

/** RFC 8259 section 8.1 allows to ignore a byte order mark. Editors do not count it as a column. */
function withoutByteOrderMark({ file, text }: Source): Source {
  return { file, text: text.startsWith("\uFEFF") ? text.slice(1) : text };
}

/** Reports a module in place of the ruleset that it exports, as `import * as rules` gives it. Null for anything else. */
function wrappedIn(document: unknown): Issue | null {
  if (!isObject(document)) return null;
  try {
    const names = Object.getOwnPropertyNames(document);
    const isDefault = names.includes("default");
    const isModule = Object.getOwnPropertyDescriptor(document, Symbol.toStringTag)?.value === "Module";
    if (!isDefault && (!isModule || names.some(isSectionName))) return null;
    const [name] = isDefault ? ["default"] : names;
    const problem = "this is a module, not the ruleset that it exports";
    const hint = name === undefined ? "it exports nothing" : `pass \`.${name}\``;
    return issueAt([], { code: "not-plain-data", problem, hint });
  } catch {
    // A proxy that throws when it is read.
    return null;
  }
}

function readSource(source: Source): { readonly part?: RulesetPart; readonly issue?: Issue } {
  const gate = gateText(source.text);
  if (gate.problem !== null) return { issue: issueIn(source, gate.problem) };
  const syntax = parseSyntax(source.text, gate.end);
  if ("problem" in syntax) return { issue: issueIn(source, syntax.problem) };
  const { value, problems } = buildValue(syntax.tree, createLocator(source, syntax.tree));
  return { part: { source, value, textProblems: problems } };
}

/** Makes an issue about a text as a whole, so its path is empty. */
function issueIn(source: Source, { offset, ...problem }: OffsetProblem): Issue {
  return withPlace(issueAt([], problem), createLocator(source).ofOffset(offset));
}

function checkParts(parts: readonly RulesetPart[], unreadable: readonly Issue[]): RulesetReading {
  const merged = mergeParts(
    parts,
    unreadable.some(({ severity }) => severity === "error"),
  );
  const shape = checkShape(merged);
  const searches: (() => readonly Finding[])[] = [() => withoutMisspelt(shape)];
  // With more findings, the search for wrong shapes stopped early. The checks would trip over the rest.
  if (shape.length <= MAX_FINDINGS) {
    const shaped = takeShaped(merged, shape);
    searches.push(...CHECKS.map((check) => () => check(shaped)));
  }
  // Further findings about a value that is missing from the document would be wrong.
  const removed = new Set(unreadable.map(({ path }) => path));
  for (const { code, path } of merged.findings) if (code !== "duplicate-key") removed.add(toPointer(path));
  removed.delete("");
  const found = findInEach(searches, (search) => search()).filter(({ path }) => !removed.has(toPointer(path)));
  const issues = sortIssues([...unreadable, ...locateFindings([...merged.findings, ...found], merged.origins)]);
  if (issues.some(({ severity }) => severity === "error")) return { ruleset: null, issues: foremost(issues) };
  // INVARIANT: without errors, the document has the shape of its type.
  return {
    ruleset: makeRuleset(merged.document as unknown as RulesetDocument, { origins: merged.origins, warnings: issues }),
    issues,
  };
}

/** Keeps as many issues as anyone reads, errors before warnings. */
function foremost(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length <= MAX_FINDINGS) return issues;
  const errors = issues.filter(({ severity }) => severity === "error").slice(0, MAX_FINDINGS);
  // With so many issues, the search stopped early. So the number is a lower bound.
  const left = issues.length - errors.length;
  const problem = `at least ${left} more ${left === 1 ? "problem is" : "problems are"} left out`;
  return [...errors, issueAt([], { code: "too-many-issues", problem, hint: "mend these first" })];
}

/** Removes the report of a missing key if the key exists but is misspelt. */
function withoutMisspelt(findings: readonly Finding[]): Finding[] {
  const meant = new Set(findings.map((finding) => finding.meant && toPointer(finding.meant)));
  return findings.filter(({ code, path }) => code !== "missing-key" || !meant.has(toPointer(path)));
}
