import type { Problem } from "./issue.js";
import { readLanguageTag } from "./language-tag.js";

/** What to say of a text that {@link readLanguageTag} calls malformed, in a request or in a ruleset. */
export function malformedLanguageTag(text: string): Problem {
  return {
    code: "malformed-language-tag",
    problem: text === "" ? "an empty text is no language tag" : `\`${shorten(text)}\` is not a language tag`,
    hint: hintFor(text),
  };
}

const MAX_SHOWN = 40;

function hintFor(text: string): string {
  const suggestion = suggestTag(text);
  if (suggestion !== null) return `did you mean \`${suggestion}\`?`;
  return /[,;]/.test(text) ? "give one tag at a time, such as `nl`" : "write a BCP 47 tag such as `nl` or `pt-BR`";
}

/** Undoes what is written most: spaces around, `en_US`, `en_US.UTF-8`, `de_DE@euro`, `en-`. */
function suggestTag(text: string): string | null {
  if (text.length > MAX_SHOWN) return null;
  const [locale = ""] = text.trim().split(/[.@]/);
  const tag = readLanguageTag(locale.split(/[-_]/).filter(Boolean).join("-"));
  return tag.kind === "language" ? tag.tag : null;
}

/** Keeps a hostile text to one short line that a terminal prints as it is. */
function shorten(text: string): string {
  const shown = text.slice(0, MAX_SHOWN).replace(/[\p{C}\p{Zl}\p{Zp}`]/gu, "\uFFFD");
  return text.length > MAX_SHOWN ? `${shown}…` : shown;
}
