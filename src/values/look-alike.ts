import { nfc } from "./compare-texts.js";

/**
 * Says how a written text differs from a word that looks the same, and what to do. Null if a reader can see the difference.
 *
 * Looks for letters of other scripts, invisible characters, other hyphens and spaces, and spaces at the ends.
 */
export function unseenDifference(written: string, word: string): string | null {
  if (nfc(written) === nfc(word) || written.length > LONGEST || plainForm(written) !== plainForm(word)) return null;
  const [here, there] = [glyphsOf(written), glyphsOf(word)];
  let place = 0;
  while (place < here.length && here[place]?.character === there[place]?.character) place++;
  const [mine, its] = [here[place], there[place]];
  const number = place + 1;
  if (mine?.shown === "") {
    if (SPACE.test(mine.character) && nfc(written.trim()) === nfc(word)) {
      const [isStart, isEnd] = [written !== written.trimStart(), written !== written.trimEnd()];
      if (isStart && isEnd) return "delete the spaces around it";
      return `delete ${nameOf(mine)} at its ${isStart ? "start" : "end"}`;
    }
    return `delete character ${number} here, ${nameOf(mine)}`;
  }
  if (its?.shown === "") return `that has ${nameOf(its)} as character ${number}`;
  // INVARIANT: what is left shows as much on one side as on the other.
  return `character ${number} here is ${nameOf(mine as Glyph)}, not ${nameOf(its as Glyph)}`;
}

/** The longest name that a ruleset allows. */
const LONGEST = 200;

/** Writes a text with the plain characters that it looks like, without invisible ones and spaces at its ends. A long one stays as it is. */
export function plainForm(text: string): string {
  return text.length > LONGEST || IS_PLAIN.test(text)
    ? text
    : glyphsOf(text)
        .map(({ shown }) => shown)
        .join("");
}

/** Printable ASCII, without spaces at the ends or next to each other. */
const IS_PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;

/** One character, and the plain text that it looks like; empty if nothing of it is seen. */
interface Glyph {
  readonly character: string;
  readonly shown: string;
}

function glyphsOf(text: string): Glyph[] {
  const characters = [...nfc(text)];
  const isSpaceAt = (index: number) => SPACE.test(characters[index] ?? " ");
  const end = characters.findLastIndex((character) => !SPACE.test(character) && !INVISIBLE.test(character));
  return characters.map((character, index) => {
    const isBlank = isSpaceAt(index) && (index > end || isSpaceAt(index - 1));
    return { character, shown: isBlank || INVISIBLE.test(character) ? "" : shownAs(character) };
  });
}

const SPACE = /^\s$/;
const INVISIBLE = /^\p{Default_Ignorable_Code_Point}$/u;

function shownAs(character: string): string {
  if (/^[!-~]$/.test(character)) return character;
  if (SPACE.test(character)) return " ";
  if (/^[\u2010\u2011\u2212]$/.test(character)) return "-";
  return LIKE_LATIN.get(character) ?? nfc(character.normalize("NFKC"));
}

/** `the space`, `` `a` ``, or a code point as `U+0430`. */
function nameOf({ character }: Glyph): string {
  if (character === " ") return "the space";
  if (/^[!-~]$/.test(character)) return `\`${character}\``;
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * Letters that look like a Latin one: Cyrillic, Greek, Armenian, and rare Latin ones. Source: `confusables.txt` of UTS 39, its letters of
 * everyday alphabets.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  ...{ a: "аα", c: "сϲ", d: "ԁ", e: "е", ë: "ё", g: "ɡ", h: "һհ", i: "іιı", ï: "ї", j: "ј", k: "кκ", l: "ӏ", o: "оοօ" },
  ...{ p: "рρ", q: "ԛզ", s: "ѕ", u: "υս", v: "ν", w: "ԝ", x: "хχ", y: "у", A: "АΑ", B: "ВΒ", C: "С", E: "ЕΕ", Ë: "Ё" },
  ...{
    H: "НΗ",
    I: "ІΙ",
    Ï: "Ї",
    J: "Ј",
    K: "КΚ",
    M: "МΜ",
    N: "Ν",
    O: "ОΟ",
    P: "РΡ",
    S: "Ѕ",
    T: "ТΤ",
    X: "ХΧ",
    Y: "УΥ",
  },
  ...{ Z: "Ζ", "'": "’‘" },
};

const LIKE_LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([latin, others]) => [...others].map((other) => [other, latin])),
);
