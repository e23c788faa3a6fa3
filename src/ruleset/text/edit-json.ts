import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { type Path, toPointer } from "../../values/issue.js";

type JsonScalar = string | number | boolean | null;

/** A new value for a value that the text has, or undefined to remove the value with its key. */
export interface JsonEdit {
  readonly path: Path;
  readonly value: JsonScalar | readonly JsonScalar[] | undefined;
}

/**
 * Changes values in a JSON text and keeps every other character: spaces, line ends, order, escapes.
 *
 * A list keeps its layout, on one line or on several, unless the line would become too long. Throws if `path` is not in the text. No path may
 * lead into another one.
 */
export function editJson(text: string, edits: readonly JsonEdit[]): string {
  const root = parseTree(text);
  const placed = edits.map((edit) => ({ ...edit, node: nodeAt(edit.path, root) })).sort(lastFirst);
  const changed = placed.reduce((edited, { value, node }) => {
    if (root === undefined || value === undefined) return edited;
    return replace(edited, node, isList(value) ? writeList(value, node, root, text) : write(value));
  }, text);
  // Neighbours share a comma, so each removal reads the text anew.
  return placed.reduce(
    (edited, { path, value }) => (value === undefined ? removeAt(edited, nodeAt(path, parseTree(edited))) : edited),
    changed,
  );
}

function nodeAt(path: Path, root: Node | undefined): Node {
  const node = root === undefined ? undefined : findNodeAtLocation(root, [...path]);
  if (node === undefined) throw new Error(`the text has no value at \`${toPointer(path)}\``);
  return node;
}

/** From the end, so that earlier offsets, and the indices of earlier items, stay right. */
function lastFirst(a: { readonly node: Node }, b: { readonly node: Node }): number {
  return b.node.offset - a.node.offset;
}

function replace(text: string, { offset, length }: Pick<Node, "offset" | "length">, by: string): string {
  return text.slice(0, offset) + by + text.slice(offset + length);
}

function isList(value: JsonEdit["value"]): value is readonly JsonScalar[] {
  return Array.isArray(value);
}

function write(value: unknown): string {
  return JSON.stringify(value);
}

/** Removes a member or an item with the comma that it no longer needs. */
function removeAt(text: string, value: Node): string {
  const member = value.parent?.type === "property" ? value.parent : value;
  const siblings = member.parent?.children ?? [];
  const index = siblings.indexOf(member);
  const [before, after] = [siblings[index - 1], siblings[index + 1]];
  // The first member leaves its place, with the spaces before it, to the next one.
  const [start, end] =
    before === undefined ? [member.offset, after?.offset ?? endOf(member)] : [endOf(before), endOf(member)];
  return text.slice(0, start) + text.slice(end);
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

/** The texts between the parts of a list: after the bracket, after each item with its comma, and before the closing bracket. */
interface ListLayout {
  readonly before: string;
  readonly between: string;
  readonly after: string;
}

function writeList(values: readonly JsonScalar[], node: Node, root: Node, text: string): string {
  if (values.length === 0) return "[]";
  const written = new Map((node.children ?? []).map((item) => [item.value, text.slice(item.offset, endOf(item))]));
  const items = values.map((value) => written.get(value) ?? write(value));
  const join = ({ before, between, after }: ListLayout) => `[${before}${items.join(between)}${after}]`;
  const line = join(layoutOf(node, root, text));
  const column = columnOf(node.offset, text);
  // A line that is too long already stays one: the file may be on one line.
  const fits = column + line.length <= WIDTH || column + node.length > WIDTH;
  return fits || /[\r\n]/.test(line) ? line : join(severalLines(node.offset, text));
}

/** The width of the shipped rule files. */
const WIDTH = 120;

/** The layout of a list with items, or else of the nearest list with items. */
function layoutOf(node: Node, root: Node, text: string): ListLayout {
  const lists = listsIn(root);
  const model = hasItems(node) ? node : (lists.findLast((list) => list.offset < node.offset) ?? lists[0]);
  const [first, second] = model?.children ?? [];
  const separator = text.includes('": ') ? ", " : ",";
  if (model === undefined || first === undefined) return { before: "", between: separator, after: "" };
  const before = text.slice(model.offset + 1, first.offset);
  if (/[\r\n]/.test(before)) {
    if (model !== node) return severalLines(node.offset, text);
    const end = endOf(model) - 1;
    return { before, between: `,${before}`, after: /\s*$/.exec(text.slice(first.offset, end))?.[0] ?? "" };
  }
  const between = second === undefined ? separator : text.slice(endOf(first), second.offset);
  return { before, between, after: before };
}

function hasItems({ children = [] }: Node): boolean {
  return children.length > 0;
}

/** The lists of texts, numbers and the like, from top to bottom. */
function listsIn(node: Node): Node[] {
  const children = node.children ?? [];
  const isList = node.type === "array" && hasItems(node) && children.every((child) => child.children === undefined);
  return isList ? [node] : children.flatMap(listsIn);
}

/** Each item on a line of its own, one step deeper than the line at `offset`. */
function severalLines(offset: number, text: string): ListLayout {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const step = /[\r\n]([ \t]+)\S/.exec(text)?.[1] ?? "  ";
  const indent = /^[ \t]*/.exec(text.slice(offset - columnOf(offset, text)))?.[0] ?? "";
  const before = `${lineEnd}${indent}${step}`;
  return { before, between: `,${before}`, after: `${lineEnd}${indent}` };
}

/** From 0. */
function columnOf(offset: number, text: string): number {
  return offset - 1 - Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1));
}
