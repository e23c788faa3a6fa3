import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A fenced block of a page. */
export interface Block {
  /** `README.md:24`, the line of its first line of text. */
  readonly place: string;
  /** The first word of the info string, the only one that a page shows. */
  readonly language: string;
  /** The words after it, for the test. */
  readonly options: readonly string[];
  readonly text: string;
  readonly section: Section;
  /** Why nothing checks it, from a comment `<!-- unchecked: … -->` on the line before; null without one. */
  readonly unchecked: string | null;
  /** Lines of the text in the page: from the first, up to the fence that closes it. */
  readonly lines: readonly [from: number, to: number];
}

/** What stands under one heading, up to the next. */
export interface Section {
  readonly heading: string;
  readonly line: number;
}

/** A table, by the comment `<!-- table: … -->` on the line before it. */
export interface Table {
  readonly name: string;
  readonly rows: readonly Row[];
}

export interface Row {
  /** From 0. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Page {
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly tables: readonly Table[];
  /** As GitHub makes them of headings. */
  readonly anchors: ReadonlySet<string>;
}

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** By path from the root. */
export function readPage(name: string): Page {
  return parsePage(name, readFileSync(join(ROOT, name), "utf8"));
}

export function parsePage(name: string, text: string): Page {
  const lines = text.split("\n");
  const blocks: Block[] = [];
  const tables: Table[] = [];
  const anchors = new Set<string>();
  let section: Section = { heading: name, line: 1 };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const fence = /^```(.*)$/.exec(line);
    const heading = /^#+ (.*)$/.exec(line);
    if (fence !== null) {
      const end = lines.indexOf("```", index + 1);
      if (end < 0) throw new Error(`${name}:${index + 1}: the block is not closed`);
      const [language = "", ...options] = (fence[1] ?? "").split(" ");
      blocks.push({
        place: `${name}:${index + 2}`,
        language,
        options,
        text: lines.slice(index + 1, end).join("\n"),
        section,
        unchecked: comment("unchecked", lines[index - 1]),
        lines: [index + 1, end],
      });
      index = end;
    } else if (heading !== null) {
      section = { heading: heading[1] ?? "", line: index + 1 };
      anchors.add(anchorOf(section.heading));
    } else if (line.startsWith("|")) {
      const end = lines.findIndex((each, at) => at > index && !each.startsWith("|"));
      const tableName = comment("table", lines[index - 1]);
      if (tableName !== null) tables.push({ name: tableName, rows: readRows(lines, index + 2, end) });
      index = end - 1;
    }
  }
  return { name, text, blocks, tables, anchors };
}

/** The code spans of a cell. */
export function codeIn(cell = ""): string[] {
  return [...cell.matchAll(/(`+)(.+?)\1(?!`)/g)].map(([, , code = ""]) => code.trim());
}

function comment(kind: string, line = ""): string | null {
  return new RegExp(`^<!-- ${kind}: (.+) -->$`).exec(line)?.[1] ?? null;
}

function readRows(lines: readonly string[], from: number, to: number): Row[] {
  return lines.slice(from, to).map((text, index) => ({
    line: from + index,
    cells: text
      .slice(1, text.lastIndexOf("|"))
      .split("|")
      .map((cell) => cell.trim()),
  }));
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .replaceAll(" ", "-");
}
