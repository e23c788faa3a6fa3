import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { saveRegression } from "../../fuzz/save-regression.js";

const folder = mkdtempSync(join(tmpdir(), "regressions-"));
const broken = {
  target: "languages",
  law: "second-matcher",
  failure: { example: { requested: "\ud800" }, expected: "no error", actual: "Error: odd\n    at read (file.ts:1:2)" },
};

describe("a case that broke a law", () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is saved in the folder of its target, without places in our code", () => {
    const file = saveRegression(folder, broken);
    expect(relative(folder, file)).toMatch(/^languages.second-matcher-[0-9a-f]{8}\.json$/);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
      law: "second-matcher",
      case: { requested: "\ud800" },
      expected: "no error",
      actual: "Error: odd",
    });
  });

  it("always gets the same name, and another case another", () => {
    expect(saveRegression(folder, structuredClone(broken))).toBe(saveRegression(folder, broken));
    const other = { ...broken, failure: { ...broken.failure, example: { requested: "nl" } } };
    expect(saveRegression(folder, other)).not.toBe(saveRegression(folder, broken));
  });
});
