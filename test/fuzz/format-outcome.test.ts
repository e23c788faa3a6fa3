import { describe, expect, it } from "vitest";
import { formatOutcome, formatProgress } from "../../fuzz/format-outcome.js";
import type { LawCount } from "../../fuzz/run-workers.js";

const LAWS: readonly LawCount[] = [
  { target: "decisions", law: "reference", cases: 1200, tally: { decisions: 5000, referenced: 5000 } },
  { target: "decisions", law: "times", cases: 30, tally: { decisions: 1_000_000, referenced: 0 } },
  { target: "languages", law: "second-matcher", cases: 70_000, tally: { decisions: 0, referenced: 0 } },
];

describe("what the fuzzer says", () => {
  it("sums up each target while it runs", () => {
    expect(formatProgress(15, LAWS)).toBe(
      "   15 s  decisions 1,230 with 1,005,000 decisions, 5,000 of them against the reference, languages 70,000",
    );
  });

  it("lists the laws when it is done, and where the case of a broken one is", () => {
    const failure = { example: 1, expected: 2, actual: 3 };
    const broken = [{ target: "decisions", law: "times", failure }];
    const lost = [{ target: "languages", law: "second-matcher", seed: 8, why: "did not end" }];
    expect(formatOutcome({ laws: LAWS, broken, lost }, ["test/regressions/decisions/times-1.json"])).toBe(
      [
        "✓  decisions/reference        1,200 cases  5,000 decisions, 5,000 with the reference",
        "✗  decisions/times               30 cases  1,000,000 decisions",
        "✓  languages/second-matcher  70,000 cases",
        "in all: decisions 1,230 with 1,005,000 decisions, 5,000 of them against the reference, languages 70,000",
        "decisions/times is broken; the smallest case found is in test/regressions/decisions/times-1.json",
        "  mend what is wrong, and commit the file: `npm test` replays it",
        "languages/second-matcher, the batch of seed 8: did not end",
      ].join("\n"),
    );
  });
});
