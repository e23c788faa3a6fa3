import type { Comparison } from "../../analysis.js";
import { type Prose, toSpans } from "../../words/prose.js";
import { formatAnnotation } from "../report/format-annotations.js";
import { tellChanges } from "./describe-change.js";
import type { DiffContext } from "./diff-context.js";
import { describeVerdict } from "./diff-page.js";

/** A comparison as one of GitHub's workflow commands: GitHub shows ten of a kind and leaves out the rest. */
export function formatDiffAnnotations(comparison: Comparison, context: DiffContext): string {
  const lines = [
    textOf(describeVerdict(comparison)),
    ...tellChanges(comparison.changes, context).flatMap(({ sentence, details }) => [
      `- ${textOf(sentence)}`,
      ...details.map((each) => `  - ${textOf(each)}`),
    ]),
    ...comparison.notCompared.map((each) => `- not compared: ${each}`),
  ];
  const severity = comparison.notCompared.length > 0 ? "warning" : "notice";
  return formatAnnotation({ severity, title: `from ${context.before} to ${context.after}`, lines });
}

function textOf(prose: Prose): string {
  return toSpans(prose)
    .map(({ text, style }) => (style === "name" ? `\`${text}\`` : text))
    .join("");
}
