import { type Prose, type Style, type StyledText, toSpans } from "../../words/prose.js";
import { paint } from "./paint.js";
import { displayWidth, plainText } from "./plain-text.js";
import type { Screen } from "./screen.js";

export interface FlowOptions {
  /** Columns before every line. */
  readonly indent?: number;
  /** Stands in the indent of the first line; on a line of its own where it is as wide as that. */
  readonly label?: Prose;
}

/** Breaks prose into lines that fit the screen. A word longer than a line gets a line of its own, and is cut where that is too short. */
export function flow(prose: Prose, screen: Screen, { indent = 0, label = "" }: FlowOptions = {}): string[] {
  const width = Math.max(screen.width - indent, NARROWEST);
  const lines: StyledText[][] = [];
  let line: StyledText[] = [];
  let used = 0;
  for (const word of wordsOf(prose)) {
    for (const part of cut(word, width)) {
      const needed = widthOf(part);
      const gap = used === 0 ? 0 : 1;
      if (used > 0 && used + gap + needed > width) {
        lines.push(line);
        line = [];
        used = 0;
      }
      if (used > 0) {
        const previous = line.at(-1)?.style;
        // A space between words of one style is of that style, so that a run of them is painted once.
        line.push({ text: " ", style: previous === part[0]?.style ? (previous ?? "plain") : "plain" });
        used++;
      }
      line.push(...part);
      used += needed;
    }
  }
  lines.push(line);

  const head = toSpans(label);
  const labelWidth = displayWidth(plainText(head.map(({ text }) => text).join("")).trimEnd());
  const labelFits = labelWidth < indent || labelWidth === 0;
  const painted = lines.map((spans, index) => {
    const before = index === 0 && labelFits ? head : [];
    return paint([...before, " ".repeat(Math.max(indent - widthOf(before), 0)), ...joined(spans)], screen).trimEnd();
  });
  return labelFits ? painted : [paint(head, screen), ...painted];
}

const NARROWEST = 20;

/** One word may be of several styles: `(` plain, then a name, then `)`. */
type Word = readonly StyledText[];

function wordsOf(prose: Prose): Word[] {
  const words: StyledText[][] = [];
  let word: StyledText[] = [];
  for (const { text, style } of toSpans(prose)) {
    for (const piece of plainText(text).split(/( )/)) {
      if (piece === " ") {
        if (word.length > 0) words.push(word);
        word = [];
      } else if (piece !== "") word.push({ text: piece, style });
    }
  }
  if (word.length > 0) words.push(word);
  return words;
}

function cut(word: Word, width: number): Word[] {
  if (widthOf(word) <= width) return [word];
  return word.flatMap(({ text, style }) => {
    const parts: Word[] = [];
    let part = "";
    for (const character of text) {
      if (displayWidth(part + character) > width) {
        parts.push([{ text: part, style }]);
        part = "";
      }
      part += character;
    }
    return [...parts, [{ text: part, style }]];
  });
}

function widthOf(spans: readonly StyledText[]): number {
  return spans.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

function joined(spans: readonly StyledText[]): StyledText[] {
  const runs: { text: string; style: Style }[] = [];
  for (const { text, style } of spans) {
    const last = runs.at(-1);
    if (last?.style === style) last.text += text;
    else runs.push({ text, style });
  }
  return runs;
}
