import { bad, dim } from "../../words/prose.js";
import { cleanLayout, displayWidth, paint, type Screen } from "./screen.js";

/** The lines around a place in a text, with the token there underlined. Line and column count from 1; columns are UTF-16 code units. */
export function codeFrame(text: string, line: number, column: number, screen: Screen): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  const last = Math.min(line + AFTER, lines.length);
  // The empty line after the last line end is not shown.
  const shown = lines.slice(
    Math.max(line - 1 - BEFORE, 0),
    last === lines.length && lines.at(-1) === "" && line < last ? last - 1 : last,
  );
  const first = Math.max(line - BEFORE, 1);
  const gutter = String(first + shown.length - 1).length;
  const room = Math.max(screen.width - gutter - 7, 20);
  const marked = lines[line - 1] ?? "";
  const start = column - 1;
  const end = start + tokenLength(marked, start);
  const cut = Math.max(0, visible(marked.slice(0, end)).length - room + 1);

  return shown.flatMap((source, index) => {
    const number = first + index;
    const label = `${String(number).padStart(gutter)} │ `;
    const code = window(visible(source), cut, room);
    if (number !== line) return [paint(["    ", dim(label), dim(code)], screen).trimEnd()];
    const before = displayWidth(window(visible(source.slice(0, start)), cut, room));
    const width = Math.max(1, Math.min(displayWidth(visible(source.slice(start, end))), room - before));
    return [
      paint([bad("  > "), dim(label), code], screen).trimEnd(),
      paint([" ".repeat(gutter + 5), dim("│ "), " ".repeat(before), bad("^".repeat(width))], screen),
    ];
  });
}

const BEFORE = 2;
const AFTER = 1;

/** The length of a text with its quotes, a word, a number or a sign. */
function tokenLength(line: string, start: number): number {
  return /^(?:"(?:[^"\\]|\\.)*"?|[\w.+-]+|.)/u.exec(line.slice(start))?.[0].length ?? 1;
}

/** Makes every character visible, with a known width. */
function visible(source: string): string {
  return cleanLayout(source.replaceAll("\t", "  "), "\uFFFD");
}

/** The part of a line that is shown. An ellipsis marks a cut. */
function window(source: string, cut: number, room: number): string {
  const rest = cut === 0 ? source : `…${source.slice(cut + 1)}`;
  return rest.length > room ? `${rest.slice(0, room - 1)}…` : rest;
}
