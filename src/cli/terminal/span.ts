import picocolors from "picocolors";
import { plainText } from "./plain-text.js";
import type { Screen } from "./screen.js";

/** A piece of text, and what it is to the reader; legible on a dark and on a light ground, and without colour. */
export interface Span {
  readonly text: string;
  readonly style: Style;
}

export type Style = "plain" | "strong" | "dim" | "good" | "bad" | "warning" | "name";

/** Text of several styles in a row. */
export type Prose = string | Span | readonly (string | Span)[];

export const strong = (text: string): Span => ({ text, style: "strong" });
export const dim = (text: string): Span => ({ text, style: "dim" });
export const good = (text: string): Span => ({ text, style: "good" });
export const bad = (text: string): Span => ({ text, style: "bad" });
export const warning = (text: string): Span => ({ text, style: "warning" });
/** A name that a product manager chose. */
export const name = (text: string): Span => ({ text, style: "name" });

export function toSpans(prose: Prose): Span[] {
  const parts = isSpans(prose) ? prose : [prose];
  return parts.map((part) => (typeof part === "string" ? { text: part, style: "plain" } : part));
}

/** `a, b and c`. */
export function listSpans(spans: readonly Span[], joint: "and" | "or" = "and"): (string | Span)[] {
  return spans.flatMap((span, index) => [
    ...(index === 0 ? [] : [index === spans.length - 1 ? ` ${joint} ` : ", "]),
    span,
  ]);
}

/** Puts prose on one line. Every text on its way to a terminal comes through here, and is cleaned. */
export function paint(prose: Prose, { color }: Screen): string {
  const colors = picocolors.createColors(color);
  const painters: Readonly<Record<Style, (text: string) => string>> = {
    plain: (text) => text,
    strong: colors.bold,
    dim: colors.dim,
    good: (text) => colors.bold(colors.green(text)),
    bad: (text) => colors.bold(colors.red(text)),
    // Yellow cannot be read on a light ground.
    warning: (text) => colors.bold(colors.magenta(text)),
    name: colors.cyan,
  };
  return toSpans(prose)
    .map(({ text, style }) => ({ text: keepSpaces(text), style }))
    .filter(({ text }) => text !== "")
    .map(({ text, style }) => painters[style](text))
    .join("");
}

function isSpans(prose: Prose): prose is readonly (string | Span)[] {
  return Array.isArray(prose);
}

/** Cleans a text whose runs of spaces are layout. */
function keepSpaces(text: string): string {
  return text
    .split(/( +)/)
    .map((part) => (part.startsWith(" ") ? part : plainText(part)))
    .join("");
}
