import { type Prose, type StyledText, toSpans } from "../../words/prose.js";
import { cleanText } from "../terminal/clean-text.js";
import type { Block, Table } from "./page.js";

/** Writes a report as GitHub's Markdown, for a comment or the summary of a job. */
export function formatPageMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(writeBlock).join("\n\n")}\n`;
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level + 1)} ${escapeMarkdown(block.text)}`;
    case "paragraph":
    case "caption":
      return writeProse(block.prose);
    case "list":
      return block.items.map(({ label, prose }) => `- ${escapeMarkdown(label)}: ${writeProse(prose)}`).join("\n");
    case "table":
      return writeTable(block);
  }
}

function writeTable({ columns, rows }: Table): string {
  const lines = [
    ["", ...columns.map(escapeMarkdown)],
    ["---", ...columns.map(() => "---:")],
    ...rows.map(({ label, cells }) => [writeProse(label), ...cells.map(escapeMarkdown)]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function writeProse(prose: Prose): string {
  return toSpans(prose).map(writeSpan).join("").trim();
}

function writeSpan({ text, style }: StyledText): string {
  if (text.trim() === "") return text;
  if (style === "name") return writeCode(text);
  const written = escapeMarkdown(text);
  return style === "strong" || style === "good" || style === "bad" || style === "warning" ? `**${written}**` : written;
}

/** Code needs more backticks around it than it contains. A bar would end the cell of a table. */
function writeCode(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(Math.max(0, ...runs) + 1);
  const room = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${room}${cleanText(text).replaceAll("|", "\\|")}${room}${fence}`;
}

/** Text in backticks stays code. */
function escapeMarkdown(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? writeCode(part.slice(1, -1)) : escapePlain(part)))
    .join("");
}

function escapePlain(text: string): string {
  return cleanText(text)
    .replace(/[\\`*_[\]<>|#~]/g, "\\$&")
    .replaceAll("@", "&#64;");
}
