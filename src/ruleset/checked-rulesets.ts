import type { Issue } from "../values/issue.js";
import type { Ruleset, RulesetDocument } from "./document.js";
import { createPlaceFinder, locateByPointer, type Origins, type PlaceFinder } from "./finding.js";

interface Check {
  /** Where what is found later stands in the files. */
  readonly origins: Origins;
  readonly warnings: readonly Issue[];
}

/** What is known of each checked ruleset, as long as someone holds it. */
const checks = new WeakMap<object, Check>();

/** Freezes a document in which no error was found, all the way down. */
export function makeRuleset(document: RulesetDocument, check: Check): Ruleset {
  freezeDeeply(document);
  checks.set(document, check);
  return document as Ruleset;
}

/** What was found when the ruleset was checked. */
export function warningsOf(ruleset: Ruleset): readonly Issue[] {
  return checks.get(ruleset)?.warnings ?? [];
}

/** A copy of a checked ruleset is not one: it may have been changed. */
export function isRuleset(value: unknown): value is Ruleset {
  return checks.has(value as Ruleset);
}

/** Adds file, line and column to issues of a checked ruleset, where it was read from text. */
export function locateIssues<T extends Issue>(ruleset: Ruleset, issues: readonly T[]): T[] {
  const origins = checks.get(ruleset)?.origins;
  return origins === undefined ? [...issues] : locateByPointer(issues, origins);
}

/** Where parts of a checked ruleset stand. To be made anew for each use, and not kept. */
export function placeFinderOf(ruleset: Ruleset): PlaceFinder {
  return createPlaceFinder(checks.get(ruleset)?.origins ?? (() => null));
}

function freezeDeeply(value: unknown): void {
  // As is everything that is no object.
  if (Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value as object)) freezeDeeply(member);
}
