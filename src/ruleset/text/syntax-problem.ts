import type { Problem } from "../../values/issue.js";

/** What is not JSON in a text, and where: the first such thing, since the rest mostly follows from it. */
export interface SyntaxProblem extends Problem {
  readonly offset: number;
}

export function syntax(offset: number, problem: string, hint: string): SyntaxProblem {
  return { code: "syntax", problem, hint, offset };
}
