import type { Path } from "../../values/issue.js";
import { isObject } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import { type Finding, MAX_FINDINGS } from "../finding.js";
import type { MergedDocument } from "../merge.js";
import { SECTION_SCHEMAS } from "../schema/section-schemas.js";
import { SECTION_NAMES, SECTIONS, type SectionName } from "../sections.js";
import { nameOf, shapeFindings, subjectOf } from "./shape-findings.js";
import { missingKey } from "./shape-problems.js";

/**
 * Finds everything that does not have the shape of a ruleset: wrong keys, types and lengths. Later checks read the values.
 *
 * Stops early once there are more findings than anyone reads.
 */
export function checkShape({ document, damaged }: MergedDocument): Finding[] {
  const findings: Finding[] = [];
  for (const section of SECTION_NAMES) {
    const { ifMissing } = SECTIONS[section];
    if (ifMissing === null || document[section] !== undefined || damaged.has(section)) continue;
    findings.push({ ...missingKey(`\`${section}\``, ifMissing), path: [section] });
  }
  for (const [section, value] of Object.entries(document) as [SectionName, unknown][]) {
    const excess = checkSectionSize(section, value);
    if (excess !== null) {
      findings.push(excess);
      continue;
    }
    for (const [key, entry] of entriesOf(section, value)) {
      if (findings.length > MAX_FINDINGS) return findings;
      for (const finding of checkEntry(section, key, entry, document)) findings.push(finding);
    }
    if (section === "requestTypes" && Object.keys(value ?? {}).length === 0) {
      const hint = "add what customers need help with";
      findings.push({ code: "empty-list", problem: "`requestTypes` is empty", hint, path: [section] });
    }
  }
  return findings;
}

/** Reports a section with too many entries. Nothing else is then reported of the section. */
export function checkSectionSize(section: SectionName, value: unknown): Finding | null {
  const { maxEntries } = SECTIONS[section];
  const entries = Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;
  if (entries <= maxEntries) return null;
  const problem = `${quote(section)} has ${entries} entries`;
  return { code: "too-many", problem, hint: `keep ${maxEntries} at most`, path: [section] };
}

type Key = string | number | null;

/** Lists entries with their keys or indices. A section without entries is one entry, whose key is null. */
function entriesOf(section: SectionName, value: unknown): Iterable<readonly [Key, unknown]> {
  if (SECTIONS[section].kind === "one") return [[null, value]];
  return Array.isArray(value) ? value.entries() : Object.entries(value ?? {});
}

// zod collects all issues before it returns, and a huge section overflows its stack. So each entry is parsed as a section of its own.
function checkEntry(section: SectionName, key: Key, entry: unknown, document: unknown): readonly Finding[] {
  const excess = checkEntrySize(entry, key === null ? [section] : [section, key], document);
  if (excess !== null) return [excess];
  const alone = key === null ? entry : typeof key === "number" ? [entry] : { [key]: entry };
  const { error } = SECTION_SCHEMAS[section].safeParse(alone);
  if (error === undefined) return [];
  const issues = error.issues.map((issue) =>
    typeof key === "number" ? { ...issue, path: [key, ...issue.path.slice(1)] } : issue,
  );
  return shapeFindings(issues, section, document);
}

/** Reports an entry that holds more values than anyone writes. Nothing else is then reported of the entry. */
export function checkEntrySize(entry: unknown, path: Path, document: unknown): Finding | null {
  if (countValues(entry) <= MAX_VALUES) return null;
  const problem = `${subjectOf(path, document) ?? nameOf(path)} holds more than ${MAX_VALUES} values`;
  return { code: "too-many", problem, hint: "split it, or say it in fewer", path };
}

/** zod passes all issues of an entry as the arguments of one call. One issue per value still fits the stack. */
const MAX_VALUES = 50_000;

/** Counts texts, numbers, lists, objects and their members. Stops soon after {@link MAX_VALUES}. */
function countValues(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  let count = 1;
  for (const member of Object.values(value)) {
    count += countValues(member);
    if (count > MAX_VALUES) break;
  }
  return count;
}
