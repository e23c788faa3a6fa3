/**
 * A text as a terminal may have it: one line, without control characters, and without those that reverse or hide what follows.
 *
 * The joiners of emoji and of Persian words stay.
 */
export function plainText(text: string, replacement = ""): string {
  return text.replace(/\s+/gu, " ").replace(UNSAFE, replacement);
}

/** JSON for a terminal: the same data, with what {@link plainText} takes away written as escapes. */
export function plainJson(data: unknown, indent = 2): string {
  return JSON.stringify(data, null, indent).replace(UNSAFE_IN_JSON, (character) =>
    [...Array(character.length).keys()]
      .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** Columns a terminal gives to a text that {@link plainText} has cleaned. */
export function displayWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
/** Line breaks are JSON's own, and inside a text it escapes the rest of the C0 controls itself. */
const UNSAFE_IN_JSON = /[\u007f-\u009f\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/** East Asian wide and full-width characters (UAX 11, by script) and emoji. */
const WIDE =
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|[\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation})/u;
