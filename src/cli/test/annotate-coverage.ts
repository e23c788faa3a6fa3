import type { CoverageReport } from "../../analysis.js";
import { formatAnnotation } from "../report/format-annotations.js";
import { isBelow } from "./format-coverage.js";

export interface AnnotatedCoverage {
  readonly failUnder: number | null;
  /** Show the gaps. */
  readonly isFull: boolean;
}

/** Gaps as GitHub shows them beside a rule or a channel, those of one place together; and that there are too many. */
export function annotateCoverage(coverage: CoverageReport, { failUnder, isFull }: AnnotatedCoverage): string {
  const { percent, gaps } = coverage;
  const low = {
    severity: "error",
    title: "coverage",
    lines: [`the scenarios reach ${percent}%, less than the ${failUnder}% of \`--fail-under\``],
  } as const;
  const places = [...new Set(gaps.map(({ path }) => path))].slice(0, isFull ? MOST_SHOWN : 0);
  return [
    ...(isBelow(coverage, failUnder) ? [formatAnnotation(low)] : []),
    ...places.flatMap((path) => {
      const here = gaps.filter((gap) => gap.path === path);
      const lines = here.map(({ message }) => message);
      return here.slice(0, 1).map((gap) => formatAnnotation({ ...gap, severity: "notice", title: "coverage", lines }));
    }),
  ].join("");
}

/** GitHub shows ten of a kind and leaves out the rest. */
const MOST_SHOWN = 10;
