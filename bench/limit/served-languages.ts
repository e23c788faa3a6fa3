import { createLanguageMatcher } from "../../src/runtime/language/language-matcher.js";
import { readLanguageTag } from "../../src/values/language-tag.js";

/** What one language tag means to the three channels of the shipped rules. */
export interface ServedLanguage {
  /** As a snapshot of the agents may name it. */
  readonly canonical: string;
  readonly byPhone: string | null;
  /** The same nine languages by e-mail. */
  readonly byChat: string | null;
}

const PHONE = ["en", "es", "it", "fr", "nl", "de"];
const CHAT = [...PHONE, "zh", "pt", "pl"];
const REMEMBERED = 1000;

const matchPhone = createLanguageMatcher(PHONE);
const matchChat = createLanguageMatcher(CHAT);
const known = new Map<string, ServedLanguage>();

/** Throws where the tag is malformed. Remembers the tags it has seen. */
export function servedLanguage(tag: string): ServedLanguage {
  return known.get(tag) ?? learn(tag);
}

function learn(tag: string): ServedLanguage {
  const read = readLanguageTag(tag);
  if (read.kind === "malformed") throw new TypeError(`malformed language tag ${tag}`);
  const canonical = read.kind === "language" ? read.tag : tag;
  const requested = read.kind === "language" ? canonical : read.kind === "wildcard" ? "*" : null;
  const learned = {
    canonical,
    byPhone: PHONE[matchPhone(requested)] ?? null,
    byChat: CHAT[matchChat(requested)] ?? null,
  };
  if (known.size >= REMEMBERED) known.clear();
  known.set(tag, learned);
  return learned;
}
