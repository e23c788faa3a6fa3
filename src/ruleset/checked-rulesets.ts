import type { Issue, Path } from "../values/issue.js";
import type { Ruleset, RulesetDocument } from "./document.js";
import { createPlaceFinder, locateByPointer, type Origin, type Origins, type PlaceFinder } from "./finding.js";

interface Check {
  /** Where the parts of the ruleset come from, for issues that are found later. */
  readonly origins: Origins;
  readonly warnings: readonly Issue[];
}

/** INVARIANT: contains exactly the checked rulesets that someone still holds. */
const checks = new WeakMap<object, Check>();

/** Deeply freezes a document without errors and marks it as checked. */
export function makeRuleset(document: RulesetDocument, check: Check): Ruleset {
  freezeDeeply(document);
  checks.set(document, check);
  return document as Ruleset;
}

export function warningsOf(ruleset: Ruleset): readonly Issue[] {
  return checks.get(ruleset)?.warnings ?? [];
}

/** A copy of a checked ruleset is not a checked ruleset: it may have been changed. */
export function isRuleset(value: unknown): value is Ruleset {
  return checks.has(value as Ruleset);
}

/** Adds file, line and column to issues of a checked ruleset that was read from text. */
export function locateIssues<T extends Issue>(ruleset: Ruleset, issues: readonly T[]): T[] {
  const origins = checks.get(ruleset)?.origins;
  return origins === undefined ? [...issues] : locateByPointer(issues, origins);
}

/** Create one for each use and do not keep it: it holds the syntax trees of the texts. */
export function placeFinderOf(ruleset: Ruleset): PlaceFinder {
  return createPlaceFinder(checks.get(ruleset)?.origins ?? (() => null));
}

/** Returns the text that a part of the ruleset was read from, and the path there. Null if it was not read from text. */
export function originOf(ruleset: Ruleset, path: Path): Origin | null {
  return checks.get(ruleset)?.origins(path) ?? null;
}

function freezeDeeply(value: unknown): void {
  // True for everything that is not an object, too.
  if (Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value as object)) freezeDeeply(member);
}
