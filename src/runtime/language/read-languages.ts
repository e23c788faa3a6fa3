import { type Issue, issueAt, type Path, type Problem } from "../../values/issue.js";
import { malformedLanguageTag, readLanguageTag } from "../../values/language-tag.js";

/** One requested language. */
export interface RequestedLanguage {
  /** As the request writes it. */
  readonly requested: string;
  /** The canonical tag; `*` for any language, null for a tag that names no language and matches nothing. */
  readonly tag: string | null;
}

export interface RequestedLanguages {
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
  if (Array.isArray(language)) return readList(language, path);
  const read = readOne(language);
  return "code" in read ? { tags: [], issues: [issueAt(path, read)] } : { tags: [read], issues: [] };
}

function readList(list: readonly unknown[], path: Path): RequestedLanguages {
  // Read once: the length of a hostile list may grow.
  const { length } = list;
  if (length > MAX_TAGS) {
    const problem = `${length} languages are too many`;
    const hint = `give the best ${MAX_TAGS} at most`;
    return { tags: [], issues: [issueAt(path, { code: "too-many-languages", problem, hint })] };
  }

  const tags: RequestedLanguage[] = [];
  const issues: Issue[] = [];
  for (let index = 0; index < length; index++) {
    const read = readOne(list[index]);
    if ("code" in read) issues.push(issueAt([...path, index], read));
    else tags.push(read);
  }
  return { tags, issues };
}

const MAX_TAGS = 100;

function readOne(text: unknown): RequestedLanguage | Problem {
  if (typeof text !== "string") {
    return {
      code: "wrong-type",
      problem: `a language is a text, not ${kindOf(text)}`,
      hint: "write a tag such as `nl`",
    };
  }
  const read = readLanguageTag(text);
  if (read.kind === "language") return { requested: text, tag: read.tag };
  if (read.kind === "malformed") return malformedLanguageTag(text);
  return { requested: text, tag: read.kind === "wildcard" ? "*" : null };
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
