import type { Change, ChangeCause, Comparison } from "../../analysis.js";
import type { RoutingDecision } from "../../index.js";
import { fullTime } from "../../words/local-time.js";
import { countOf, plural } from "../../words/numbers.js";
import { bad, good, joinProse, named, type Prose, strong, toSpans, warning } from "../../words/prose.js";
import { formatAnnotation } from "../report/format-annotations.js";
import type { Formatters } from "../report/formatter.js";
import {
  type Block,
  caption,
  describeExample,
  formatPage,
  formatPageMarkdown,
  list,
  paragraph,
} from "../report/page.js";
import { plainJson } from "../terminal/json.js";
import { type DiffContext, describeEdit, type ToldChanges, tellChanges } from "./describe-change.js";
import { describeEditedHours } from "./edited-hours.js";

interface DiffReport extends DiffContext {
  readonly comparison: Comparison;
  /** The two versions, as the person named them. */
  readonly before: string;
  readonly after: string;
  readonly hasExamples: boolean;
  /** Whether changes of stated reasons are listed, not only counted. */
  readonly hasReasons: boolean;
}

export const DIFF_FORMATTERS = {
  pretty: (report, screen) => formatPage(diffPage(report), screen),
  markdown: (report) => formatPageMarkdown(diffPage(report)),
  json: ({ comparison }) => `${plainJson(comparison)}\n`,
  github: annotateDiff,
} satisfies Formatters<DiffReport>;

/** The summary, then each change, the edited hours, and the two versions. */
function diffPage(report: DiffReport): Block[] {
  const { comparison, hasExamples } = report;
  const { changes, reasons } = toldChanges(report);
  const shown = [...changes, ...reasons];
  const [only] = shown.length === 1 ? shown : [];
  return [
    ...(only === undefined ? [paragraph(describeWhole(report, changes))] : []),
    ...shown.flatMap((change): Block[] => {
      const { sentence, details, causes, shown } = change;
      const { request, before, after } = shown.example;
      const example = describeExample(outcomeOf(shown, before), outcomeOf(shown, after), request);
      const items = [
        ...details.map((prose) => ({ label: "now", prose })),
        ...listCauses(causes),
        ...(hasExamples ? [{ label: "such as", prose: example }] : []),
      ];
      const told = change === only ? ["1 change: ", sentence] : capitalized(sentence);
      return items.length === 0 ? [paragraph(told)] : [caption(told), list(items, true)];
    }),
    ...(only === undefined ? [] : [paragraph(describeWhole(report, []))]),
    ...(report.hasReasons ? [] : foldReasons(comparison, changes.length > 0).map(paragraph)),
    ...describeEditedHours(report.rulesets).flatMap(({ title, items }): Block[] => [caption(title), list(items, true)]),
    ...(comparison.notCompared.length === 0
      ? []
      : [
          caption([warning("Not everything was compared:"), " there may be more differences."]),
          list(comparison.notCompared.map((each) => ({ label: "left out", prose: each }))),
        ]),
    list(listVersions(report)),
  ];
}

/** The changes, and apart from them those of stated reasons, if they are listed: they are many and matter least. */
function toldChanges(report: DiffReport) {
  const { changes } = report.comparison;
  const reasons = report.hasReasons ? changes.filter(({ kind }) => kind === "reasons") : [];
  return {
    // That requests can be decided now, such as those with a new fact, matters less than what is decided.
    changes: tellChanges(
      [
        ...changes.filter(({ kind }) => kind !== "reasons" && kind !== "accepted"),
        ...changes.filter(({ kind }) => kind === "accepted"),
      ],
      report,
    ),
    reasons: tellChanges(reasons, report),
  };
}

/** `2 changes: customers with dispute lose phone on Saturdays 10:00–16:00; … Nobody gains anything.` Without changes, the last sentence alone. */
function describeWhole({ comparison, hasReasons }: DiffReport, changes: readonly ToldChanges[]): Prose {
  const summaries = changes.slice(0, MOST_SUMMARIES).map(({ summary }) => summary);
  const more = changes.length > MOST_SUMMARIES ? [`${changes.length - MOST_SUMMARIES} more`] : [];
  const hasOnlyReasons = comparison.changes.length > 0 && comparison.changes.every(({ kind }) => kind === "reasons");
  const verdict = hasOnlyReasons && !hasReasons ? "" : VERDICTS[comparison.verdict];
  const isHedged = comparison.notCompared.length > 0 && comparison.verdict !== "unknown";
  const sentences: Prose[] = [
    ...(changes.length === 0
      ? []
      : [[`${plural(changes.length, "change")}: `, joinProse([...summaries, ...more], "; "), "."]]),
    ...(verdict === "" ? [] : [verdict]),
    ...(isHedged ? ["Not everything could be compared."] : []),
  ];
  return joinProse(sentences, " ");
}

