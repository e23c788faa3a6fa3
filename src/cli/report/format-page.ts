import { dim, type StyledText, strong, toSpans } from "../../words/prose.js";
import { flow } from "../terminal/flow.js";
import { paint } from "../terminal/paint.js";
import { displayWidth, plainText } from "../terminal/plain-text.js";
import type { Screen } from "../terminal/screen.js";
import type { Block, ListItem, Table } from "./page.js";

/** Lays a report out for a terminal. */
export function formatPage(blocks: readonly Block[], screen: Screen): string {
  const parts = blocks.map((block, index) => {
    const isTitle = block.kind === "caption" || (block.kind === "heading" && block.level > 1);
    const gap = isTitle || index === blocks.length - 1 ? [] : [""];
    return [...formatBlock(block, screen), ...gap].join("\n");
  });
  return `${parts.join("\n")}\n`;
}

function formatBlock(block: Block, screen: Screen): string[] {
  switch (block.kind) {
    case "heading":
      return flow(strong(block.text), screen);
    case "paragraph":
    case "caption":
      return flow(block.prose, screen, { indent: INDENT });
    case "list":
      return formatList(block.items, block.isNested ? 2 * INDENT : INDENT, screen);
    case "table":
      return formatTable(block, screen);
  }
}

const INDENT = 2;
const GAP = 2;

function formatList(items: readonly ListItem[], before: number, screen: Screen): string[] {
  const widest = Math.max(...items.map(({ label }) => displayWidth(plainText(label))));
  const indent = before + Math.min(widest, Math.floor(screen.width / 3)) + GAP;
  return items.flatMap(({ label, prose }) =>
    flow(prose, screen, { indent, label: dim(`${" ".repeat(before)}${label}`) }),
  );
}

/** Columns that do not fit beside the others come below them, with the labels again. */
function formatTable({ columns, rows }: Table, screen: Screen): string[] {
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(plainText(column)), ...rows.map(({ cells }) => displayWidth(cells[index] ?? ""))),
  );
  const labels = rows.map(({ label }) => toSpans(label));
  const labelWidth = widthOfLabels(Math.max(...labels.map(widthOf), 0), widths, screen);
  return splitColumns(widths, screen.width - INDENT - labelWidth).flatMap((shown, index) => {
    const write = (cells: readonly string[]) =>
      shown.map((column) => cells[column] ?? "").map((cell, at) => padStart(cell, widths[shown[at] ?? 0] ?? 0));
    const head = paint([" ".repeat(INDENT + labelWidth), dim(write(columns).join(""))], screen);
    const body = rows.map(({ cells }, row) =>
      paint([" ".repeat(INDENT), ...padEnd(cut(labels[row] ?? [], labelWidth), labelWidth), ...write(cells)], screen),
    );
    return [...(index === 0 ? [] : [""]), head, ...body].map((line) => line.trimEnd());
  });
}

/** Labels are cut, to less than half of the screen at the least, where that keeps the columns beside one another. */
function widthOfLabels(widest: number, widths: readonly number[], { width }: Screen): number {
  const room = width - INDENT;
  const besideAll = room - widths.reduce((sum, each) => sum + GAP + each, 0);
  const besideOne = room - GAP - Math.max(...widths, 0);
  return Math.min(widest, Math.max(besideAll, Math.floor(width * LEAST_SHARE)), Math.max(besideOne, SHORTEST_LABEL));
}

const LEAST_SHARE = 0.45;
const SHORTEST_LABEL = 12;

/** The columns of each part of a table; a part has one at least. */
function splitColumns(widths: readonly number[], room: number): number[][] {
  const parts: number[][] = [];
  let part: number[] = [];
  let used = 0;
  for (const [column, width] of widths.entries()) {
    if (part.length > 0 && used + GAP + width > room) {
      parts.push(part);
      part = [];
      used = 0;
    }
    part.push(column);
    used += GAP + width;
  }
  return [...parts, part];
}

function padStart(cell: string, width: number): string {
  const text = plainText(cell);
  return `${" ".repeat(GAP + Math.max(width - displayWidth(text), 0))}${text}`;
}

function padEnd(label: readonly StyledText[], width: number): StyledText[] {
  return [...label, { text: " ".repeat(Math.max(width - widthOf(label), 0)), style: "plain" }];
}

function cut(label: readonly StyledText[], width: number): StyledText[] {
  if (widthOf(label) <= width) return [...label];
  const shown: StyledText[] = [];
  let used = 0;
  for (const { text, style } of label) {
    let part = "";
    for (const character of text) {
      const wide = displayWidth(plainText(character));
      if (used + wide > width - 1) return [...shown, { text: `${part}…`, style }];
      part += character;
      used += wide;
    }
    shown.push({ text: part, style });
  }
  return shown;
}

function widthOf(spans: readonly StyledText[]): number {
  return spans.reduce((sum, { text }) => sum + displayWidth(plainText(text)), 0);
}
