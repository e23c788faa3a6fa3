import type { Change, Comparison } from "../../analysis.js";
import type { RoutingDecision } from "../../index.js";
import { fullTime } from "../../words/local-time.js";
import { countOf } from "../../words/numbers.js";
import { bad, good, named, type Prose, strong, toSpans, warning } from "../../words/prose.js";
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
import { type DiffContext, tellChanges } from "./describe-change.js";

interface DiffReport extends DiffContext {
  readonly comparison: Comparison;
  /** The two versions, as the person named them. */
  readonly before: string;
  readonly after: string;
  readonly hasExamples: boolean;
}

export const DIFF_FORMATTERS = {
  pretty: (report, screen) => formatPage(diffPage(report), screen),
  markdown: (report) => formatPageMarkdown(diffPage(report)),
  json: ({ comparison }) => `${plainJson(comparison)}\n`,
  github: annotateDiff,
} satisfies Formatters<DiffReport>;

/** The verdict, then the changes, then what was compared. */
function diffPage(report: DiffReport): Block[] {
  const { comparison, hasExamples } = report;
  return [
    paragraph(describeVerdict(comparison)),
    ...tellChanges(comparison.changes, report).flatMap(({ sentence, details, shown }): Block[] => {
      const { request, before, after } = shown.example;
      const example = describeExample(outcomeOf(shown, before), outcomeOf(shown, after), request);
      const items = [
        ...details.map((prose) => ({ label: "now", prose })),
        ...(hasExamples ? [{ label: "such as", prose: example }] : []),
      ];
      const told = capitalized(sentence);
      return items.length === 0 ? [paragraph(told)] : [caption(told), list(items, true)];
    }),
    ...(comparison.notCompared.length === 0
      ? []
      : [
          caption([warning("Not everything was compared:"), " there may be more differences."]),
          list(comparison.notCompared.map((each) => ({ label: "left out", prose: each }))),
        ]),
    list(listVersions(report)),
  ];
}

/** A comparison as one annotation, since GitHub shows few. */
function annotateDiff(report: DiffReport): string {
  const { comparison, before, after } = report;
  const lines = [
    markNames(describeVerdict(comparison)),
    ...tellChanges(comparison.changes, report).flatMap(({ sentence, details }) => [
      `- ${markNames(sentence)}`,
      ...details.map((each) => `  - ${markNames(each)}`),
    ]),
    ...comparison.notCompared.map((each) => `- not compared: ${each}`),
  ];
  const severity = comparison.notCompared.length > 0 ? "warning" : "notice";
  return formatAnnotation({ severity, title: `from ${before} to ${after}`, lines });
}

function markNames(prose: Prose): string {
  return toSpans(prose)
    .map(({ text, style }) => (style === "name" ? `\`${text}\`` : text))
    .join("");
}

function describeVerdict(comparison: Comparison): Prose {
  const isHedged = comparison.notCompared.length > 0 && comparison.verdict !== "unknown";
  return [VERDICTS[comparison.verdict], isHedged ? " Not everything could be compared." : ""];
}

const VERDICTS: Readonly<Record<Comparison["verdict"], Prose>> = {
  nothing: [good("Nothing changes"), " for any customer."],
  more: [good("Only more"), " is offered: nobody loses anything."],
  less: [bad("Only less"), " is offered: nobody gains anything."],
  both: ["Some customers are offered ", good("more"), ", and some ", bad("less"), "."],
  other: [strong("The same channels"), " are offered to everyone; something else about them changes."],
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
