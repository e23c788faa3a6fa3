import { groupBy } from "../values/group-by.js";

export { listWords } from "../values/quote.js";

/** A text and its role for the reader. */
export interface StyledText {
  readonly text: string;
  readonly style: Style;
}

/** `name` marks a name that a product manager chose. */
export type Style = "plain" | "strong" | "dim" | "good" | "bad" | "warning" | "name";

/** Text of one or more styles, in a row. */
export type Prose = string | StyledText | readonly Prose[];

export const strong = (text: string): StyledText => ({ text, style: "strong" });
export const dim = (text: string): StyledText => ({ text, style: "dim" });
export const good = (text: string): StyledText => ({ text, style: "good" });
export const bad = (text: string): StyledText => ({ text, style: "bad" });
export const warning = (text: string): StyledText => ({ text, style: "warning" });
export const named = (text: string): StyledText => ({ text, style: "name" });

export function toSpans(prose: Prose): StyledText[] {
  if (typeof prose === "string") return [{ text: prose, style: "plain" }];
  return "text" in prose ? [prose] : prose.flatMap(toSpans);
}

export function textOf(prose: Prose): string {
  return toSpans(prose)
    .map(({ text }) => text)
    .join("");
}

export function joinProse(parts: readonly Prose[], separator = ", "): Prose {
  return parts.map((part, index) => (index === 0 ? part : [separator, part]));
}

/** `a, b and c`. */
export function listNames(names: readonly string[], joint: "and" | "or" = "and"): Prose {
  const last = names.length - 1;
  return names.map((name, index) => [index === 0 ? "" : index === last ? ` ${joint} ` : ", ", named(name)]);
}

/** Groups items with equal keys, which are told together, each group at the place of its first item. Keys are compared as JSON. */
export function groupAlike<T>(items: readonly T[], keyOf: (item: T) => unknown): (readonly [T, ...T[]])[] {
  return [...groupBy(items, (item) => JSON.stringify(keyOf(item))).values()];
}
