/** Quotes a user's text in backticks for a message. The result is one short line that is safe for a terminal. */
export function quote(written: string): string {
  return `\`${shorten(written, MAX_SHOWN)}\``;
}

/** Cuts a user's text to `maxLength` characters and makes it safe to stand in backticks. */
export function shorten(text: string, maxLength: number): string {
  const shown = printable(text.slice(0, maxLength)).replaceAll("`", "\uFFFD");
  return text.length > maxLength ? `${shown}…` : shown;
}

/** Replaces characters that break a line or control a terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\uFFFD");
}

/** Writes a list such as `` `a`, `b` and `c` ``. Shortens a long list to its first items and the number of the others. */
export function quoteList(written: readonly string[], joint: "and" | "or" = "and"): string {
  const left = written.length - MAX_LISTED;
  return listWords([...written.slice(0, MAX_LISTED).map(quote), ...(left > 0 ? [`${left} more`] : [])], joint);
}

/** Joins words, as in `a, b and c`. */
export function listWords(words: readonly string[], joint: "and" | "or" = "and"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${joint} ${last}`;
}

const MAX_SHOWN = 60;
const MAX_LISTED = 30;
