import { RequestError } from "../../values/errors.js";
import { type Issue, issueAt, type Path } from "../../values/issue.js";
import { malformedLanguageTag, readLanguageTag } from "../../values/language-tag.js";
import { createLanguageMatcher } from "./language-matcher.js";
import { readLanguages } from "./read-languages.js";

/** Options of {@link matchLanguage}. */
export interface MatchLanguageOptions {
  /** How to read a requested language that matches nothing served; `{ gsw: "gsw" }` undoes the built-in alias of `gsw` to `de`. */
  readonly aliases?: Readonly<Record<string, string>> | undefined;
}

/** The result of {@link matchLanguage}. */
export interface LanguageMatch {
  /** The served tag, as `served` writes it. */
  readonly language: string;
  /** The requested tag that it matches, as `requested` writes it. */
  readonly requested: string;
}

/**
 * Finds the language to answer in; null if nothing matches.
 *
 * Takes the requested tags in order. Each matches the served tag that is equal, or else the one that its alias matches, or else the nearest
 * one of its language by CLDR; the first of several. Throws {@link RequestError} with every malformed tag, at `/0` (of `requested`), `/served/0` or
 * `/aliases/gsw`.
 *
 * @example
 * matchLanguage("de-AT", ["en", "de"]); // { language: "de", requested: "de-AT" }
 */
export function matchLanguage(
  requested: string | readonly string[],
  served: readonly string[],
  options: MatchLanguageOptions = {},
): LanguageMatch | null {
  const { aliases = {} } = options;
  const { tags, issues } = readLanguages(requested, []);
  const found = [
    ...issues,
    ...served.flatMap((text, index) => checkLanguage(text, ["served", index])),
    ...Object.entries(aliases).flatMap(([from, to]) =>
      [from, to].flatMap((text) => checkLanguage(text, ["aliases", from])),
    ),
  ];
  if (found.length > 0) throw new RequestError(found);

  const match = createLanguageMatcher(served, aliases);
  for (const { requested, tag } of tags) {
    const language = served[match(tag)];
    if (language !== undefined) return { language, requested };
  }
  return null;
}

/** A skipped tag, such as `und`, is allowed and matches nothing. */
function checkLanguage(text: string, path: Path): Issue[] {
  const { kind } = readLanguageTag(text);
  if (kind === "malformed") return [issueAt(path, malformedLanguageTag(text))];
  if (kind === "wildcard") return [issueAt(path, WILDCARD_SERVED)];
  return [];
}

const WILDCARD_SERVED = {
  code: "malformed-language-tag",
  problem: "`*` names no language",
  hint: "only a request may say `*`; write a tag such as `nl`",
};
