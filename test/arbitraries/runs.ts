/** How often to run a property: `standard`, times the environment's `FC_RUNS` where a longer search is wanted. */
export function runs(standard: number): { readonly numRuns: number } {
  return { numRuns: Math.max(1, Math.round(standard * FACTOR)) };
}

const FACTOR = Number(process.env.FC_RUNS ?? 1);

/** A test's time limit, in milliseconds, which grows with `FC_RUNS`. */
export const PATIENCE = 60_000 * Math.max(1, FACTOR);
