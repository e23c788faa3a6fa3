import picocolors from "picocolors";
import { type Prose, type Style, toSpans } from "../../words/prose.js";
import { plainText } from "./plain-text.js";
import type { Screen } from "./screen.js";

/** Writes prose on one line. Every text passes through this function on its way to a terminal, and is cleaned. */
export function paint(prose: Prose, { color }: Screen): string {
  const colors = picocolors.createColors(color);
  const painters: Readonly<Record<Style, (text: string) => string>> = {
    plain: (text) => text,
    strong: colors.bold,
    dim: colors.dim,
    good: (text) => colors.bold(colors.green(text)),
    bad: (text) => colors.bold(colors.red(text)),
    // Yellow cannot be read on a light background.
    warning: (text) => colors.bold(colors.magenta(text)),
    name: colors.cyan,
  };
  return toSpans(prose)
    .map(({ text, style }) => ({ text: keepSpaces(text), style }))
    .filter(({ text }) => text !== "")
    .map(({ text, style }) => painters[style](text))
    .join("");
}

/** Cleans a text whose runs of spaces are layout. */
function keepSpaces(text: string): string {
  return text
    .split(/( +)/)
    .map((part) => (part.startsWith(" ") ? part : plainText(part)))
    .join("");
}
