import type { LawCount, Outcome } from "./run-workers.js";

/** One line: how far each target is. */
export function formatProgress(seconds: number, laws: readonly LawCount[]): string {
  return `${String(seconds).padStart(5)} s  ${byTarget(laws).map(summary).join(", ")}`;
}

/** A table of laws with their cases, the totals, and what was broken. `saved` are the files of the broken laws, in their order. */
export function formatOutcome({ laws, broken, lost }: Outcome, saved: readonly string[]): string {
  const rows = laws.map(({ target, law, cases, tally }) => {
    const isBroken = broken.some((each) => each.target === target && each.law === law);
    const made = tally.decisions > 0 ? `${count(tally.decisions)} decisions` : "";
    const compared = tally.referenced > 0 ? `${count(tally.referenced)} with the reference` : "";
    return [
      isBroken ? "✗" : "✓",
      `${target}/${law}`,
      `${count(cases)} cases`,
      [made, compared].filter(Boolean).join(", "),
    ];
  });
  const failures = broken.map(({ target, law }, index) =>
    [
      `${target}/${law} is broken; the smallest case found is in ${saved[index]}`,
      "  mend what is wrong, and commit the file: `npm test` replays it",
    ].join("\n"),
  );
  const losses = lost.map(({ target, law, seed, why }) => `${target}/${law}, the batch of seed ${seed}: ${why}`);
  const sums = `in all: ${byTarget(laws).map(summary).join(", ")}`;
  return [...alignColumns(rows), sums, ...failures, ...losses].join("\n");
}

interface TargetCount {
  readonly target: string;
  cases: number;
  decisions: number;
  referenced: number;
}

function byTarget(laws: readonly LawCount[]): TargetCount[] {
  const targets = new Map<string, TargetCount>();
  for (const { target, cases, tally } of laws) {
    const sum = targets.get(target) ?? { target, cases: 0, decisions: 0, referenced: 0 };
    sum.cases += cases;
    sum.decisions += tally.decisions;
    sum.referenced += tally.referenced;
    targets.set(target, sum);
  }
  return [...targets.values()];
}

function summary({ target, cases, decisions, referenced }: TargetCount): string {
  if (decisions === 0) return `${target} ${count(cases)}`;
  return `${target} ${count(cases)} with ${count(decisions)} decisions, ${count(referenced)} of them against the reference`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}

function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? "").length)));
  return rows.map(([mark = "", law = "", cases = "", rest = ""]) =>
    [mark, law.padEnd(widths[1] ?? 0), cases.padStart(widths[2] ?? 0), rest].join("  ").trimEnd(),
  );
}
