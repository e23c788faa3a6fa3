/** The English name of a language, such as `Dutch (Netherlands)`. The tag itself if English has no name for it. */
export function languageName(tag: string): string {
  if (tag === "*") return "any language";
  try {
    return NAMES.of(tag) ?? tag;
  } catch {
    // Intl refuses some tags that are well-formed by BCP 47, such as `i-klingon`.
    return tag;
  }
}

const NAMES = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
