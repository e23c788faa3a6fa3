import type { Finding } from "./finding.js";
import type { MergedDocument } from "./merge.js";
import { SECTION_SCHEMAS } from "./schema/section-schemas.js";
import { checkSectionSize } from "./section-sizes.js";
import { isSectionName, REQUIRED_SECTIONS } from "./sections.js";
import { shapeFindings } from "./shape-findings.js";
import { missingKey } from "./shape-problems.js";

/** Everything that has not the shape of a ruleset: keys, types, lengths. What the words mean comes later. */
export function checkShape({ document, damaged }: MergedDocument): Finding[] {
  const findings: Finding[] = [];
  for (const section of REQUIRED_SECTIONS) {
    if (document[section] !== undefined || damaged.has(section)) continue;
    findings.push({ ...missingKey(`\`${section}\``, MISSING[section]), path: [section] });
  }
  for (const [section, value] of Object.entries(document)) {
    if (!isSectionName(section)) continue;
    const excess = checkSectionSize(section, value);
    if (excess !== null) {
      findings.push(excess);
      continue;
    }
    const { error } = SECTION_SCHEMAS[section].safeParse(value);
    if (error !== undefined) findings.push(...shapeFindings(error.issues, section, document));
    if (section === "requestTypes" && typeof value === "object" && value !== null && Object.keys(value).length === 0) {
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
