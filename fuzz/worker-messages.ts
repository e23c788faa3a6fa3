import type { Tally } from "./law.js";
import type { Failure } from "./run-batch.js";

/** What a worker is told. */
export interface Assignment {
  /** Names of targets, or of laws as in `decisions/times`. */
  readonly only: readonly string[];
  readonly seed: number;
  /** Which of the workers this is, from 0. */
  readonly worker: number;
  /** No batch starts later than so long after the worker has; but for the first of each law. */
  readonly forMs: number;
}

/** A law by the name of its target and its own. */
export interface LawName {
  readonly target: string;
  readonly law: string;
}

/** What a worker tells: a batch that it starts on, and what came of it. */
export type WorkerMessage =
  | (LawName & { readonly kind: "started"; readonly seed: number })
  | (LawName & { readonly kind: "ran"; readonly cases: number; readonly tally: Tally })
  | (LawName & { readonly kind: "broken"; readonly failure: Failure });
