import type { Change, Comparison } from "../../analysis.js";
import type { RoutingDecision } from "../../index.js";
import { fullTime } from "../../words/local-time.js";
import { countOf, formatCount } from "../../words/numbers.js";
import { bad, dim, good, name, type Prose, strong, toSpans, warning } from "../../words/prose.js";
import { type Block, caption, list, paragraph } from "../report/page.js";
import { writeRequest } from "../report/write-request.js";
import { tellChanges } from "./describe-change.js";
import type { DiffContext } from "./diff-context.js";

/** A comparison for a product manager: the verdict, then what changes for whom, then what was compared. */
export function diffPage(comparison: Comparison, context: DiffContext, hasExamples: boolean): Block[] {
  return [
    paragraph(describeVerdict(comparison)),
    ...tellChanges(comparison.changes, context).flatMap(({ sentence, details, shown }): Block[] => {
      const items = [
        ...details.map((prose) => ({ label: "now", prose })),
        ...(hasExamples ? [{ label: "such as", prose: describeExample(shown, shown.example) }] : []),
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
    list(summary(comparison, context)),
  ];
}

/** One line, whatever else there is to say. */
export function describeVerdict(comparison: Comparison): Prose {
  const isHedged = comparison.notCompared.length > 0 && comparison.verdict !== "unknown";
  return [...toSpans(verdictOf(comparison)), ...toSpans(isHedged ? " Not everything could be compared." : "")];
}

function verdictOf({ verdict }: Comparison): Prose {
  switch (verdict) {
    case "nothing":
      return [good("Nothing changes"), " for any customer."];
    case "more":
      return [good("Only more"), " is offered: nobody loses anything."];
    case "less":
      return [bad("Only less"), " is offered: nobody gains anything."];
    case "both":
      return ["Some customers are offered ", good("more"), ", and some ", bad("less"), "."];
    case "other":
      return [strong("The same channels"), " are offered to everyone; something else about them changes."];
    case "unknown":
      return [warning("No difference was found"), ", but not everything could be compared."];
  }
}

function summary({ situations }: Comparison, { before, after, rulesets, period, timeZone }: DiffContext) {
  const version = (spelling: string, { ruleset }: DiffContext["rulesets"][number]): Prose => [
    name(spelling),
    `: ${ruleset.id} ${ruleset.version}`,
  ];
  return [
    { label: "Before", prose: version(before, rulesets[0]) },
    { label: "Now", prose: version(after, rulesets[1]) },
    {
      label: "Compared",
      prose: `${situations < 2 ? countOf(situations, "situation") : `${formatCount(situations)} situations`} from ${fullTime(period.from, timeZone)} to ${fullTime(period.until, timeZone)} (${timeZone})`,
    },
  ];
}

function describeExample(change: Change, { request, before, after }: Change["example"]): Prose {
  return [`${outcomeOf(change, before)} → ${outcomeOf(change, after)} `, dim(writeRequest(request))];
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
