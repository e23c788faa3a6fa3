/**
 * How often to run a property: `standard`, times the environment's `FC_RUNS` where a longer search is wanted.
 *
 * A machine that is too busy for all of them runs fewer. Above all, a property that fails is shrunk for so long and then told of: the
 * test's own limit would end it with nothing to show.
 */
export function runs(standard: number): { readonly numRuns: number; readonly interruptAfterTimeLimit: number } {
  return { numRuns: Math.max(1, Math.round(standard * FACTOR)), interruptAfterTimeLimit: PATIENCE * (2 / 3) };
}

const FACTOR = Number(process.env.FC_RUNS ?? 1);

/** A test's time limit, in milliseconds, which grows with `FC_RUNS`. */
export const PATIENCE = 60_000 * Math.max(1, FACTOR);
