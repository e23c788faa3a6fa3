export { listWords } from "../values/quote.js";

/** A text and its role for the reader. */
export interface StyledText {
  readonly text: string;
  readonly style: Style;
}

/** `name` marks a name that a product manager chose. */
export type Style = "plain" | "strong" | "dim" | "good" | "bad" | "warning" | "name";

/** Text of one or more styles, in a row. */
export type Prose = string | StyledText | readonly (string | StyledText)[];

export const strong = (text: string): StyledText => ({ text, style: "strong" });
export const dim = (text: string): StyledText => ({ text, style: "dim" });
export const good = (text: string): StyledText => ({ text, style: "good" });
export const bad = (text: string): StyledText => ({ text, style: "bad" });
export const warning = (text: string): StyledText => ({ text, style: "warning" });
export const named = (text: string): StyledText => ({ text, style: "name" });

export function toSpans(prose: Prose): StyledText[] {
  return [prose].flat().map((part) => (typeof part === "string" ? { text: part, style: "plain" } : part));
}

/** The text alone. */
export function textOf(prose: Prose): string {
  return toSpans(prose)
    .map(({ text }) => text)
    .join("");
}

/** `a, b and c`. */
export function listSpans(spans: readonly StyledText[], joint: "and" | "or" = "and"): (string | StyledText)[] {
  return spans.flatMap((span, index) => [
    ...(index === 0 ? [] : [index === spans.length - 1 ? ` ${joint} ` : ", "]),
    span,
  ]);
}
