/**
 * What a user wrote, in backticks, for a message: one short line that a terminal prints as it is, whatever the text holds.
 */
export function quote(written: string): string {
  const shown = printable(written.slice(0, MAX_SHOWN)).replaceAll("`", "\uFFFD");
  return `\`${shown}${written.length > MAX_SHOWN ? "…" : ""}\``;
}

/** The text without what would break the line or steer a terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\uFFFD");
}

/** `` `a`, `b` and `c` ``; of very many the first, and how many there are besides. */
export function quoteList(written: readonly string[], joint: "and" | "or" = "and"): string {
  const left = written.length - MOST_LISTED;
  return listWords([...written.slice(0, MOST_LISTED).map(quote), ...(left > 0 ? [`${left} more`] : [])], joint);
}

/** `a, b and c`. */
export function listWords(words: readonly string[], joint: "and" | "or" = "and"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${joint} ${last}`;
}

const MAX_SHOWN = 60;
const MOST_LISTED = 30;
