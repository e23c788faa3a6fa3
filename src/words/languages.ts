import { englishName } from "../values/language-tag.js";

/** The English name of a language, such as `Dutch (Netherlands)`. The tag itself if English has no name for it. */
export function languageName(tag: string): string {
  if (tag === "*") return "any language";
  try {
    return englishName("language", tag) ?? tag;
  } catch {
    // Intl refuses some tags that are well-formed by BCP 47, such as `i-klingon`.
    return tag;
  }
}

/** `a Dutch`, `an English`, by how the English name begins to sound. */
export function withArticle(name: string): string {
  return `${/^(?:[AEIO]|U[^ky])/i.test(name) ? "an" : "a"} ${name}`;
}
