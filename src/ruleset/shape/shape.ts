import { MOST_TOLD } from "../find-in-each.js";
import type { Finding } from "../finding.js";
import type { MergedDocument } from "../merge.js";
import { SECTION_SCHEMAS } from "../schema/section-schemas.js";
import { REQUIRED_SECTIONS, SECTION_KINDS, type SectionName } from "../sections.js";
import { checkEntrySize } from "./entry-size.js";
import { checkSectionSize } from "./section-sizes.js";
import { shapeFindings } from "./shape-findings.js";
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
