import stringWidth from "string-width";

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

/** The columns that a terminal gives to a text that {@link plainText} has cleaned. */
export function displayWidth(text: string): number {
  return stringWidth(text, { countAnsiEscapeCodes: true });
}

const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
/** Line breaks are JSON's own, and inside a text it escapes the rest of the C0 controls itself. */
const UNSAFE_IN_JSON = /[\u007f-\u009f\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;
