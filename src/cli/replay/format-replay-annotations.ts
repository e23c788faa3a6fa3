import type { ReplayReport } from "../../analysis.js";
import { countOf, formatShare } from "../../words/numbers.js";
import { toSpans } from "../../words/prose.js";
import { formatAnnotation, formatAnnotations } from "../report/format-annotations.js";
import type { ReplayContext } from "./replay-page.js";
import { describeSkipped } from "./replay-skips-page.js";

/** A replay as GitHub's workflow commands: lines that were skipped as warnings, and what changes as notices. */
export function formatReplayAnnotations(report: ReplayReport, context: ReplayContext): string {
  const skipped = report.skipped.problems.flatMap(({ examples }) =>
    examples.map((line) => ({
      ...line.issue,
      message: toSpans(describeSkipped(line, context))
        .map(({ text }) => text)
        .join(""),
      severity: "warning" as const,
      file: context.from,
      line: line.line,
    })),
  );
  const title = `replay of ${context.from}`;
  return `${formatAnnotations(skipped)}${notices(report)
    .map((text) => formatAnnotation({ severity: "notice", title, lines: [text] }))
    .join("")}`;
}

function notices({ requests, skipped, rules, changes }: ReplayReport): string[] {
  const total = `${countOf(requests, "request")}, ${countOf(skipped.lines, "line")} skipped`;
  const offers = rules.channels.map(({ channel, share }) => `${channel} ${formatShare(share)}`).join(", ");
  if (changes === null) return [requests === 0 ? total : `${total}; offered: ${offers}`];
  if (changes.requests === 0) return [`${total}; nothing changes`];
  return [
    `${total}; ${countOf(changes.requests, "request")} (${formatShare(changes.share)}) answered differently`,
    ...changes.channels.flatMap(({ channel, lost, gained }) => [
      ...(lost.requests === 0 ? [] : [`${channel} is lost for ${countOf(lost.requests, "request")}`]),
      ...(gained.requests === 0 ? [] : [`${channel} is gained for ${countOf(gained.requests, "request")}`]),
    ]),
  ];
}
