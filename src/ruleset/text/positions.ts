import { type Node, parseTree } from "jsonc-parser";
import { boundedCache } from "../../values/bounded-cache.js";
import type { Path, Problem } from "../../values/issue.js";

/** One text that contains rules. */
export interface Source {
  /** The name that the caller gave; null for a text without a name. */
  readonly file: string | null;
  readonly text: string;
}

/** A problem at a place in a text, counted in UTF-16 code units from 0. */
export interface OffsetProblem extends Problem {
  readonly offset: number;
}

/** A place in a text. Line and column count from 1, the column in UTF-16 code units. */
export interface Place {
  readonly file: string | null;
  readonly line: number;
  readonly column: number;
}

/** Finds places in one text. Create one when needed and do not keep it. */
export interface Locator {
  ofOffset(offset: number): Place;
  /** Finds the value at `path`, or its key. If it does not exist, finds the nearest enclosing value. */
  ofPath(path: Path, part: "key" | "value"): Place;
}

export function createLocator(source: Source, tree?: Node): Locator {
  const starts = lineStarts(source.text);
  let root = tree;
  // Of two equal keys, the first one counts.
  const membersOf = boundedCache(
    Infinity,
    ({ children = [] }: Node) =>
      new Map([...children].reverse().map((child) => [String(child.children?.[0]?.value), child])),
  );

  function ofOffset(offset: number): Place {
    const line = lineOf(starts, offset);
    return { file: source.file, line: line + 1, column: offset - (starts[line] as number) + 1 };
  }

  function memberOf(node: Node, segment: string | number): Node | undefined {
    if (node.type === "array") return node.children?.[Number(segment)];
    if (node.type !== "object") return undefined;
    return membersOf(node).get(String(segment));
  }

  function ofPath(path: Path, part: "key" | "value"): Place {
    root ??= parseTree(source.text);
    let found = root;
    for (const [index, segment] of path.entries()) {
      const member = found === undefined ? undefined : memberOf(found, segment);
      if (member === undefined) break;
      const [key, value] = member.type === "property" ? (member.children ?? []) : [member, member];
      found = part === "key" && index === path.length - 1 ? key : (value ?? key);
    }
    return ofOffset(found?.offset ?? 0);
  }

  return { ofOffset, ofPath };
}

export function createLocators(): (source: Source) => Locator {
  return boundedCache(Infinity, (source: Source) => createLocator(source));
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineBreak.length);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle;
  }
  return low;
}
