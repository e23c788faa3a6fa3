import type { CoverageGap, CoverageReport } from "../../analysis.js";
import { formatCount, plural } from "../../words/numbers.js";
import { bad, dim, good, groupAlike, type Prose, strong } from "../../words/prose.js";
import { formatMore } from "../report/format-issues.js";
import { flow, joinSections } from "../terminal/flow.js";
import { paint, type Screen } from "../terminal/screen.js";

export interface CoverageContext {
  readonly spelling: string;
  /** The least percentage of goals to reach; null for none. */
  readonly failUnder: number | null;
  readonly isFull: boolean;
}

/** What the scenarios reach, for a person: one line, or every gap too. */
export function formatCoverage(coverage: CoverageReport, context: CoverageContext, screen: Screen): string {
  const lines = context.isFull ? [...formatParts(coverage, screen), ...formatGaps(coverage, screen), ""] : [];
  return joinSections([[...lines, ...flow(summarize(coverage, context), screen)]]);
}

export function isBelow({ reached, total }: CoverageReport, failUnder: number | null): boolean {
  // `percent` is rounded: 89.99 is below 90.
  return failUnder !== null && reached * 100 < failUnder * total;
}

/** `94.6% of 113 goals reached`, and what to do next. */
function summarize(coverage: CoverageReport, { failUnder, isFull, spelling }: CoverageContext): Prose {
  const { percent, total, gaps } = coverage;
  const share = `${percent}%`;
  const isLow = isBelow(coverage, failUnder);
  const advice = isFull
    ? `; \`contact-routing test ${spelling} --suggest\` writes scenarios for them`
    : `; \`--coverage\` lists ${gaps.length === 1 ? "the gap" : `the ${formatCount(gaps.length)} gaps`}`;
  return [
    strong("coverage"),
    ": ",
    isLow ? bad(share) : gaps.length === 0 ? good(share) : strong(share),
    ` of ${plural(total, "goal")} reached`,
    isLow ? `, less than the ${failUnder}% of \`--fail-under\`` : "",
    gaps.length === 0 || (isFull && gaps.every(({ reason }) => reason !== null)) ? "" : advice,
  ];
}

function formatParts({ parts, unreachable }: CoverageReport, screen: Screen): string[] {
  const counts = Object.entries(parts).filter(([, { total }]) => total > 0);
  const left = Math.max(...counts.map(([, { reached }]) => String(reached).length), 0);
  const right = Math.max(...counts.map(([, { total }]) => String(total).length), 0);
  const more = `${plural(unreachable.length, "more goal")} cannot be reached, and do not count`;
  return [
    paint(strong("Reached"), screen),
    ...counts.map(([part, { reached, total }]) =>
      paint(`  ${part.padEnd(10)}  ${String(reached).padStart(left)} of ${String(total).padStart(right)}`, screen),
    ),
    ...(unreachable.length === 0 ? [] : flow(dim(more), screen, { indent: 2 })),
    "",
  ];
}

function formatGaps({ gaps }: CoverageReport, screen: Screen): string[] {
  if (gaps.length === 0) return [paint(good("Nothing is missed."), screen)];
  const lines = mergeGaps(gaps);
  const left = lines.length - MAX_SHOWN;
  return [
    paint(strong("No scenario in which"), screen),
    ...groupAlike(lines.slice(0, MAX_SHOWN), ({ place }) => place).flatMap((here) => [
      ...flow(dim(here[0].place), screen, { indent: 2 }),
      ...here.flatMap(({ prose }) => flow(prose, screen, { indent: 4 })),
    ]),
    ...(left > 0 ? [formatMore(left, screen, "  ")] : []),
  ];
}

const MAX_SHOWN = 40;

/** A line for each gap. A channel gets one line for all its missing languages, and one for all its missing request types. */
function mergeGaps(gaps: readonly CoverageGap[]): { place: string; prose: Prose }[] {
  const never = new Set(gaps.flatMap(({ goal }) => (goal.kind === "rule-holds" ? goal.rule : [])));
  const told = gaps.filter(
    ({ goal }) => !((goal.kind === "rule-decides" || goal.kind === "way-holds") && never.has(goal.rule)),
  );
  const singles = told.map((gap) => ({ gap, single: singleOf(gap) }));
  return groupAlike(singles, ({ gap, single }) => single?.alike ?? gap).map((group) => {
    const [{ gap, single }] = group;
    const { shows, reason } = gap;
    const place = gap.file === undefined ? gap.path : `${gap.file}:${gap.line}`;
    if (single === null) return { place, prose: reason === null ? shows : [shows, dim(`; ${reason}`)] };
    return { place, prose: `${single.alike} ${group.map((each) => `\`${each.single?.word}\``).join(", ")}` };
  });
}

/** The language or request type of a gap that is about this alone, after the words that gaps alike share; null for other gaps. */
function singleOf({ goal, reason }: CoverageGap): { readonly alike: string; readonly word: string } | null {
  if (goal.kind !== "channel-offered" || reason !== null) return null;
  const { channel, requestTypes, languages } = goal;
  if ((requestTypes === "any") === (languages === "any")) return null;
  const [words, of] = requestTypes === "any" ? [languages, "in"] : [requestTypes, "for"];
  const [word] = words;
  return words.length === 1 && typeof word === "string" ? { alike: `\`${channel}\` is offered ${of}`, word } : null;
}
