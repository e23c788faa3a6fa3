import type { ContactRequest } from "../../index.js";
import { dim, type Prose, type StyledText, strong, toSpans } from "../../words/prose.js";
import { flow } from "../terminal/flow.js";
import { cleanText, displayWidth, type Screen } from "../terminal/screen.js";
import { layNumberTable } from "../terminal/table.js";

/** A part of a report, before it is laid out for a terminal or written as Markdown. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: "paragraph"; readonly prose: Prose }
  /** The title of the list or table that follows. */
  | { readonly kind: "caption"; readonly prose: Prose }
  /** A nested list belongs to the caption before it. */
  | { readonly kind: "list"; readonly items: readonly ListItem[]; readonly isNested: boolean }
  | Table;

export interface ListItem {
  readonly label: string;
  readonly prose: Prose;
}

/** The first column names the rows; the other columns hold numbers. */
export interface Table {
  readonly kind: "table";
  /** The names of all columns but the first. */
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: Prose; readonly cells: readonly string[] }[];
}

export const heading = (text: string, level: 1 | 2 = 2): Block => ({ kind: "heading", level, text });
export const paragraph = (prose: Prose): Block => ({ kind: "paragraph", prose });
export const caption = (prose: Prose): Block => ({ kind: "caption", prose });
export const list = (items: readonly ListItem[], isNested = false): Block => ({ kind: "list", items, isNested });
export const table = (columns: readonly string[], rows: Table["rows"]): Table => ({
  kind: "table",
  columns,
  rows,
});

/** `phone, email → email { "requestType": … }`: an answer that changed, and the request. */
export function describeExample(before: string, after: string, request: ContactRequest): Prose {
  return [`${before} → ${after} `, dim(writeRequest(request))];
}

/** A request as JSON with spaces to break the line at. A long one is cut at its end, where the agents are. */
function writeRequest({ agentAvailabilityAsOf, agentAvailability, ...rest }: ContactRequest): string {
  const text = JSON.stringify({ ...rest, agentAvailabilityAsOf, agentAvailability }, null, 1)
    // Only the layout has line breaks: in a text they are escaped.
    .replace(/([[{])\n */g, "$1")
    .replace(/\n *([\]}])/g, "$1")
    .replace(/\n */g, " ");
  return text.length > LONGEST_REQUEST ? `${text.slice(0, LONGEST_REQUEST)}…` : text;
}

const LONGEST_REQUEST = 280;

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
  const widest = Math.max(...items.map(({ label }) => displayWidth(cleanText(label))));
  const indent = before + Math.min(widest, Math.floor(screen.width / 3)) + 2;
  return items.flatMap(({ label, prose }) =>
    flow(prose, screen, { indent, label: dim(`${" ".repeat(before)}${label}`) }),
  );
}

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
