import stringWidth from "string-width";

/**
 * A text that is safe to print on one line: without control characters, and without characters that reverse or hide other text.
 *
 * The joiners of emoji and of Persian words stay.
 */
export function cleanText(text: string, replacement = ""): string {
  return text.replace(/\s+/gu, " ").replace(UNSAFE, replacement);
}

const UNSAFE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/** Cleans a text whose runs of spaces are layout. */
export function cleanLayout(text: string, replacement = ""): string {
  return text
    .split(/( +)/)
    .map((part) => (part.startsWith(" ") ? part : cleanText(part, replacement)))
    .join("");
}

/** The columns that a terminal gives to a text that {@link cleanText} has cleaned. */
export function displayWidth(text: string): number {
  return stringWidth(text, { countAnsiEscapeCodes: true });
}
