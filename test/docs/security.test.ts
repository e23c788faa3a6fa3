import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeIn, ROOT, readPage } from "./markdown.js";

const ROWS = readPage("SECURITY.md")
  .tables.filter(({ name }) => name === "security")
  .flatMap(({ rows }) => rows)
  .map(({ cells }) => ({ hazard: cells[0] ?? "", file: codeIn(cells[2])[0] ?? "", name: codeIn(cells[3])[0] ?? "" }));

describe("SECURITY.md", () => {
  test("names a test for every hazard", () => {
    expect(ROWS.length).toBeGreaterThan(15);
    expect(ROWS.filter(({ file, name }) => file === "" || name === "")).toEqual([]);
  });

  test.each(ROWS)("$hazard: the test that is named is there", ({ file, name }) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(namesIn(file)).toContain(name);
  });

  test("lists each run-time dependency", () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { dependencies: object };
    const { text } = readPage("SECURITY.md");
    expect(Object.keys(dependencies).filter((name) => !text.includes(`| \`${name}\` |`))).toEqual([]);
  });
});

/** What tests and groups of them are called, `%s` and all. */
function namesIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/\(\s*"((?:[^"\\]|\\.)+)",\s*(?:async )?\(/g)].map(([, name = ""]) => name);
}
