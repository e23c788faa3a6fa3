import { type Issue, issueAt, type Path, type Problem } from "../../values/issue.js";
import { malformedLanguageTag, readLanguageTag } from "../../values/language-tag.js";
import { quote } from "../../values/quote.js";
import { parseAcceptLanguage } from "./parse-accept-language.js";

interface RequestedLanguage {
  /** As the request writes it. */
  readonly requested: string;
  /** The canonical tag; `*` for any language, null for a tag that names no language and matches nothing. */
  readonly tag: string | null;
}

interface RequestedLanguages {
  /** In the order of the request, without malformed tags. */
  readonly tags: readonly RequestedLanguage[];
  readonly issues: readonly Issue[];
}

/**
 * Reads the `language` of a request, which stands at `path`: one tag, or a list of at most 100, best first. The list may be empty.
 *
 * Runs no foreign code except a list's own getters; their errors pass through.
 */
export function readLanguages(language: unknown, path: Path): RequestedLanguages {
  const tags: RequestedLanguage[] = [];
  const issues: Issue[] = [];
  function readOne(text: unknown, at: Path): void {
    if (typeof text !== "string") {
      const problem = `a language is a text, not ${kindOf(text)}`;
      issues.push(issueAt(at, { code: "wrong-type", problem, hint: "write a tag such as `nl`" }));
      return;
    }
    const read = readLanguageTag(text);
    if (read.kind === "malformed") issues.push(issueAt(at, describeMalformed(text)));
    else if (read.kind === "language") tags.push({ requested: text, tag: read.tag });
    else tags.push({ requested: text, tag: read.kind === "wildcard" ? "*" : null });
  }

  if (!Array.isArray(language)) {
    readOne(language, path);
    return { tags, issues };
  }
  // Read once: the length of a hostile list may grow.
  const { length } = language;
  if (length > MAX_TAGS) {
    const problem = `${length} languages are too many`;
    const hint = `give the best ${MAX_TAGS} at most`;
    return { tags, issues: [issueAt(path, { code: "too-many-languages", problem, hint })] };
  }
  for (let index = 0; index < length; index++) readOne(language[index], [...path, index]);
  return { tags, issues };
}

const MAX_TAGS = 100;

function describeMalformed(text: string): Problem {
  const isHeader = /[,;]/.test(text) && parseAcceptLanguage(text).length > 0;
  if (!isHeader) return malformedLanguageTag(text);
  const problem = `${quote(text)} is an \`Accept-Language\` header, not a language tag`;
  const hint = "give the list that `parseAcceptLanguage` makes of it";
  return { code: "malformed-language-tag", problem, hint };
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
