import type { ReplayReport, ReplayTally, SkippedLine } from "../../analysis.js";
import { fullTime } from "../../words/local-time.js";
import { countOf, formatCount, formatShare } from "../../words/numbers.js";
import { dim, groupAlike, named, type Prose, strong, textOf } from "../../words/prose.js";
import { formatAnnotation, formatAnnotations } from "../report/format-annotations.js";
import type { Formatters } from "../report/formatter.js";
import {
  type Block,
  caption,
  formatPage,
  formatPageMarkdown,
  heading,
  type ListItem,
  list,
  paragraph,
} from "../report/page.js";
import { plainJson } from "../terminal/json.js";
import {
  changeBlocks,
  languageBlocks,
  offeredBlocks,
  requestTypeBlocks,
  stepBlocks,
  withheldBlocks,
} from "./replay-blocks.js";

export interface ReplayedLog {
  readonly replayed: ReplayReport;
  readonly from: string;
  /** The two versions of the rules, as the person named them. */
  readonly rules: string;
  readonly against: string | null;
  readonly timeZone: string;
}

export const REPLAY_FORMATTERS = {
  pretty: (log, screen) => formatPage(replayPage(log), screen),
  json: ({ replayed }) => `${plainJson(replayed)}\n`,
  markdown: (log) => formatPageMarkdown(replayPage(log)),
  github: annotateReplay,
} satisfies Formatters<ReplayedLog>;

/** Totals first, then the changes, then who is withheld what, and why. */
function replayPage(log: ReplayedLog): Block[] {
  const { replayed, from } = log;
  const parts = [offeredBlocks, changeBlocks, withheldBlocks, requestTypeBlocks, languageBlocks, stepBlocks];
  return [
    heading(`Replay of ${from}`, 1),
    list(listTotals(log)),
    ...(replayed.requests === 0 ? [] : parts.flatMap((blocksOf) => blocksOf(replayed))),
    ...skipBlocks(log),
  ];
}

function listTotals({ replayed, timeZone, ...spellings }: ReplayedLog): ListItem[] {
  const { requests, skipped, period, rules, against } = replayed;
  const [start, end] = period === null ? [] : [period.from, period.through].map((at) => fullTime(at, timeZone));
  const when = start === undefined ? "" : `, ${start === end ? start : `from ${start} to ${end}`} (${timeZone})`;
  const version = (label: string, spelling: string | null, tally: ReplayTally | null): ListItem[] => {
    if (spelling === null || tally === null) return [];
    const { id, version, fingerprint } = tally.ruleset;
    return [{ label, prose: [named(spelling), `: ${id} ${version}`, dim(` (${fingerprint.slice(0, 12)})`)] }];
  };
  return [
    { label: "Requests", prose: [strong(formatCount(requests)), when] },
    ...(skipped.lines === 0 ? [] : [{ label: "Skipped", prose: `${countOf(skipped.lines, "line")}, listed below` }]),
    ...version(against === null ? "Rules" : "Now", spellings.rules, rules),
    ...version("Before", spellings.against, against),
  ];
}

/** The skipped lines: how many for each problem, and the first of them. */
function skipBlocks(log: ReplayedLog): Block[] {
  const { skipped } = log.replayed;
  if (skipped.lines === 0) return [];
  return [
    heading("Skipped"),
    ...skipped.problems.flatMap((problem) => [
      caption([countOf(problem.lines, "line"), dim(` [${problem.code}]`)]),
      list(listExamples(problem.examples, log), true),
      ...(problem.code === "unknown-key" ? [BESIDE] : []),
    ]),
  ];
}

/** Lines with the same problem share an item. */
function listExamples(examples: readonly SkippedLine[], log: ReplayedLog): ListItem[] {
  return groupAlike(examples, ({ issue }) => issue.message).map((group) => {
    const [first, ...others] = group;
    const label = `line${others.length === 0 ? "" : "s"} ${group.map(({ line }) => line).join(", ")}`;
    return { label, prose: describeSkipped(first, log) };
  });
}

/** The problem of a line. If there are two versions of the rules, names the one that refuses it. */
function describeSkipped({ issue, refusedBy }: SkippedLine, { rules, against }: ReplayedLog): Prose {
  if (refusedBy === null || against === null) return issue.message;
  return [issue.message, " (for ", named(refusedBy === "rules" ? rules : against), ")"];
}

const BESIDE = paragraph(dim('Whatever else a log keeps goes beside the request: { "request": { … }, … }'));

/** Skipped lines as warnings, and totals and changes as notices. */
function annotateReplay(log: ReplayedLog): string {
  const { replayed, from } = log;
  const skipped = replayed.skipped.problems.flatMap(({ examples }) =>
    examples.map((line) => ({
      ...line.issue,
      message: textOf(describeSkipped(line, log)),
      severity: "warning" as const,
      file: from,
      line: line.line,
    })),
  );
  const title = `replay of ${from}`;
  const annotations = notices(replayed).map((text) => formatAnnotation({ severity: "notice", title, lines: [text] }));
  return `${formatAnnotations(skipped)}${annotations.join("")}`;
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
