import { type Prose, type StyledText, toSpans } from "../../words/prose.js";
import { paint } from "./paint.js";
import { displayWidth, plainText } from "./plain-text.js";
import type { Screen } from "./screen.js";

/**
 * Lays rows out in columns as wide as they need to be, and where the screen is too narrow, breaks what stands in the widest. Null where a
 * word would have to be cut for that, unless `cut` says to. A space that does not break holds words together.
 */
export function layTable(
  rows: readonly (readonly Prose[])[],
  screen: Screen,
  indent: number,
  cut = false,
): string[] | null {
  const cells = rows.map((row) => row.map(wordsOf));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths: number[] = [];
  const leasts: number[] = [];
  for (let column = 0; column < columns; column++) {
    const words = cells.map((row) => row[column] ?? []);
    widths.push(Math.max(1, ...words.map(lineWidth)));
    leasts.push(Math.max(1, ...words.flat().map((word) => lineWidth([word]))));
  }
  const room = screen.width - indent - GAP * (columns - 1);
  const naturals = [...widths];
  if (!narrow(widths, leasts, room)) {
    if (!cut) return null;
    narrow(widths, leasts.fill(LEAST_CUT), room);
  }
  useSlack(widths, naturals, cells, room);
  return cells.flatMap((row) => layRow(row, widths, indent, screen));
}

const GAP = 2;
/** A column that is cut shows some of each word. */
const LEAST_CUT = 6;
/** Shorter words with hyphens, such as `mon-fri`, stay whole, and so do hours. */
const LONG_WORD = 12;

/** What stays on one line, with the space after it; of one or more styles. */
type Word = readonly StyledText[];

function wordsOf(prose: Prose): Word[] {
  const words: Word[] = [];
  let word: StyledText[] = [];
  for (const { text, style } of toSpans(prose)) {
    for (const piece of text.split(/(?<= )(?! )/).flatMap(splitLong)) {
      word.push({ text: plainText(piece), style });
      // The last piece of a span goes on in the next.
      if (!/[ -]$/.test(piece)) continue;
      words.push(word);
      word = [];
    }
  }
  return word.length === 0 ? words : [...words, word];
}

function splitLong(word: string): string[] {
  return word.trimEnd().length > LONG_WORD && !/\d/.test(word) ? word.split(/(?<=-)/) : [word];
}

/** Without the space at the end. */
function lineWidth(words: readonly Word[]): number {
  return displayWidth(textOf(words).trimEnd());
}

function textOf(words: readonly Word[]): string {
  return words.map((word) => word.map(({ text }) => text).join("")).join("");
}

/** Narrows the widest columns until all fit; says whether they do. */
function narrow(widths: number[], leasts: readonly number[], room: number): boolean {
  let over = widths.reduce((sum, width) => sum + width, 0) - room;
  for (; over > 0; over--) {
    let widest = -1;
    for (const [column, width] of widths.entries()) {
      if (width > (leasts[column] ?? 0) && width > (widths[widest] ?? 0)) widest = column;
    }
    if (widest < 0) return false;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return true;
}

/** What broken lines leave of some columns goes to those that can then do without breaks. */
function useSlack(
  widths: number[],
  naturals: readonly number[],
  cells: readonly (readonly (readonly Word[])[])[],
  room: number,
): void {
  for (const [column, width] of widths.entries()) {
    const lines = cells.flatMap((row) => breakLines(row[column] ?? [], width));
    widths[column] = Math.max(1, ...lines.map(lineWidth));
  }
  let slack = room - widths.reduce((sum, width) => sum + width, 0);
  const lacking = naturals.map((natural, column) => ({ column, lack: natural - (widths[column] ?? 0) }));
  for (const { column, lack } of lacking.sort((a, b) => a.lack - b.lack)) {
    if (lack > slack) break;
    widths[column] = naturals[column] ?? 0;
    slack -= lack;
  }
}

function layRow(
  row: readonly (readonly Word[])[],
  widths: readonly number[],
  indent: number,
  screen: Screen,
): string[] {
  const cells = widths.map((width, column) => breakLines(row[column] ?? [], width));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const spans = cells.flatMap((lines, column): (StyledText | string)[] => {
      const words = lines[line] ?? [];
      const room = (widths[column] ?? 0) + (column === widths.length - 1 ? 0 : GAP);
      return [...words.flatMap(trimmedAtEnd), " ".repeat(Math.max(0, room - lineWidth(words)))];
    });
    return paint([" ".repeat(indent), ...spans], screen).trimEnd();
  });
}

function breakLines(words: readonly Word[], width: number): Word[][] {
  const lines: Word[][] = [];
  let line: Word[] = [];
  for (const word of words.flatMap((each) => cutWord(each, width))) {
    if (line.length > 0 && lineWidth([...line, word]) > width) {
      lines.push(line);
      line = [];
    }
    line.push(word);
  }
  return line.length === 0 ? lines : [...lines, line];
}

function trimmedAtEnd(word: Word, index: number, line: readonly Word[]): StyledText[] {
  const isLast = (span: number) => index === line.length - 1 && span === word.length - 1;
  return word.map(({ text, style }, span) => ({ text: isLast(span) ? text.trimEnd() : text, style }));
}

function cutWord(word: Word, width: number): Word[] {
  if (lineWidth([word]) <= width) return [word];
  return word.flatMap(({ text, style }) => {
    const parts: Word[] = [];
    let part = "";
    for (const character of text) {
      if (part !== "" && displayWidth(part + character) > width) {
        parts.push([{ text: part, style }]);
        part = "";
      }
      part += character;
    }
    return [...parts, [{ text: part, style }]];
  });
}
