import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Regression } from "./regression.js";
import type { BrokenLaw } from "./run-workers.js";

/** Writes the case that broke a law, under a name that the same case always gets. Gives the file's path. */
export function saveRegression(folder: string, { target, law, failure }: BrokenLaw): string {
  const { example, expected, actual } = failure;
  const regression: Regression = { law, case: example, expected, actual: withoutPaths(actual) };
  const hash = createHash("sha256").update(JSON.stringify(example)).digest("hex").slice(0, 8);
  const file = join(folder, target, `${law}-${hash}.json`);
  mkdirSync(join(folder, target), { recursive: true });
  writeFileSync(file, `${JSON.stringify(regression, null, 2)}\n`);
  return file;
}

/** Of an error's stack its first lines, without the places on this machine. */
function withoutPaths(actual: unknown): unknown {
  if (typeof actual !== "string") return actual;
  const lines = actual.split("\n").filter((line) => !/^\s+at /.test(line));
  return lines.join("\n");
}
