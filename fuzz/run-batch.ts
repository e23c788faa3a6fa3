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
  let shrinkUntil = Infinity;
  await fc.check(
    fc.asyncProperty(law.cases, async (example) => {
      const isShrinking = smallest !== null;
      // All is well from then on, as far as fast-check can tell, so that it stops where it is.
      if (isShrinking && Date.now() > shrinkUntil) return;
      if (!isShrinking) cases += 1;
      const broken = await checkCase(law, example, isShrinking ? emptyTally() : tally);
      if (broken === null) return;
      if (!isShrinking) shrinkUntil = Date.now() + shrinkForMs;
      // Whatever breaks the law while shrinking is smaller than what broke it before.
      smallest = { example, ...broken };
      throw new Error(law.says);
    }),
    { seed, numRuns: law.casesPerBatch },
  );
  return { cases, tally, failure: smallest };
}
