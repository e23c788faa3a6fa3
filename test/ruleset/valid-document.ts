import { readFileSync } from "node:fs";

/** A ruleset that uses every section and every form there is, as plain JSON: fresh each time, so that a test may change it. */
export function validDocument(): Record<string, unknown> {
  return JSON.parse(TEXT);
}

const TEXT = readFileSync(new URL("../cases/ruleset-valid/everything.json", import.meta.url), "utf8");
