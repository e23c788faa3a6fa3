/** `Dutch`; of several the first few, and what they have in common is left to the reader. Null for none. */
export function languageName(tag: string): string {
  try {
    return NAMES.of(tag) ?? tag;
  } catch {
    // A well-formed tag may be one that Intl refuses.
    return tag;
  }
}

export function languageWords(tags: readonly string[]): string {
  return tags.length === 0 ? "no language" : tags.map(languageName).join(" or ");
}

const NAMES = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
