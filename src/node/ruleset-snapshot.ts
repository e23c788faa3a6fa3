import { createHash } from "node:crypto";
import { type FoundFiles, findRulesetFiles, issueOf } from "./find-ruleset-files.js";
import { type RulesetFiles, readRulesetFiles } from "./read-ruleset-files.js";
import type { RulesetPath } from "./ruleset-path.js";

/** What the rule files said at one time. */
export interface RulesetSnapshot extends RulesetFiles {
  /** Of all texts and of what could not be read. */
  readonly digest: string;
  /** Of the files, as they were found before they were read. */
  readonly signature: string;
}

/** Cheap to tell: names, places, and what the file system keeps of each file. Equal ones nearly always mean equal texts. */
export function signatureOf({ files, issues }: FoundFiles): string {
  return JSON.stringify([files.map(({ file, place, mark }) => [file, place, mark]), issues]);
}

export async function takeSnapshot(found: FoundFiles): Promise<RulesetSnapshot> {
  const { files, issues } = await readRulesetFiles(found);
  const digest = createHash("sha256")
    .update(JSON.stringify([files, issues]))
    .digest("hex");
  return { files, issues, digest, signature: signatureOf(found) };
}

/**
 * Reads until two readings in a row agree: files that were replaced between the first and the last of them are never taken for one
 * version.
 */
export async function takeSettledSnapshot(path: RulesetPath): Promise<RulesetSnapshot> {
  let snapshot = await takeSnapshot(await findRulesetFiles(path));
  for (let reading = 1; reading < MAX_READINGS; reading++) {
    const again = await takeSnapshot(await findRulesetFiles(path));
    if (again.digest === snapshot.digest) return again;
    snapshot = again;
  }
  return unsettled(path);
}

/** As often as that, files may differ from one reading to the next. */
export const MAX_READINGS = 20;

/** Stands for files that never were the same twice. */
export function unsettled({ name }: RulesetPath): RulesetSnapshot {
  const problem = `\`${name}\` kept changing while it was read`;
  const hint = "write the files elsewhere, then move them there at once";
  return { files: [], issues: [issueOf(name, { code: "unsettled", problem, hint })], digest: "", signature: "" };
}
