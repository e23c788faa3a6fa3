import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Block, codeIn, type Page, ROOT, readPage, type Section } from "./markdown.js";
import { PAGES } from "./pages.js";
import { runConsole } from "./run-console.js";
import { runTypeScript } from "./run-typescript.js";
import { type Checked, checkTypes } from "./type-check.js";
import { messagesOf, useJson } from "./use-json.js";
import { createWorkingCopy, type WorkingCopy } from "./working-copy.js";

/** `DOCS_UPDATE=1 npm run check:docs` writes what the examples print into the pages, for a person to read through. */
const UPDATE = process.env.DOCS_UPDATE === "1";

/** Lines of a page, and what they are to be. */
interface Output {
  readonly place: string;
  readonly lines: readonly [from: number, to: number];
  readonly shown: string;
  readonly actual: string;
}

describe.each(PAGES.map(readPage))("$name", (page) => {
  const outputs: Output[] = [];

  function compare(output: Output): void {
    outputs.push(output);
    if (!UPDATE) expect(output.shown, output.place).toBe(output.actual);
  }

  afterAll(() => {
    if (UPDATE) writeFileSync(join(ROOT, page.name), rewrite(page, outputs));
  });

  test.each(sectionsOf(page))("shows what is so under $section.heading", async ({ blocks }) => {
    // Examples in TypeScript read no files.
    const reads = blocks.some(({ language }) => language === "json" || language === "console");
    await inWorkingCopy(reads ? ["rules", "examples"] : [], async (copy) => {
      if (blocks.some(({ text }) => text.includes("diff main"))) copy.commit();
      for (const block of blocks) {
        const output = block.unchecked === null ? await runBlock(block, page, copy) : null;
        if (output !== null) compare(output);
      }
    });
  });

  test.each(mistakesOf(page))("shows the message of the mistake $written", async ({ instead, written, ...mistake }) => {
    await inWorkingCopy(["rules"], async (copy) => {
      copy.replace(instead, written);
      const [message = "none", ...others] = await messagesOf(copy);
      expect(others, "one mistake, one message").toEqual([]);
      compare({ ...mistake, actual: `| \`${instead}\` | \`${written}\` | ${message} |` });
    });
  });

  test("says why of every block that nothing checks", () => {
    expect(page.blocks.filter(({ unchecked }) => unchecked !== null && unchecked.length < 10)).toEqual([]);
  });
});

describe("the TypeScript of the pages", () => {
  const pages = PAGES.map(readPage);
  let checked: Checked;

  beforeAll(() => {
    checked = checkTypes(pages.flatMap(({ blocks }) => blocks).filter(({ language }) => language === "ts"));
  }, 60_000);

  test("compiles under strict options", () => {
    expect(checked.errors).toEqual([]);
  });

  test.each(pages.flatMap(({ tables }) => tables).filter(({ name }) => /^[A-Z]/.test(name)))(
    "has the properties of $name in the order of its table",
    ({ name, rows }) => {
      expect(rows.flatMap(({ cells }) => codeIn(cells[0]))).toEqual(checked.propertiesOf(name));
    },
  );
});

async function inWorkingCopy(names: readonly string[], use: (copy: WorkingCopy) => Promise<void>): Promise<void> {
  const copy = createWorkingCopy(names);
  try {
    await use(copy);
  } finally {
    copy.remove();
  }
}

interface BlocksOfSection {
  readonly section: Section;
  readonly blocks: readonly Block[];
}

/** Each section has a working copy of its own, except on a page that says otherwise in a comment. */
function sectionsOf({ blocks, text }: Page): BlocksOfSection[] {
  const [first] = blocks;
  if (first !== undefined && text.includes("<!-- each step builds on the last -->")) {
    return [{ section: first.section, blocks }];
  }
  return [...new Set(blocks.map(({ section }) => section))].map((section) => ({
    section,
    blocks: blocks.filter((block) => block.section === section),
  }));
}

function mistakesOf({ name, text, tables }: Page) {
  const lines = text.split("\n");
  return tables
    .filter((table) => table.name === "mistakes")
    .flatMap(({ rows }) => rows)
    .map(({ line, cells }) => ({
      instead: codeIn(cells[0])[0] ?? "",
      written: codeIn(cells[1])[0] ?? "",
      place: `${name}:${line + 1}`,
      lines: [line, line + 1] as const,
      shown: lines[line] ?? "",
    }));
}

/** What a block shows beside what is so; null for one that shows no output. */
async function runBlock(block: Block, page: Page, copy: WorkingCopy): Promise<Output | null> {
  const { language, place, text } = block;
  const next = page.blocks[page.blocks.indexOf(block) + 1];
  switch (language) {
    case "ts": {
      const printed = await runTypeScript(block);
      if (next !== undefined && isOutput(next, page)) return outputOf(next, printed);
      expect(printed, `${place} prints, and no text block after it shows what`).toBe("");
      return null;
    }
    case "json":
      await useJson(block, copy);
      return null;
    case "diff":
      copy.edit(block.options[0] ?? "", text);
      return null;
    case "console": {
      const { shown, exitCode } = await runConsole(text, copy.folder, Number(optionOf(block, "first") ?? Infinity));
      expect(exitCode, `${place}\n${shown}`).toBe(Number(optionOf(block, "exit") ?? 0));
      return outputOf(block, shown);
    }
    case "text":
      // It was compared when the block before it ran.
      expect(isOutput(block, page), `${place} follows no TypeScript that prints it`).toBe(true);
      return null;
    default:
      throw new Error(`${place}: nothing checks \`${language}\`; say why on the line before it: <!-- unchecked: … -->`);
  }
}

/** The value of a word such as `exit=1` after the language of a block. */
function optionOf({ options }: Block, name: string): string | undefined {
  return options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The text block right after a TypeScript block is what that prints. */
function isOutput(block: Block, { blocks }: Page): boolean {
  const before = blocks[blocks.indexOf(block) - 1];
  return block.language === "text" && before?.language === "ts" && before.section === block.section;
}

function outputOf({ place, lines, text }: Block, actual: string): Output {
  return { place, lines, shown: text, actual };
}

function rewrite({ text }: Page, outputs: readonly Output[]): string {
  const lines = text.split("\n");
  // From the last to the first, so that the places of those before stay right.
  for (const {
    lines: [from, to],
    actual,
  } of [...outputs].sort((a, b) => b.lines[0] - a.lines[0])) {
    lines.splice(from, to - from, ...actual.split("\n"));
  }
  return lines.join("\n");
}
