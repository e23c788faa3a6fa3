import { isDeepStrictEqual } from "node:util";
import type { Comparison, Law, Tally } from "./law.js";

/** What one case showed of a law: null where it holds. An error that is thrown on the way breaks it, too. */
export async function checkCase(law: Law, example: unknown, tally: Tally): Promise<Comparison | null> {
  try {
    const { expected, actual } = await law.compare(example, tally);
    return isDeepStrictEqual(actual, expected) ? null : { expected, actual };
  } catch (error) {
    return { expected: "no error", actual: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
