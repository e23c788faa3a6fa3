import type { Environment } from "../environment.js";

/** Asks questions that are answered by yes or no. Anything else is no, as is the end of the input. */
export async function* askYesOrNo(
  questions: readonly string[],
  { stdin, stderr }: Environment,
): AsyncGenerator<boolean, void> {
  const lines = linesOf(stdin);
  for (const question of questions) {
    stderr.write(`${question} [y/N] `);
    const { value, done } = await lines.next();
    yield done !== true && /^\s*y(?:es)?\s*$/i.test(value);
  }
  await lines.return();
}

async function* linesOf(input: Environment["stdin"]): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of input) {
    text += typeof part === "string" ? part : decoder.decode(part, { stream: true });
    const lines = text.split(/\r?\n/);
    text = lines.pop() ?? "";
    yield* lines;
  }
  if (text !== "") yield text;
}
