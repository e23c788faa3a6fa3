import { type SyntaxProblem, syntax } from "./syntax-problem.js";

export interface OpenBracket {
  readonly bracket: "{" | "[";
  readonly line: number;
}

/** The bracket that is open where `until` is; null outside of all. */
export function openBracketAt(text: string, until: number): OpenBracket | null {
  const open: OpenBracket[] = [];
  let line = 1;
  for (const [token] of text.slice(0, until).matchAll(/"(?:[^"\\\n\r]|\\.)*"|[[\]{}]|\r\n|\n|\r/g)) {
    if (token === "{" || token === "[") open.push({ bracket: token, line });
    else if (token === "}" || token === "]") open.pop();
    else if (token[0] !== '"') line++;
  }
  return open.at(-1) ?? null;
}

export function unclosedBracket(offset: number, { bracket, line }: OpenBracket): SyntaxProblem {
  return syntax(
    offset,
    `the file ends before the \`${bracket}\` of line ${line} is closed`,
    `write \`${CLOSING[bracket]}\``,
  );
}

/** Of a closing bracket where none can stand. */
export function misplacedBracket(offset: number, closing: string, { bracket, line }: OpenBracket): SyntaxProblem {
  return CLOSING[bracket] === closing
    ? syntax(offset, `a value is missing before \`${closing}\``, "write it, or delete its key")
    : syntax(
        offset,
        `\`${closing}\` closes the \`${bracket}\` of line ${line}`,
        `write \`${CLOSING[bracket]}\` first, or in its place`,
      );
}

const CLOSING = { "{": "}", "[": "]" } as const;
