import { dim, strong } from "../../words/prose.js";
import { flow } from "../terminal/flow.js";
import { displayWidth, plainText } from "../terminal/plain-text.js";
import type { Screen } from "../terminal/screen.js";
import { layNumberTable } from "../terminal/table.js";
import type { Block, ListItem } from "./page.js";

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
      return layNumberTable(
        ["", ...block.columns.map(dim)],
        block.rows.map(({ label, cells }) => [label, ...cells]),
        screen,
        INDENT,
      );
  }
}

const INDENT = 2;

function formatList(items: readonly ListItem[], before: number, screen: Screen): string[] {
  const widest = Math.max(...items.map(({ label }) => displayWidth(plainText(label))));
  const indent = before + Math.min(widest, Math.floor(screen.width / 3)) + 2;
  return items.flatMap(({ label, prose }) =>
    flow(prose, screen, { indent, label: dim(`${" ".repeat(before)}${label}`) }),
  );
}
