import { bad, dim, type Prose, type StyledText, textOf, toSpans } from "../../words/prose.js";
import type { Environment, Output } from "../environment.js";
import { cleanText, displayWidth, paint, type Screen, screenOf } from "./screen.js";

interface FlowOptions {
  /** Columns before every line. */
  readonly indent?: number;
  /** Stands in the indent of the first line. A label that is as wide as the indent gets a line of its own. */
  readonly label?: Prose;
}

/** Breaks prose into painted lines that fit the screen. A word that is longer than a line is cut. */
export function flow(prose: Prose, screen: Screen, { indent = 0, label = "" }: FlowOptions = {}): string[] {
  const broken = breakLines(splitAt(prose, /\s+/u), Math.max(screen.width - indent, NARROWEST));
  const lines = broken.length === 0 ? [[]] : broken;
  const head = toSpans(label);
  const labelWidth = displayWidth(cleanText(textOf(head)).trimEnd());
  const labelFits = labelWidth < indent || labelWidth === 0;
  const painted = lines.map((line, index) => {
    const before = index === 0 && labelFits ? head : [];
    return paint([...before, " ".repeat(Math.max(indent - widthOf(before), 0)), ...line], screen).trimEnd();
  });
  return labelFits ? painted : [paint(head, screen), ...painted];
}

const NARROWEST = 20;

/** Lays out labels with their prose. `indent` is where the prose begins; rows without prose are left out. */
export function flowRows(rows: readonly (readonly [string, Prose | null])[], indent: number, screen: Screen): string[] {
  return rows.flatMap(([label, prose]) => (prose === null ? [] : flow(prose, screen, { indent, label: dim(label) })));
}

/** Joins sections of lines, with an empty line between them. Empty sections are left out. */
export function joinSections(sections: readonly (readonly string[])[]): string {
  return sections
    .filter((section) => section.length > 0)
    .map((section) => `${section.join("\n")}\n`)
    .join("\n");
}

export function print(prose: Prose, output: Output, environment: Environment, options: FlowOptions = {}): void {
  output.write(`${flow(prose, screenOf(output, environment), options).join("\n")}\n`);
}

export function printError(message: string, environment: Environment): void {
  print([bad("error:"), " ", message], environment.stderr, environment);
}

/** A part of a line that is not broken if it fits. It can have several styles: `(` plain, then a name, then `)`. */
export interface Word {
  readonly spans: readonly StyledText[];
  /** Follows the previous word without a space. */
  readonly isGlued: boolean;
}

/**
 * Splits prose at spaces, except non-breaking ones, and splits long words at their hyphens. Short words such as `mon-fri` stay whole, and so
 * do hours.
 */
export function splitCell(prose: Prose): Word[] {
  return splitAt(prose, / +/, (word) => word.length > SHORT_WORD && !/\d/.test(word));
}

const SHORT_WORD = 12;

/** Splits prose into words, and cleans them for a terminal. */
function splitAt(prose: Prose, space: RegExp, hasBreaks = (_: string) => false): Word[] {
  const words: Word[] = [];
  let spans: StyledText[] = [];
  let isGlued = false;
  const end = (isNextGlued: boolean) => {
    if (spans.length > 0) {
      words.push({ spans, isGlued });
      isGlued = isNextGlued;
    } else isGlued &&= isNextGlued;
    spans = [];
  };
  for (const { text, style } of toSpans(prose)) {
    for (const [index, written] of text.split(space).entries()) {
      if (index > 0) end(false);
      for (const piece of hasBreaks(written) ? written.split(/(?<=-)/) : [written]) {
        const shown = cleanText(piece);
        if (shown === "") continue;
        spans.push({ text: shown, style });
        if (hasBreaks(written) && piece.endsWith("-")) end(true);
      }
    }
  }
  end(false);
  return words;
}

/** A line of text that is `width` columns wide at most. */
export type Line = readonly StyledText[];

/** Breaks words into lines of at most `width` columns. A word that is wider begins a line, and is cut. */
export function breakLines(words: readonly Word[], width: number): Line[] {
  const lines: StyledText[][] = [];
  let line: StyledText[] = [];
  let used = 0;
  for (const { spans, isGlued } of words.flatMap((word) => cutWord(word, width))) {
    const gap = used === 0 || isGlued ? 0 : 1;
    const needed = widthOf(spans);
    if (used > 0 && used + gap + needed > width) {
      lines.push(line);
      line = [...spans];
      used = needed;
      continue;
    }
    // A space between words of one style has that style, so that the style is switched on once.
    const last = line.at(-1)?.style;
    if (gap > 0) line.push({ text: " ", style: last === spans[0]?.style ? (last ?? "plain") : "plain" });
    line.push(...spans);
    used += gap + needed;
  }
  return (line.length === 0 ? lines : [...lines, line]).map(joinStyles);
}

function cutWord(word: Word, width: number): Word[] {
  if (widthOf(word.spans) <= width) return [word];
  const parts = word.spans.flatMap(({ text, style }) => cutText(text, width).map((part) => ({ text: part, style })));
  return parts.map((part, index) => ({ spans: [part], isGlued: index > 0 || word.isGlued }));
}

function cutText(text: string, width: number): string[] {
  const parts: string[] = [];
  let part = "";
  for (const character of text) {
    if (part !== "" && displayWidth(part + character) > width) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}

export function widthOf(spans: readonly StyledText[]): number {
  return displayWidth(spans.map(({ text }) => text).join(""));
}

export function joinStyles(line: Line): Line {
  const runs: StyledText[] = [];
  for (const { text, style } of line) {
    const last = runs.at(-1);
    if (last?.style === style) runs[runs.length - 1] = { text: last.text + text, style };
    else runs.push({ text, style });
  }
  return runs;
}
