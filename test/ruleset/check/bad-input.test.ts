import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readRuleset } from "../../../src/ruleset/read-ruleset.js";

interface BadInput {
  readonly name: string;
  /** Read together with `base.json`, in which nothing is wrong. */
  readonly withBase?: boolean;
  /** By name, the lines of each file. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** All of them, in order. */
  readonly issues: readonly Readonly<Record<string, unknown>>[];
}

const FOLDER = new URL("../../cases/ruleset/", import.meta.url);
const base = { file: "base.json", text: readFileSync(new URL("base.json", FOLDER), "utf8") };

it("the base that bad input is added to has nothing wrong", () => {
  expect(readRuleset([base])).toMatchObject({ ruleset: { ruleset: { id: "test" } }, issues: [] });
});

describe.each(readdirSync(FOLDER).filter((file) => file !== "base.json"))("%s", (file) => {
  const cases: BadInput[] = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"));

  it.each(cases)("$name", ({ withBase = false, files, issues }) => {
    const written = Object.entries(files).map(([name, lines]) => ({ file: name, text: lines.join("\n") }));
    const reading = readRuleset(withBase ? [base, ...written] : written);
    expect(reading.issues).toEqual(issues.map((issue) => ({ severity: "error", ...issue })));
    expect(reading.ruleset === null).toBe(issues.some(({ severity = "error" }) => severity === "error"));
  });
});

it("every message is one line, in lower case after what is quoted, without a full stop, and no hint repeats it", () => {
  const files = readdirSync(FOLDER).filter((file) => file !== "base.json");
  const cases = files.flatMap((file): BadInput[] => JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")));
  for (const { issues } of cases) {
    for (const { message, hint } of issues) {
      expect(message).toMatch(/^(?!.*[.\n]$)[^A-Z\n]/);
      expect(message).not.toMatch(/(?<!`)undefined|NaN|\[object|zod|Zod/);
      if (hint !== null) expect(String(message).endsWith(`; ${hint}`)).toBe(true);
    }
  }
  expect(cases.length).toBeGreaterThan(200);
});
