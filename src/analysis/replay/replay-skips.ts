import type { Issue } from "../../values/issue.js";
import type { SkippedLine, SkippedLines } from "./replay-report.js";

/** Counts the lines that were skipped, and keeps a few to show. */
export interface SkipCounter {
  add(skipped: SkippedLine): void;
  skipped(): SkippedLines;
}

/** Codes are few: they are ours, or those of the program that reads the log. */
export function createSkipCounter(): SkipCounter {
  let lines = 0;
  const byCode = new Map<Issue["code"], { lines: number; readonly examples: SkippedLine[] }>();
  return {
    add(skipped) {
      lines++;
      const { code } = skipped.issue;
      const problem = byCode.get(code) ?? { lines: 0, examples: [] };
      byCode.set(code, problem);
      problem.lines++;
      if (problem.examples.length < MOST_EXAMPLES) problem.examples.push(skipped);
    },
    skipped: () => ({
      lines,
      problems: [...byCode]
        .map(([code, problem]) => ({ code, lines: problem.lines, examples: [...problem.examples] }))
        .sort((left, right) => right.lines - left.lines),
    }),
  };
}

const MOST_EXAMPLES = 3;
