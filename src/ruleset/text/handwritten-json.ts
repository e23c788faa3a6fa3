import { isNo, isYes } from "../../values/yes-no.js";
import { type SyntaxProblem, syntax } from "./syntax-problem.js";

/** The mistakes of people who write JSON by hand, told by what stands there; null where it is none of them. */
export function describeByText(text: string, offset: number): SyntaxProblem | null {
  const here = text.slice(offset, offset + 40);
  const previous = lastBefore(text, offset);
  if (/^(\/\/|\/\*|#)/.test(here)) {
    return syntax(offset, "comments are not allowed in JSON", "put the words in a `description`, or delete them");
  }
  if (/^[“”„«»]/.test(here)) return syntax(offset, "a curly quote stands here", 'write straight double quotes: `"`');
  if (/^['‘’`]/.test(here)) return syntax(offset, "texts stand in double quotes", "write `\"` for `'`");
  if (/^[}\]]/.test(here) && text[previous] === ",") {
    return syntax(previous, `a comma stands after the last item, before \`${here[0]}\``, "delete the comma");
  }
  if (/^,/.test(here) && text[previous] !== '"')
    return syntax(offset, "a comma stands where nothing comes before it", "delete the comma");
  if (/^[^\S \t\r\n]|^\u200B/.test(here))
    return syntax(
      offset,
      "a space of another kind stands here, such as one that does not break",
      "write a plain space",
    );
  if (/^;/.test(here)) return syntax(offset, "a semicolon stands here", "write a comma");
  if (/^=/.test(here)) return syntax(offset, "an equals sign stands here", "write a colon");
  const word = /^[A-Za-z_$][\w$-]*/.exec(here)?.[0];
  if (word !== undefined) return describeWord(word, text, offset);
  if (/^[+.]/.test(here) || (/^\d/.test(here) && text[offset - 1] === "0")) {
    return syntax(offset, "this is not how a number is written", "write it like `9`, `-2` or `0.5`");
  }
  return null;
}

/** Null where the word is a value as JSON has it, and only stands in the wrong place. */
function describeWord(word: string, text: string, offset: number): SyntaxProblem | null {
  const isKey = /^\s*:/.test(text.slice(offset + word.length));
  if (!isKey) {
    if (["true", "false", "null"].includes(word)) return null;
    const lower = word.toLowerCase();
    const meant = lower === "null" ? null : isYes(word) || (isNo(word) ? false : undefined);
    if (meant !== undefined) return syntax(offset, `\`${word}\` is not a value`, `write \`${meant}\``);
    if (lower === "none" || lower === "undefined") {
      return syntax(offset, `\`${word}\` is not a value`, "leave the key out where there is nothing to say");
    }
  }
  if (text[lastBefore(text, offset)] === '"') {
    return syntax(offset, `\`${word}\` follows a closing double quote`, 'write `\\"` for a double quote inside a text');
  }
  return syntax(offset, `\`${word}\` has no double quotes`, `write \`"${word}"\``);
}

function lastBefore(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length - 1;
}
