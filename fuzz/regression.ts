/** A case that once broke a law, as a file of `test/regressions/<target>/` keeps it. */
export interface Regression {
  readonly law: string;
  /** What was wrong, once somebody knows. */
  readonly description?: string;
  readonly case: unknown;
  /** When it was found. The replay works out both anew. */
  readonly expected: unknown;
  readonly actual: unknown;
}
