import type { ReplayReport, SkippedLine, SkippedProblem } from "../../analysis.js";
import { countOf } from "../../words/numbers.js";
import { dim, name, type Prose } from "../../words/prose.js";
import { type Block, caption, heading, type ListItem, list, paragraph } from "../report/page.js";
import type { ReplayContext } from "./replay-page.js";

/** The lines that were skipped: how many for what, and the first of them with what to do. */
export function skipBlocks({ skipped }: ReplayReport, context: ReplayContext): Block[] {
  if (skipped.lines === 0) return [];
  return [
    heading("Skipped"),
    ...skipped.problems.flatMap((problem) => [
      caption([countOf(problem.lines, "line"), dim(` [${problem.code}]`)]),
      list(listExamples(problem.examples, context), true),
      ...adviceOn(problem),
    ]),
  ];
}

/** Lines of which the same is wrong are told of together. */
function listExamples(examples: readonly SkippedLine[], context: ReplayContext): ListItem[] {
  const groups = new Map<string, SkippedLine[]>();
  for (const example of examples) {
    const { message } = example.issue;
    groups.set(message, [...(groups.get(message) ?? []), example]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const label = `line${others.length === 0 ? "" : "s"} ${[first, ...others].map(({ line }) => line).join(", ")}`;
    return [{ label, prose: describeSkipped(first, context) }];
  });
}

/** What is wrong with a line, and which rules say so where there are two. */
export function describeSkipped(
  { issue, refusedBy }: SkippedLine,
  { rules, against }: Pick<ReplayContext, "rules" | "against">,
): Prose {
  if (refusedBy === null || against === null) return issue.message;
  return [issue.message, " (for ", name(refusedBy === "rules" ? rules : against), ")"];
}

/** A log has more to keep than the request. */
function adviceOn({ code }: SkippedProblem): Block[] {
  if (code !== "unknown-key") return [];
  return [paragraph(dim('Whatever else a log keeps goes beside the request: { "request": { … }, … }'))];
}
