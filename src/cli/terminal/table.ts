import { type Prose, type Style, type StyledText, toSpans } from "../../words/prose.js";
import { breakLines, joinStyles, type Line, splitCell, type Word, widthOf } from "./flow.js";
import { cleanText, paint, type Screen } from "./screen.js";

const GAP = 2;

/**
 * Lays out rows of text. Columns are as wide as their cells; if the screen is too narrow, the cells of the widest columns are broken. Null if
 * a word would have to be cut for that, unless `cut` allows it. A non-breaking space keeps words together.
 */
export function layTable(
  rows: readonly (readonly Prose[])[],
  screen: Screen,
  indent: number,
  cut = false,
): string[] | null {
  const cells = rows.map((row) => row.map(splitCell));
  const columns = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, column) =>
    cells.map((row) => row[column] ?? []),
  );
  const naturals = columns.map((column) => widthOfColumn(column, Number.POSITIVE_INFINITY));
  const longest = columns.map((column) => Math.max(1, ...column.flat().map(({ spans }) => widthOf(spans))));
  const room = screen.width - indent - GAP * (columns.length - 1);
  const widths = [...naturals];
  if (!narrow(widths, longest, room)) {
    if (!cut) return null;
    narrow(widths, Array(widths.length).fill(LEAST_CUT), room);
  }
  useSlack(widths, naturals, columns, room);
  return cells.flatMap((row) => {
    const broken = widths.map((width, column) => breakLines(row[column] ?? [], width));
    const height = Math.max(1, ...broken.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const spans = broken.flatMap((lines, column) => padEnd(lines[line] ?? [], (widths[column] ?? 0) + GAP));
      return paint([" ".repeat(indent), ...spans], screen).trimEnd();
    });
  });
}

/** A column whose words are cut shows at least this much of each. */
const LEAST_CUT = 6;

function widthOfColumn(column: readonly (readonly Word[])[], width: number): number {
  return Math.max(1, ...column.flatMap((words) => breakLines(words, width)).map(widthOf));
}

/** Narrows the widest columns until all fit. False if they cannot. */
function narrow(widths: number[], leasts: readonly number[], room: number): boolean {
  let over = widths.reduce((sum, width) => sum + width, 0) - room;
  for (; over > 0; over--) {
    const narrowable = widths.map((width, column) => (width > (leasts[column] ?? 0) ? width : 0));
    const widest = Math.max(...narrowable);
    if (widest <= 0) return false;
    widths[narrowable.indexOf(widest)] = widest - 1;
  }
  return true;
}

/** Gives the room that broken lines leave to the columns that then need no breaks. */
function useSlack(
  widths: number[],
  naturals: readonly number[],
  columns: readonly (readonly (readonly Word[])[])[],
  room: number,
): void {
  for (const [column, width] of widths.entries()) widths[column] = widthOfColumn(columns[column] ?? [], width);
  let slack = room - widths.reduce((sum, width) => sum + width, 0);
  const lacking = naturals.map((natural, column) => ({ column, lack: natural - (widths[column] ?? 0) }));
  for (const { column, lack } of lacking.sort((a, b) => a.lack - b.lack)) {
    if (lack > slack) break;
    widths[column] = naturals[column] ?? 0;
    slack -= lack;
  }
}

/**
 * Lays out labels with numbers, which stand on the right of their columns. Columns that do not fit come below the others, with the labels
 * again; labels are shortened before that.
 */
export function layNumberTable(
  head: readonly Prose[],
  rows: readonly (readonly Prose[])[],
  screen: Screen,
  indent: number,
): string[] {
  const lines = [head, ...rows].map((row) =>
    row.map((prose) => toSpans(prose).map(({ text, style }): StyledText => ({ text: cleanText(text), style }))),
  );
  const [labels = [], ...columns] = head.map((_, column) => lines.map((row) => row[column] ?? []));
  const widths = columns.map((column) => Math.max(...column.map(widthOf)));
  const labelWidth = widthOfLabels(Math.max(...labels.map(widthOf)), widths, screen.width, indent);
  return splitColumns(widths, screen.width - indent - labelWidth).flatMap((shown, part) => {
    const painted = labels.map((label, row) => {
      const numbers = shown.map((column) => padStart(columns[column]?.[row] ?? [], (widths[column] ?? 0) + GAP));
      return paint(
        [" ".repeat(indent), ...padEnd(shorten(label, labelWidth), labelWidth), ...joinStyles(numbers.flat())],
        screen,
      ).trimEnd();
    });
    return part === 0 ? painted : ["", ...painted];
  });
}

/** Labels keep nearly half of the screen. They are cut further only if not even one column would fit. */
function widthOfLabels(widest: number, widths: readonly number[], screenWidth: number, indent: number): number {
  const room = screenWidth - indent;
  const besideAll = room - widths.reduce((sum, each) => sum + GAP + each, 0);
  const besideOne = room - GAP - Math.max(...widths, 0);
  return Math.min(
    widest,
    Math.max(besideAll, Math.floor(screenWidth * LEAST_SHARE)),
    Math.max(besideOne, SHORTEST_LABEL),
  );
}

const LEAST_SHARE = 0.45;
const SHORTEST_LABEL = 12;

/** The columns of each part of a table; a part has at least one column. */
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

function shorten(line: Line, width: number): Line {
  if (widthOf(line) <= width) return line;
  const characters = line.flatMap(({ text, style }) => Array.from(text, (character) => ({ text: character, style })));
  const end = characters.findIndex((_, index) => widthOf(characters.slice(0, index + 1)) > width - 1);
  return joinStyles([...characters.slice(0, end), { text: "…", style: characters[end]?.style ?? "plain" }]);
}

function padEnd(line: Line, width: number): Line {
  return [...line, spaces(width - widthOf(line))];
}

function padStart(line: Line, width: number): Line {
  return [spaces(width - widthOf(line), line[0]?.style), ...line];
}

function spaces(count: number, style: Style = "plain"): StyledText {
  return { text: " ".repeat(Math.max(count, 0)), style };
}
