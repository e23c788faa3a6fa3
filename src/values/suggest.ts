import { distance } from "fastest-levenshtein";
import { plainForm, unseenDifference } from "./look-alike.js";
import { quoteList } from "./quote.js";

/**
 * Finds the word that the user probably meant. Returns null if no word is similar.
 *
 * TypeScript's spelling suggestions have the same bounds, for a written word of n characters: lengths differ by at most max(2,
 * ⌊0.34·n⌋), and the edit distance is below ⌊0.4·n⌋ + 1. Case hardly counts: `Phone` is very close to `phone`. A word that looks the same is closest of all.
 */
export function nearestWord<Word extends string>(written: string, words: Iterable<Word>): Word | null {
  if (written.length > LONGEST_WORD) return null;
  const maxLengthDifference = Math.max(2, Math.floor(written.length * 0.34));
  const lower = written.toLowerCase();
  const plain = plainForm(written);
  let best: Word | null = null;
  let bestScore = Math.floor(written.length * 0.4) + 1;
  let seen = 0;
  for (const word of words) {
    if (++seen > MAX_WORDS) break;
    if (word !== written && plainForm(word) === plain) return word;
    if (word === written || Math.abs(word.length - written.length) > maxLengthDifference) continue;
    const folded = distance(lower, word.toLowerCase());
    if (folded >= bestScore) continue;
    // A difference in case costs less than any edit. It decides between words of equal distance.
    const score = folded + Math.min(distance(written, word) - folded, 9) / 10;
    if (score < bestScore) {
      best = word;
      bestScore = score;
    }
  }
  return best;
}

/** Whether a name was meant: one letter in four is wrong at most, or two of its letters are swapped. */
export function isTypo(written: string, name: string): boolean {
  const edits = distance(written, name);
  return edits <= written.length / 4 || (edits === 2 && sortedLetters(written) === sortedLetters(name));
}

function sortedLetters(word: string): string {
  return [...word].sort().join("");
}

/** Returns `did you mean …?`, or `otherwise` if no word is similar. A synonym of a word goes before similar words. */
export function didYouMean(
  written: string,
  words: Iterable<string>,
  otherwise?: string,
  synonyms?: Synonyms,
): string | undefined {
  const synonym = synonyms?.get(written.toLowerCase());
  const word = synonym !== undefined && [...words].includes(synonym) ? synonym : nearestWord(written, words);
  return word === null ? otherwise : suggestion(written, word);
}

/** Suggests a word: `did you mean …?`, or as `say` says it. If the two look the same, says how they differ. */
export function suggestion(written: string, word: string, say = (quoted: string) => `did you mean ${quoted}?`): string {
  const difference = unseenDifference(written, word);
  const quoted = `\`${word}\``;
  return difference === null ? say(quoted) : `write ${quoted}; ${difference}`;
}

/** Says what to write instead, as {@link suggestion} does. */
export function writeInstead(written: string, word: string): string {
  return suggestion(written, word, (quoted) => `write ${quoted}`);
}

/** Maps what people write, in lower case, to what they mean. */
export type Synonyms = ReadonlyMap<string, string>;

/** Makes {@link Synonyms} from a table that lists what people write for each word. */
export function synonymsFrom(table: Readonly<Record<string, readonly string[]>>): Synonyms {
  return new Map(Object.entries(table).flatMap(([word, others]) => others.map((other) => [other, word])));
}

/** The longest name that a ruleset allows. Comparing two texts takes time proportional to the product of their lengths. */
const LONGEST_WORD = 200;
/** Bounds the work on a huge file. There are about 430 time zones. */
const MAX_WORDS = 500;

/** Advises on an unknown name: a similar name, or all names if there are few, or else `otherwise`. */
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

/** Whether people write this word for `true`. */
export function isYes(word: string): boolean {
  return /^(?:true|yes|y|on|ja)$/i.test(word);
}

/** Whether people write this word for `false`. */
export function isNo(word: string): boolean {
  return /^(?:false|no|n|off|nee|nein)$/i.test(word);
}
