/** The English name of a language, such as `Dutch (Netherlands)`; the tag itself where there is none. */
export function languageName(tag: string): string {
  if (tag === "*") return "any language";
  try {
    return NAMES.of(tag) ?? tag;
  } catch {
    // A tag may be well-formed by BCP 47 and still be one that Intl refuses, such as `i-klingon`.
    return tag;
  }
}

const NAMES = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
