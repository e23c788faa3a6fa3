import fc from "fast-check";
import { checkCase } from "./check-case.js";
import { type Comparison, emptyTally, type Law, type Tally } from "./law.js";

export interface Batch {
  /** Shrinking aside. */
  readonly cases: number;
  readonly tally: Tally;
  readonly failure: Failure | null;
}

/** The smallest case found that breaks a law. */
export interface Failure extends Comparison {
  readonly example: unknown;
}

/** Draws one batch of cases, and stops at the first that breaks the law. The same seed draws the same cases. */
export async function runBatch(law: Law, seed: number, shrinkForMs = 60_000): Promise<Batch> {
  const tally = emptyTally();
  let cases = 0;
  let smallest: Failure | null = null;
  const property = (counted: Tally) =>
    fc.asyncProperty(law.cases, async (example) => {
      cases += 1;
      const broken = await checkCase(law, example, counted);
      if (broken === null) return;
      // Whatever breaks the law while shrinking is smaller than what broke it before.
      smallest = { example, ...broken };
      throw new Error(law.says);
    });
  const drawn = await fc.check(property(tally), { seed, numRuns: law.casesPerBatch, endOnFailure: true });
  const ran = { cases, tally };
  if (drawn.counterexamplePath !== null) {
    const again = { seed, path: drawn.counterexamplePath, interruptAfterTimeLimit: shrinkForMs };
    await fc.check(property(emptyTally()), again);
  }
  return { ...ran, failure: smallest };
}
