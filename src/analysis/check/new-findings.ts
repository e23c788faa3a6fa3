import { locateIssues } from "../../ruleset/checked-rulesets.js";
import type { RulesetDocument } from "../../ruleset/document.js";
import { fingerprintRuleset } from "../../ruleset/fingerprint.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import { RulesetError } from "../../values/errors.js";
import { quote } from "../../values/quote.js";
import { type CheckFinding, findingAt } from "./check-finding.js";

/**
 * Returns the findings that are not among the earlier ones.
 *
 * A finding is the same if its code and message are: an edit moves lines and indices. If it now occurs more often, the last ones are new, or
 * those at places that did not have it.
 */
export function newFindings(findings: readonly CheckFinding[], earlier: readonly CheckFinding[]): CheckFinding[] {
  const left = new Map<string, CheckFinding[]>();
  for (const finding of earlier) left.set(keyOf(finding), [...(left.get(keyOf(finding)) ?? []), finding]);
  const moved = findings.filter((finding) => {
    const alike = left.get(keyOf(finding)) ?? [];
    const index = alike.findIndex(({ path }) => path === finding.path);
    if (index >= 0) alike.splice(index, 1);
    return index < 0;
  });
  return moved.filter((finding) => left.get(keyOf(finding))?.shift() === undefined);
}

function keyOf({ code, message }: CheckFinding): string {
  return `${code} ${message}`;
}

/** Finds a version that stands for other rules than before. Finds nothing if one of the two has errors. */
export async function versionFindings(ruleset: RulesetInput, since: RulesetInput): Promise<CheckFinding[]> {
  const [now, before] = [ruleset, since].map(readable);
  if (now === null || now === undefined || before === null || before === undefined) return [];
  const { id, version } = now.ruleset;
  if (id !== before.ruleset.id || version !== before.ruleset.version) return [];
  if ((await decidingFingerprint(now)) === (await decidingFingerprint(before))) return [];
  const finding = findingAt(["ruleset", "version"], {
    code: "version-not-raised",
    severity: "warning",
    problem: `the rules have changed, but the version is still ${quote(version)}`,
    hint: "raise it, so that a decision says which rules it comes from",
  });
  return locateIssues(now, [finding]);
}

function readable(ruleset: RulesetInput) {
  try {
    return toRuleset(ruleset);
  } catch (error) {
    if (error instanceof RulesetError) return null;
    throw error;
  }
}

/** Promises and scenarios decide nothing. */
function decidingFingerprint({ promises: _, scenarios: __, ...deciding }: RulesetDocument): Promise<string> {
  return fingerprintRuleset(deciding);
}
