import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { EVENT_TYPES } from "../../src/values/events.js";
import { BUILT_IN_FACTS } from "../../src/values/facts.js";
import { OPERATORS } from "../../src/values/operators.js";
import { REASON_CODES } from "../../src/values/reason-codes.js";
import { collectIssueCodes } from "./issue-codes.js";
import { codeIn, ROOT, type Row, readPage } from "./markdown.js";
import { PAGES } from "./pages.js";

describe("docs/findings.md", () => {
  test("has a heading for each issue code, and no other", () => {
    const listed = [...readPage("docs/findings.md").text.matchAll(/^### (.+)$/gm)].map(([, code = ""]) => code);
    expect(listed.sort()).toEqual([...collectIssueCodes()].sort());
  });
});

describe("docs/library.md", () => {
  test("has 350 lines at most", () => {
    expect(readPage("docs/library.md").text.split("\n").length).toBeLessThanOrEqual(351);
  });

  test("lists each reason code once, and no other", () => {
    const listed = rowsOf("docs/library.md", "reason-codes").flatMap(({ cells }) => codeIn(cells[0]));
    expect(listed).toEqual([...REASON_CODES]);
  });
});

describe("docs/rule-files.md", () => {
  test("lists the built-in facts with the operators that fit each", () => {
    let above: string[] = [];
    const listed = rowsOf("docs/rule-files.md", "facts").map(({ cells: [fact, , operators] }) => {
      above = operators === "the same" ? above : codeIn(operators);
      return [codeIn(fact)[0], above];
    });
    expect(listed).toEqual([...BUILT_IN_FACTS.values()].map(({ name, operators }) => [name, [...operators]]));
  });

  test("lists each event type once, and no other", () => {
    const listed = rowsOf("docs/rule-files.md", "events").flatMap(({ cells }) => codeIn(cells[0]));
    expect(listed).toEqual(EVENT_TYPES);
  });

  test("names each operator beside a fact that it fits, and no other", () => {
    const listed = rowsOf("docs/rule-files.md", "facts").flatMap(({ cells }) => codeIn(cells[2]));
    expect([...new Set(listed)].sort()).toEqual(Object.keys(OPERATORS).sort());
  });

  test("names every file of the shipped rules, or its folder, and none that is not there", () => {
    const named = rowsOf("docs/rule-files.md", "files").flatMap(({ cells }) => codeIn(cells[0]));
    const files = readdirSync(join(ROOT, "rules"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json"))
      .map((file) => `rules/${file.replaceAll("\\", "/")}`);
    expect(files.filter((file) => !named.some((name) => file.startsWith(name)))).toEqual([]);
    expect(named.filter((name) => !files.some((file) => file.startsWith(name)))).toEqual([]);
  });
});

describe("docs/recipes.md", () => {
  const recipes = readPage("docs/recipes.md").text.split(/^## /m).slice(1);

  test("has the twelve jobs, each with an answer and a trap", () => {
    const complete = recipes.filter((recipe) => recipe.includes("```console") && recipe.includes("**The trap.**"));
    expect([recipes.length, complete.length]).toEqual([12, 12]);
  });

  test.each(recipes.filter((recipe) => recipe.includes("diff main")))(
    "says first who gains or loses: %.30s",
    (recipe) => {
      const [, summary = ""] = /^\$ contact-routing diff main\n(.+?)(?:\n\n| {4}because of)/ms.exec(recipe) ?? [];
      expect(summary).toMatch(/^ +\d+ changes?:/);
      expect(summary).toMatch(/(?:gain|lose|find)\s/);
      expect(summary).toMatch(/while\s+`[\w-]+`\s+is\s+(?:open|closed)|\d\d:\d\d/);
    },
  );
});

describe("README.md", () => {
  test("has the commands, the code and its output on the first two screens, and 130 lines in all", () => {
    const lines = readPage("README.md").text.split("\n");
    expect(lines.length).toBeLessThanOrEqual(131);
    const screen = lines.slice(0, 60).join("\n");
    expect(screen).toContain("npm ci && npm start");
    expect(screen).toContain("npm ci && npm test");
    expect(screen).toMatch(/```ts\n(?:.+\n){5,7}```[^`]+```text\n[^`]+```/);
  });
});

describe.each(PAGES.map(readPage))("$name", ({ name, text, anchors }) => {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);

  test.each(links.filter((target) => !/^https?:/.test(target)).map((target) => [target]))(
    "links to %s, which is there",
    (target) => {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? name : relative(ROOT, join(ROOT, dirname(name), path));
      expect(existsSync(join(ROOT, file))).toBe(true);
      if (anchor !== undefined) expect([...(path === "" ? anchors : readPage(file).anchors)]).toContain(anchor);
    },
  );

  test("has no line of prose too wide to be read", () => {
    const withoutBlocks = text.replace(/^```[\s\S]*?^```$/gm, "");
    const prose = withoutBlocks.split("\n").filter((line) => !line.startsWith("|"));
    expect(prose.filter((line) => line.length > 160)).toEqual([]);
  });
});

function rowsOf(page: string, table: string): Row[] {
  return readPage(page)
    .tables.filter(({ name }) => name === table)
    .flatMap(({ rows }) => rows);
}
