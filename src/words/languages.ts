/** The English name of a language, such as `Dutch (Netherlands)`. The tag itself if English has no name for it. */
export function languageName(tag: string): string {
  if (tag === "*") return "any language";
  try {
    // Made when first needed: it takes as long as all of a small command.
    names ??= new Intl.DisplayNames("en", { type: "language", fallback: "none" });
    return names.of(tag) ?? tag;
  } catch {
    // Intl refuses some tags that are well-formed by BCP 47, such as `i-klingon`.
    return tag;
  }
}

let names: Intl.DisplayNames | undefined;
