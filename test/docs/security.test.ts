import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeIn, ROOT, readPage } from "./markdown.js";

const ROWS = readPage("SECURITY.md")
  .tables.filter(({ name }) => name === "security")
  .flatMap(({ rows }) => rows)
  .map(({ cells }) => ({ hazard: cells[0] ?? "", file: codeIn(cells[2])[0] ?? "", name: codeIn(cells[3])[0] ?? "" }));

const PACKAGES = (
  JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, LockedPackage>>;
  }
).packages;

describe("SECURITY.md", () => {
  test("names a test for every hazard", () => {
    expect(ROWS.length).toBeGreaterThan(15);
    expect(ROWS.filter(({ file, name }) => file === "" || name === "")).toEqual([]);
  });

  test.each(ROWS)("$hazard: the test that is named is there", ({ file, name }) => {
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(namesIn(file)).toContain(name);
  });

  test("names tests so that a shell and vitest, which reads a regular expression, take the names as they are", () => {
    expect(ROWS.filter(({ name }) => /["`$!\\()[\]{}?*+|^]/.test(name))).toEqual([]);
  });

  test("names no test that `npm run check:security` does not run", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      scripts: Readonly<Record<string, string>>;
    };
    const run = (scripts["check:security"] ?? "").split(" ").filter((word) => word.startsWith("test/"));
    expect(ROWS.filter(({ file }) => !run.some((path) => file === path || file.startsWith(`${path}/`)))).toEqual([]);
  });

  test("lists each run-time dependency, and all that comes with it", () => {
    const listed = rowsOf("dependencies").map(([name, , pulledIn]) => [codeIn(name)[0], codeIn(pulledIn).sort()]);
    const { dependencies = {} } = PACKAGES[""] ?? {};
    expect(listed).toEqual(Object.keys(dependencies).map((name) => [name, pulledInBy(name).sort()]));
  });

  test("lists each library that is part of the bundle", () => {
    const bundled = /const BUNDLED = \[\/\^\(\?:([^)]*)\)/.exec(
      readFileSync(join(ROOT, "tsup.config.ts"), "utf8"),
    )?.[1];
    expect(
      rowsOf("bundled")
        .flatMap(([name]) => codeIn(name))
        .sort(),
    ).toEqual(bundled?.split("|").sort());
  });
});

test("no package that is needed at run time, or bundled, has an install script", () => {
  const needed = ["", ...Object.keys(PACKAGES[""]?.dependencies ?? {})].flatMap((name) => [name, ...pulledInBy(name)]);
  const bundled = rowsOf("bundled").flatMap(([name]) => codeIn(name));
  const scripted = [...needed, ...bundled].filter((name) => find(name)?.hasInstallScript === true);
  expect(needed).toContain("jsonpath-plus");
  expect(scripted).toEqual([]);
});

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
}

function rowsOf(table: string): (readonly string[])[] {
  return readPage("SECURITY.md")
    .tables.filter(({ name }) => name === table)
    .flatMap(({ rows }) => rows.map(({ cells }) => cells));
}

/** None of them is there in two versions. */
function find(name: string): LockedPackage | undefined {
  return PACKAGES[name === "" ? "" : `node_modules/${name}`];
}

function pulledInBy(name: string): string[] {
  const own = Object.keys(find(name)?.dependencies ?? {});
  return name === "" ? [] : [...new Set(own.flatMap((each) => [each, ...pulledInBy(each)]))];
}

/** What tests and groups of them are called, `%s` and all. */
function namesIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/\(\s*"((?:[^"\\]|\\.)+)",\s*(?:async )?\(/g)].map(([, name = ""]) => name);
}
