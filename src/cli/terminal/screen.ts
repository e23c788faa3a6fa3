import picocolors from "picocolors";
import stringWidth from "string-width";
import { type Prose, type Style, toSpans } from "../../words/prose.js";
import type { Environment, Output } from "../environment.js";

/** The medium that a text is laid out for. */
export interface Screen {
  /** In columns. */
  readonly width: number;
  readonly color: boolean;
  /** The URL of the folder with the pages of this version; left out if the medium shows no links. */
  readonly docs?: string;
}

/** A terminal has its own width, within limits. Any other output has 80 columns and, by default, no colour. */
export function screenOf(output: Output, { variables, docs }: Pick<Environment, "variables" | "docs">): Screen {
  const columns = output.isTTY === true ? (output.columns ?? 0) : 0;
  const color = wantsColor(output, variables);
  return {
    width: columns > 0 ? Math.min(Math.max(columns, NARROWEST), WIDEST) : USUAL,
    color,
    ...(color && output.isTTY === true && docs !== undefined && { docs }),
  };
}

const NARROWEST = 40;
/** Longer lines are hard to read. */
const WIDEST = 120;
const USUAL = 80;

/** https://no-color.org, and FORCE_COLOR as Node reads it. NO_COLOR wins over FORCE_COLOR. */
function wantsColor(output: Output, { NO_COLOR, FORCE_COLOR, TERM }: Environment["variables"]): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return output.isTTY === true && TERM !== "dumb";
}

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
    .map(({ text, style }) => ({ text: cleanLayout(text), style }))
    .filter(({ text }) => text !== "")
    .map(({ text, style }) => painters[style](text))
    .join("");
}

/** Links a painted text to a part of a page, in terminals that can (OSC 8). The others show the text alone. */
export function linkTo(page: string, painted: string, { docs }: Screen): string {
  return docs === undefined ? painted : `\u001B]8;;${docs}${page}\u001B\\${painted}\u001B]8;;\u001B\\`;
}

/**
 * A text that is safe to print on one line: without control characters, and without characters that reverse or hide other text.
 *
 * The joiners of emoji and of Persian words stay.
 */
export function cleanText(text: string, replacement = ""): string {
  return text.replace(/\s+/gu, " ").replace(UNSAFE, replacement);
}

const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/** Cleans a text whose runs of spaces are layout. */
export function cleanLayout(text: string, replacement = ""): string {
  return text.replace(/[^ ]+/g, (part) => cleanText(part, replacement));
}

/** The columns that a terminal gives to a text that {@link cleanText} has cleaned. */
export function displayWidth(text: string): number {
  return stringWidth(text, { countAnsiEscapeCodes: true });
}
