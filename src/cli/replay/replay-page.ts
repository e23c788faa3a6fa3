import type { ReplayReport, ReplayTally } from "../../analysis.js";
import { fullTime } from "../../words/local-time.js";
import { countOf, formatCount } from "../../words/numbers.js";
import { dim, name, type Prose, strong } from "../../words/prose.js";
import { type Block, heading, list } from "../report/page.js";
import { changeBlocks } from "./replay-changes-page.js";
import { languageBlocks, offeredBlocks, requestTypeBlocks, stepBlocks } from "./replay-offers-page.js";
import { skipBlocks } from "./replay-skips-page.js";
import { withheldBlocks } from "./replay-withheld-page.js";

/** What a replay is told with. */
export interface ReplayContext {
  /** What the log is called. */
  readonly from: string;
  /** As they were named. */
  readonly rules: string;
  readonly against: string | null;
  /** To tell times in. */
  readonly timeZone: string;
}

/** A replay for a product manager: totals first, then what changes, then who is withheld what, and why. */
export function replayPage(report: ReplayReport, context: ReplayContext): Block[] {
  const head = [heading(`Replay of ${context.from}`, 1), list(summary(report, context))];
  if (report.requests === 0) return [...head, ...skipBlocks(report, context)];
  return [
    ...head,
    ...offeredBlocks(report),
    ...changeBlocks(report),
    ...withheldBlocks(report),
    ...requestTypeBlocks(report.rules),
    ...languageBlocks(report.rules),
    ...stepBlocks(report),
    ...skipBlocks(report, context),
  ];
}

function summary({ requests, skipped, period, rules, against }: ReplayReport, context: ReplayContext) {
  const { timeZone } = context;
  const when = period === null ? "" : `, ${describePeriod(period, timeZone)} (${timeZone})`;
  const versions = (spelling: string, { ruleset }: ReplayTally): Prose => [
    name(spelling),
    `: ${ruleset.id} ${ruleset.version}`,
    dim(` (${ruleset.fingerprint.slice(0, 12)})`),
  ];
  return [
    { label: "Requests", prose: [strong(formatCount(requests)), when] },
    ...(skipped.lines === 0 ? [] : [{ label: "Skipped", prose: `${countOf(skipped.lines, "line")}, told of below` }]),
    { label: against === null ? "Rules" : "Now", prose: versions(context.rules, rules) },
    ...(against === null || context.against === null
      ? []
      : [{ label: "Before", prose: versions(context.against, against) }]),
  ];
}

function describePeriod({ from, through }: NonNullable<ReplayReport["period"]>, timeZone: string): string {
  const [start, end] = [fullTime(from, timeZone), fullTime(through, timeZone)];
  return start === end ? start : `from ${start} to ${end}`;
}
