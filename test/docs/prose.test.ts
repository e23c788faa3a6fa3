import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { ROOT, readPage } from "./markdown.js";
import { PAGES } from "./pages.js";

interface Habit {
  readonly name: string;
  /** Words that betray the habit. They leave out uses that read well, such as `there is no` and `no longer`. */
  readonly words: RegExp;
  readonly not: string;
  readonly but: string;
}

/** The eight habits that made our English hard to read. A word list cannot judge style; it keeps cleaned pages clean. */
const HABITS: readonly Habit[] = [
  {
    name: "a question word as a subject",
    words: /(?:^|[.] )What [^.?!|:;,]{1,60} (?:is|are|counts|grows) [^.?:|]+\./,
    not: "What remains is left as it was.",
    but: "The rest stays as it was.",
  },
  {
    name: "a clause without a noun",
    words: /\b(?:all|everything) that is wrong\b|\bwhat is wrong\b|\bwhat was missing\b/i,
    not: "all that is wrong",
    but: "all errors",
  },
  {
    name: "told, said, held",
    words: /\b(?:told of|held to|hold the \w+ to|said of)\b/i,
    not: "A problem is told of once.",
    but: "Each problem is reported once.",
  },
  {
    name: "`where` for a condition",
    words:
      /\b(?:null|empty|true|false|fails?|otherwise|none|only|but) where\b|\bwhere (?:there (?:is|are) (?:no|none)|it (?:holds|is left out)|they differ|nothing|nobody)\b/i,
    not: "now where it is left out",
    but: "now by default",
  },
  {
    name: "a passive without an actor",
    words: /\b(?:is|are) (?:not )?(?:looked at|taken for|left alone|made use of|gone by)\b/i,
    not: "An old report is not looked at.",
    but: "The router ignores an old report.",
  },
  {
    name: "a negated noun",
    words:
      /(?<!there )\b(?:is|are|was|were) no (?!longer|more|less)\w+|\bneither\b|\b(?:all|nothing|everything|none) but\b|(?<!, )\bbut for\b/i,
    not: "`x` is no zone",
    but: "`x` is not a time zone",
  },
  {
    name: "a pronoun in place of the noun",
    words: /\b(?:that|those) of\b|\bthe like\b|\bof the kind\b/i,
    not: "that of the one before",
    but: "the previous day's hours",
  },
  {
    name: "an aphorism or inversion",
    words: /\bIn vain\b|\bas it were\b|(?:^|[.;] )(?:So|Such) (?:is|are|does|do|it is) |\bhad best\b|\bsave for\b/,
    not: "In vain is what nobody reads.",
    but: "Unused facts are reported.",
  },
];

interface Prose {
  readonly place: string;
  readonly text: string;
}

describe("plain English", () => {
  const prose = [...pages(), ...sources()];

  test.each(HABITS)("avoids $name", ({ words, not, but }) => {
    expect([words.test(not), words.test(but)]).toEqual([true, false]);
    const hits = prose.filter(({ text }) => words.test(text));
    expect(
      hits.map(({ place, text }) => `${place}: … ${excerpt(text, words)} …`),
      `not "${not}", but "${but}"`,
    ).toEqual([]);
  });

  test("reads pages whole, doc comments, messages and help", () => {
    const places = new Set(prose.map(({ place }) => place.split(":")[0]));
    expect([...places]).toEqual(expect.arrayContaining(["src/runtime/decision.ts", "src/cli/route/route.ts"]));
    const headings = PAGES.map((page) =>
      plain(
        readPage(page)
          .text.match(/^## .+$/gm)
          ?.at(-1) ?? "",
      ),
    );
    expect(headings.filter((heading) => !prose.some(({ text }) => text.startsWith(heading)))).toEqual([]);
  });
});

function excerpt(text: string, words: RegExp): string {
  const at = words.exec(text)?.index ?? 0;
  return text.slice(Math.max(0, at - 30), at + 60);
}

/** Paragraphs and rows of the pages, without the blocks, which tests compare, and without code. */
function pages(): Prose[] {
  const docs = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));
  return ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...docs.map((name) => `docs/${name}`)].flatMap((page) => {
    const text = readFileSync(join(ROOT, page), "utf8").replace(/^```.*\n[\s\S]*?^```$/gm, (block) =>
      block.replace(/[^\n]/g, ""),
    );
    let line = 1;
    return text.split(/(\n(?=[|\n#-]|\d\.))/).flatMap((part) => {
      const place = `${page}:${line}`;
      line += part.split("\n").length - 1;
      return part.trim() === "" ? [] : [{ place, text: plain(part) }];
    });
  });
}

/** What a reader of the code or a user of the commands reads: doc comments of exported names, and texts with a space in them. */
function sources(): Prose[] {
  const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  return files.flatMap((name) => {
    const file = `src/${name.replaceAll("\\", "/")}`;
    const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2022, true);
    const found: Prose[] = [];
    const visit = (node: ts.Node) => {
      const place = `${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
      if (isPublic(node)) {
        for (const comment of ts.getJSDocCommentsAndTags(node))
          found.push({ place, text: plain(comment.getText(source)) });
      }
      if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
        found.push({
          place,
          text: plain(
            node
              .getText(source)
              .slice(1, -1)
              .replace(/\$\{[^}]*\}/g, "x"),
          ),
        });
      } else ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

function isPublic(node: ts.Node): boolean {
  if (ts.isPropertySignature(node) || ts.isMethodSignature(node)) return true;
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

/** On one line, without code and the stars of comments. */
function plain(text: string): string {
  return text
    .replace(/^\s*(?:\/\*\*|\*\/?)/gm, "")
    .replace(/\\?`[^`\n]*`/g, "`x`")
    .replace(/\s+/g, " ")
    .trim();
}
