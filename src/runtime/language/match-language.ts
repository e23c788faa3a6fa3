import { RequestError } from "../../values/errors.js";
import { type Issue, issueAt, type Path } from "../../values/issue.js";
import { malformedLanguageTag, readLanguageTag } from "../../values/language-tag.js";
import { createLanguageMatcher } from "./language-matcher.js";
import { readLanguages } from "./read-languages.js";

export interface MatchLanguageOptions {
  /** Requested language to the language to read it as, where nothing served fits it; `{ gsw: "gsw" }` undoes the built-in `gsw` to `de`. */
  readonly aliases?: Readonly<Record<string, string>> | undefined;
}

export interface LanguageMatch {
  /** The served tag, as it was written. */
  readonly language: string;
  /** The requested tag that it fits, as it was written. */
  readonly requested: string;
}

/**
 * Finds the language to answer in: for each requested tag in order, the served tag that is the same, or else has its language and region, or
 * else its language; the first served where several do. Null where nothing fits.
 *
 * Throws a {@link RequestError} with every malformed tag: at `/0` of `requested`, at `/served/0`, at `/aliases/gsw`.
 */
export function matchLanguage(
  requested: string | readonly string[],
  served: readonly string[],
  options: MatchLanguageOptions = {},
): LanguageMatch | null {
  const { aliases = {} } = options;
  const { tags, issues } = readLanguages(requested, []);
  const found = [...issues, ...checkServed(served), ...checkAliases(aliases)];
  if (found.length > 0) throw new RequestError(found);

  const match = createLanguageMatcher(served, aliases);
  for (const { requested, tag } of tags) {
    const language = served[match(tag)];
    if (language !== undefined) return { language, requested };
  }
  return null;
}

function checkServed(served: readonly string[]): Issue[] {
  return served.flatMap((text, index) => checkLanguage(text, ["served", index]));
}

function checkAliases(aliases: Readonly<Record<string, string>>): Issue[] {
  return Object.entries(aliases).flatMap(([from, to]) =>
    [from, to].flatMap((text) => checkLanguage(text, ["aliases", from])),
  );
}

/** A skipped tag is let through, and fits nothing. */
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