const MOST_SUMMARIES = 4;

/** `Stated reasons also change in 4 ways; --reasons lists them.` */
function foldReasons({ changes }: Comparison, hasOthers: boolean): Prose[] {
  const count = changes.filter(({ kind }) => kind === "reasons").length;
  if (count === 0) return [];
  const start = hasOthers
    ? "Stated reasons also change in "
    : "The same is offered to everyone. Only stated reasons change, in ";
  return [[start, plural(count, "way"), "; ", named("--reasons"), " lists them."]];
}

function listCauses(causes: readonly ChangeCause[]): { label: string; prose: Prose }[] {
  const shown = causes.slice(0, MOST_CAUSES).map(describeEdit);
  const more = causes.length > MOST_CAUSES ? [`${causes.length - MOST_CAUSES} more`] : [];
  return causes.length === 0 ? [] : [{ label: "because of", prose: joinProse([...shown, ...more], "; ") }];
}

const MOST_CAUSES = 3;

/** A comparison as one annotation, since GitHub shows few. */
function annotateDiff(report: DiffReport): string {
  const { comparison, before, after, hasReasons } = report;
  const { changes, reasons } = toldChanges(report);
  const lines = [
    markNames(describeWhole(report, changes)),
    ...[...changes, ...reasons].flatMap(({ sentence, details }) => [
      `- ${markNames(sentence)}`,
      ...details.map((each) => `  - ${markNames(each)}`),
    ]),
    ...(hasReasons ? [] : foldReasons(comparison, changes.length > 0).map(markNames)),
    ...comparison.notCompared.map((each) => `- not compared: ${each}`),
  ].filter((line) => line !== "");
  const severity = comparison.notCompared.length > 0 ? "warning" : "notice";
  return formatAnnotation({ severity, title: `from ${before} to ${after}`, lines });
}

function markNames(prose: Prose): string {
  return toSpans(prose)
    .map(({ text, style }) => (style === "name" ? `\`${text}\`` : text))
    .join("");
}

const VERDICTS: Readonly<Record<Comparison["verdict"], Prose>> = {
  nothing: [good("Nothing changes"), " for any customer."],
  more: [good("Nobody loses"), " anything."],
  less: [bad("Nobody gains"), " anything."],
  both: ["Some customers are offered ", good("more"), ", and some ", bad("less"), "."],
  other: [strong("The same channels"), " are offered to everyone."],
  unknown: [warning("No difference was found"), ", but not everything could be compared."],
};

function listVersions({ comparison, before, after, rulesets, period, timeZone }: DiffReport) {
  const { situations } = comparison;
  const [was, is] = rulesets.map(({ ruleset }) => `: ${ruleset.id} ${ruleset.version}`);
  const [from, until] = [period.from, period.until].map((at) => fullTime(at, timeZone));
  return [
    { label: "Before", prose: [named(before), was ?? ""] },
    { label: "Now", prose: [named(after), is ?? ""] },
    { label: "Compared", prose: `${countOf(situations, "situation")} from ${from} to ${until} (${timeZone})` },
  ];
}

function outcomeOf(change: Change, decision: RoutingDecision | null): string {
  if (decision === null) return "an error";
  const words = partsOf(change, decision);
  return words.length === 0 ? "none" : words.join(", ");
}

function partsOf(change: Change, { offered, withheld, steps }: RoutingDecision): readonly string[] {
  switch (change.kind) {
    case "step-added":
    case "step-removed":
    case "step-moved-up":
      return steps.map(({ step }) => step);
    case "reasons": {
      const reasons = withheld.find(({ channel }) => channel === change.channel)?.reasons ?? [];
      return [...new Set(reasons.map(({ code }) => code))];
    }
    default:
      return offered.map(({ channel, servedLanguage }) => `${channel}:${servedLanguage}`);
  }
}

function capitalized(prose: Prose): Prose {
  const [first, ...rest] = toSpans(prose).filter(({ text }) => text !== "");
  return first === undefined
    ? []
    : [{ ...first, text: first.text.replace(/^./, (letter) => letter.toUpperCase()) }, ...rest];
}
