import { readLanguageTag } from "../../values/language-tag.js";

/**
 * Reads the tags of an `Accept-Language` header, best first, for a request's `language`.
 *
 * Follows RFC 9110 section 12.5.4. Drops entries with q=0, with a bad q or another parameter, entries other than a tag or `*`, and
 * repeated tags. Drops `*` if the header refuses a language with q=0. Ties stay in order. Reads the first 4,096 characters and returns at most 100 tags; none for null, undefined or no header.
 *
 * @example
 * parseAcceptLanguage("fr;q=0.5, nl"); // ["nl", "fr"]
 */
export function parseAcceptLanguage(header: string | null | undefined): string[] {
  if (typeof header !== "string") return [];
  const entries = withinLimit(header)
    .split(",")
    .map(parseEntry)
    .filter((entry) => entry !== null);
  // A list cannot say "any language, except French".
  const refusesAny = entries.some(({ tag, quality }) => quality === 0 && tag !== "*");
  const accepted = entries.filter(({ tag, quality }) => quality > 0 && !(refusesAny && tag === "*"));
  const tags = new Map<string, string>();
  // INVARIANT: the sort is stable, so that ties stay in order.
  for (const { tag } of accepted.sort((left, right) => right.quality - left.quality)) {
    const key = tag.toLowerCase();
    if (!tags.has(key)) tags.set(key, tag);
  }
  return [...tags.values()].slice(0, MAX_TAGS);
}

interface Entry {
  readonly tag: string;
  readonly quality: number;
}

const MAX_HEADER_LENGTH = 4096;
const MAX_TAGS = 100;

/** RFC 9110 section 12.4.2: `q` in either case, at most three decimals, space before it but not within. */
const ENTRY = /^[ \t]*([^;\s]+)(?:[ \t]*;[ \t]*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?[ \t]*$/i;

/** Cuts at a comma, so that half a tag is never read as a tag. */
function withinLimit(header: string): string {
  if (header.length <= MAX_HEADER_LENGTH) return header;
  return header.slice(0, header.lastIndexOf(",", MAX_HEADER_LENGTH) + 1);
}

function parseEntry(text: string): Entry | null {
  const [, tag, weight = "1"] = ENTRY.exec(text) ?? [];
  const quality = Number(weight);
  if (tag === undefined || readLanguageTag(tag).kind === "malformed") return null;
  return { tag, quality };
}
