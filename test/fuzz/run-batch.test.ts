import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Law } from "../../fuzz/law.js";
import { runBatch } from "../../fuzz/run-batch.js";

/** Holds below a hundred. */
const belowHundred: Law<readonly number[]> = {
  name: "below-hundred",
  says: "no number is a hundred or more",
  share: 1,
  casesPerBatch: 200,
  cases: fc.array(fc.nat(1000)),
  compare(numbers, tally) {
    tally.decisions += numbers.length;
    if (numbers.includes(13)) throw new Error("thirteen");
    return { expected: [], actual: numbers.filter((number) => number >= 100) };
  },
};
const holding: Law = { ...belowHundred, cases: fc.array(fc.integer({ min: 20, max: 99 })) };

describe("a batch of cases", () => {
  it("counts what it ran where the law holds", async () => {
    const batch = await runBatch(holding, 1);
    expect(batch).toMatchObject({ cases: 200, failure: null });
    expect(batch.tally.decisions).toBeGreaterThan(200);
  });

  it("is the same for the same seed", async () => {
    expect(await runBatch(holding, 7)).toEqual(await runBatch(holding, 7));
    expect((await runBatch(holding, 7)).tally).not.toEqual((await runBatch(holding, 8)).tally);
  });

  it("ends at the first case that breaks the law, and gives the smallest it can find", async () => {
    const { cases, failure } = await runBatch(belowHundred, 1);
    expect(cases).toBeLessThan(200);
    expect(failure).toEqual({ example: [100], expected: [], actual: [100] });
  });

  it("takes an error that is thrown for a broken law", async () => {
    const throwing: Law = { ...belowHundred, cases: fc.constant([13]) };
    const { failure } = await runBatch(throwing, 1);
    expect(failure).toMatchObject({ example: [13], expected: "no error" });
    expect(failure?.actual).toMatch(/^Error: thirteen/);
  });

  it("gives the case as it was where there is no time to shrink it", async () => {
    const { failure } = await runBatch(belowHundred, 1, -1);
    expect(failure?.example).not.toEqual([100]);
    expect(failure?.actual).not.toEqual([]);
  });
});
