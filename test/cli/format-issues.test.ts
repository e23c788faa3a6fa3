import { describe, expect, test } from "vitest";
import { formatAnnotations } from "../../src/cli/report/format-annotations.js";
import { formatIssues } from "../../src/cli/report/format-issues.js";
import type { Issue } from "../../src/index.js";

const issue: Issue = {
  code: "unknown-schedule",
  message: "unknown schedule `dek`; did you mean `desk`?",
  path: "/conditions/open/value",
  hint: "did you mean `desk`?",
  severity: "error",
  file: "rules/offer.json",
  line: 4,
  column: 14,
};
const text = ["{", '  "conditions": {', '    "open": {', '    "value": "dek" }', "  }", "}", ""].join("\n");

describe("a problem in a rule file", () => {
  test("shows its place, the line itself, and what to do", () => {
    expect(print(issue, text)).toMatchInlineSnapshot(`
      "rules/offer.json:4:14  error  unknown-schedule
        unknown schedule \`dek\`

          2 │   "conditions": {
          3 │     "open": {
        > 4 │     "value": "dek" }
            │              ^^^^^
          5 │   }

        → did you mean \`desk\`?
      "
    `);
  });

  test("is one of fifty at most, with the number of those left", () => {
    let reads = 0;
    const textOf = () => {
      reads++;
      return text;
    };
    const screen = { width: 60, color: false };
    const issues = Array.from({ length: 12_000 }, (_, index) => ({
      ...issue,
      message: `unknown schedule \`${index}\``,
    }));
    const report = formatIssues(issues, { texts: { get: textOf }, placeOf: () => "" }, screen);
    expect(report.split("\n").at(-2)).toBe("… and 11950 more; --format json gives all");
    expect(reads).toBe(50);
  });

  test("that shows in several places is told of once", () => {
    const places = [
      ["rules/offer.json", 9],
      ["rules/promises.json", 2],
      ["rules/promises.json", 7],
    ] as const;
    const others = places.map(([file, line]) => ({ ...issue, file, line }));
    const printed = printAll([issue, ...others, { ...issue, message: "something else" }], text);
    expect(printed.match(/unknown schedule `dek`/g)).toHaveLength(1);
    expect(printed.replace(/\s+/g, " ")).toContain(
      "→ did you mean `desk`? the same at rules/offer.json:9:14; rules/promises.json:2:14, 7:14 rules/offer.json:4:14 error",
    );
  });

  test("that shows everywhere is told of once, with the first places and how many there are besides", () => {
    const printed = printAll(Array(1000).fill(issue), text);
    expect(printed).toContain("; and 979 others");
    expect(printed.split("\n").length).toBeLessThan(30);
  });

  test("is cut out of a line that is wider than the screen", () => {
    const long = `{ "filler": "${"x".repeat(200)}", "value": "dek", "more": "${"y".repeat(200)}" }`;
    const frame = print({ ...issue, line: 1, column: long.indexOf('"dek"') + 1 }, long);
    const [marked = "", carets = ""] = frame.split("\n").slice(3);
    expect(marked.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1)).toBe('"dek"');
    for (const line of frame.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
  });

  test.each([
    ["tabs", '\t\t"value": "dek"'],
    ["Chinese", '"名字": "中文", "value": "dek"'],
    ["control characters", '"\u001b\u202e": 1, "value": "dek"'],
  ])("is underlined at its column behind %s", (_, line) => {
    const [, , , marked = "", carets = ""] = print(
      { ...issue, line: 1, column: line.indexOf('"dek"') + 1 },
      line,
    ).split("\n");
    const columns = [...marked]
      .map((character) => (/\p{Script=Han}/u.test(character) ? `${character} ` : character))
      .join("");
    expect(columns.slice(carets.indexOf("^"))).toBe('"dek"');
  });

  test("at the end of a file points behind the last character", () => {
    expect(print({ ...issue, line: 1, column: 2 }, "{")).toContain("> 1 │ {\n      │  ^");
  });

  test("shows the file alone where its text cannot be had", () => {
    expect(print(issue, null)).toMatch(/^rules\/offer\.json {2}error/);
  });
});

describe("an annotation", () => {
  test("escapes what GitHub reads as syntax", () => {
    const odd = { ...issue, file: "a,b:c%.json", message: "100% of `a`: b, c" };
    expect(formatAnnotations([odd])).toBe(
      "::error file=a%2Cb%3Ac%25.json,line=4,col=14,title=unknown-schedule::100%25 of `a`: b, c\n",
    );
  });

  test("cannot begin another command", () => {
    const printed = formatAnnotations([{ ...issue, message: "a\r\n::set-output name=x::y\u001b[31m" }]);
    expect(printed.trimEnd().split("\n")).toHaveLength(1);
    expect(printed).not.toContain("\u001b");
  });

  test("comes before warnings where it is an error, and in the order found else", () => {
    const codes = [
      { ...issue, code: "w1", severity: "warning" as const },
      { ...issue, code: "e1" },
      { ...issue, code: "e2" },
    ];
    expect(formatAnnotations(codes).match(/title=\w+/g)).toEqual(["title=e1", "title=e2", "title=w1"]);
  });

  test("says where it is in the merged rules where there is no file", () => {
    const { file: _, line: __, column: ___, ...nowhere } = issue;
    expect(formatAnnotations([nowhere])).toContain("title=unknown-schedule::/conditions/open/value: unknown schedule");
  });
});

function print(problem: Issue, source: string | null): string {
  return printAll([problem], source);
}

function printAll(problems: readonly Issue[], source: string | null): string {
  return formatIssues(
    problems,
    { texts: { get: () => source }, placeOf: ({ path }) => path },
    { width: 60, color: false },
  );
}
