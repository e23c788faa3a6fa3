import { distance } from "fastest-levenshtein";
import { quoteList } from "./quote.js";

/**
 * The word nearest to the one written; null where none is near.
 *
 * The bounds are those of TypeScript's spelling suggestions: lengths differ by at most max(2, ⌊0.34·n⌋), the edit distance is below
 * ⌊0.4·n⌋ + 1. Case counts for little: `Phone` is as near to `phone` as can be.
 */
export function suggest<Word extends string>(written: string, words: Iterable<Word>): Word | null {
  if (written.length > LONGEST_WORD) return null;
  const maxLengthDifference = Math.max(2, Math.floor(written.length * 0.34));
  const lower = written.toLowerCase();
  let best: Word | null = null;
  let bestScore = Math.floor(written.length * 0.4) + 1;
  let seen = 0;
  for (const word of words) {
    if (++seen > MAX_WORDS) break;
    if (word === written || Math.abs(word.length - written.length) > maxLengthDifference) continue;
    const folded = distance(lower, word.toLowerCase());
    if (folded >= bestScore) continue;
    // A difference in case alone costs less than any edit, and breaks ties between words equally far.
    const score = folded + Math.min(distance(written, word) - folded, 9) / 10;
    if (score < bestScore) {
      best = word;
      bestScore = score;
    }
  }
  return best;
}

/** `did you mean …?`, or else what is said where nothing is near. */
export function didYouMean(written: string, words: Iterable<string>, otherwise?: string): string | undefined {
  const word = suggest(written, words);
  return word === null ? otherwise : `did you mean \`${word}\`?`;
}

/** The longest name that anything can have; comparing two texts takes as long as both their lengths multiplied. */
const LONGEST_WORD = 200;
/** Bounds the work on a huge file in which nothing fits; there are some 430 time zones. */
const MAX_WORDS = 500;

/** What to write for a name that is not known: what it is near to, or all there are; of many, what is said otherwise. */
export function nameHint(
  written: string,
  names: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  noun: string,
  otherwise: string,
): string {
  const near = didYouMean(written, names.keys());
  if (near !== undefined) return near;
  return names.size > 0 && names.size <= MAX_LISTED
    ? `the ${noun}${names.size === 1 ? " is" : "s are"} ${quoteList([...names.keys()])}`
    : otherwise;
}

const MAX_LISTED = 8;

/** Words that people write for `true`. */
export function isYes(word: string): boolean {
  return /^(?:true|yes|y|on|ja)$/i.test(word);
}

/** Words that people write for `false`. */
export function isNo(word: string): boolean {
  return /^(?:false|no|n|off|nee|nein)$/i.test(word);
}
