import type { Path } from "../../values/issue.js";
import { isObject } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import type { Finding } from "../finding.js";
import { MOST_TOLD } from "../finding.js";
import type { MergedDocument } from "../merge.js";
import { SECTION_SCHEMAS } from "../schema/section-schemas.js";
import { REQUIRED_SECTIONS, SECTION_KINDS, type SectionName } from "../sections.js";
import { nameOf, shapeFindings, subjectOf } from "./shape-findings.js";
import { missingKey } from "./shape-problems.js";

/**
 * Everything that has not the shape of a ruleset: keys, types, lengths. What the words mean comes later.
 *
 * Looks no further where there is more than anyone is told of.
 */
export function checkShape({ document, damaged }: MergedDocument): Finding[] {
  const findings: Finding[] = [];
  for (const section of REQUIRED_SECTIONS) {
    if (document[section] !== undefined || damaged.has(section)) continue;
    findings.push({ ...missingKey(`\`${section}\``, MISSING[section]), path: [section] });
  }
  for (const [section, value] of Object.entries(document) as [SectionName, unknown][]) {
    const excess = checkSectionSize(section, value);
    if (excess !== null) {
      findings.push(excess);
      continue;
    }
    for (const part of partsOf(section, value)) {
      if (findings.length > MOST_TOLD) return findings;
      for (const finding of checkPart(section, part, document)) findings.push(finding);
    }
    if (section === "requestTypes" && Object.keys(value ?? {}).length === 0) {
      findings.push({
        code: "empty-list",
        problem: "`requestTypes` is empty",
        hint: "add what customers need help with",
        path: [section],
      });
    }
  }
  return findings;
}

const MISSING: Readonly<Record<(typeof REQUIRED_SECTIONS)[number], string>> = {
  ruleset: "say which rules these are, with an `id` and a `version`",
  channels: "list the ways to reach support, best first",
  languages: "name the `fallback` language",
  requestTypes: "add what customers need help with",
};

/** One entry of a section, as a section of its own. */
interface Part {
  readonly value: unknown;
  /** The entry's key or index; null for a section that has no entries. */
  readonly key: string | number | null;
  readonly entry: unknown;
}

/** A schema finds everything that is wrong before it says anything, and overflows the stack with it: so it is asked entry by entry. */
function* partsOf(section: SectionName, value: unknown): Iterable<Part> {
  if (SECTION_KINDS[section] === "one") yield { value, key: null, entry: value };
  else if (Array.isArray(value)) for (const [key, entry] of value.entries()) yield { value: [entry], key, entry };
  else for (const [key, entry] of Object.entries(value ?? {})) yield { value: { [key]: entry }, key, entry };
}

function checkPart(section: SectionName, { value, key, entry }: Part, document: unknown): readonly Finding[] {
  const excess = checkEntrySize(entry, key === null ? [section] : [section, key], document);
  if (excess !== null) return [excess];
  const { error } = SECTION_SCHEMAS[section].safeParse(value);
  if (error === undefined) return [];
  const issues = error.issues.map((issue) =>
    typeof key === "number" ? { ...issue, path: [key, ...issue.path.slice(1)] } : issue,
  );
  return shapeFindings(issues, section, document);
}

/** Of entries in one section, all files together: more than anyone writes, and few enough to load in seconds. */
const MOST_ENTRIES: Readonly<Partial<Record<SectionName, number>>> = {
  channels: 1_000,
  requestTypes: 10_000,
  facts: 1_000,
  schedules: 1_000,
  calendars: 1_000,
  steps: 1_000,
  conditions: 10_000,
  rules: 20_000,
  promises: 10_000,
  scenarios: 50_000,
};

/** A section with too many entries; nothing else is then said of it. */
export function checkSectionSize(section: SectionName, value: unknown): Finding | null {
  const most = MOST_ENTRIES[section];
  const entries = Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;
  if (most === undefined || entries <= most) return null;
  const problem = `${quote(section)} has ${entries} entries`;
  return { code: "too-many", problem, hint: `keep ${most} at most`, path: [section] };
}

/** An entry of a section that holds more values than anyone writes in one; nothing else is then said of it. */
export function checkEntrySize(entry: unknown, path: Path, document: unknown): Finding | null {
  if (countValues(entry) <= MOST_VALUES) return null;
  const problem = `${subjectOf(path, document) ?? nameOf(path)} holds more than ${MOST_VALUES} values`;
  return { code: "too-many", problem, hint: "split it, or say it in fewer", path };
}

/** A problem in each of them still fits a stack: several places of a schema put all problems into one call. */
const MOST_VALUES = 50_000;

/** Keys, texts, numbers and all that holds them; no more than are too many. */
function countValues(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  let count = 1;
  for (const member of Object.values(value)) {
    count += countValues(member);
    if (count > MOST_VALUES) break;
  }
  return count;
}
