import type { Prose } from "../../words/prose.js";

/** A report as it is put together, before it is laid out for a terminal or as Markdown. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: "paragraph"; readonly prose: Prose }
  /** Says what the list or table is that comes next. */
  | { readonly kind: "caption"; readonly prose: Prose }
  /** A nested one is of the caption before it. */
  | { readonly kind: "list"; readonly items: readonly ListItem[]; readonly isNested: boolean }
  | Table;

export interface ListItem {
  readonly label: string;
  readonly prose: Prose;
}

/** The first column says what a row is of; the others hold numbers. */
export interface Table {
  readonly kind: "table";
  /** Names of all columns but the first. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly label: Prose;
  readonly cells: readonly string[];
}

export function heading(text: string, level: 1 | 2 = 2): Block {
  return { kind: "heading", level, text };
}

export function paragraph(prose: Prose): Block {
  return { kind: "paragraph", prose };
}

export function caption(prose: Prose): Block {
  return { kind: "caption", prose };
}

export function list(items: readonly ListItem[], isNested = false): Block {
  return { kind: "list", items, isNested };
}

export function table(columns: readonly string[], rows: readonly TableRow[]): Block {
  return { kind: "table", columns, rows };
}
