import { Worker } from "node:worker_threads";
import { emptyTally, type Tally } from "./law.js";
import type { Failure } from "./run-batch.js";
import type { Assignment, LawName, WorkerMessage } from "./worker-messages.js";

export interface Run {
  /** Names of targets, or of laws as in `decisions/times`. */
  readonly only: readonly string[];
  readonly minutes: number;
  readonly seed: number;
  readonly workers: number;
}

export interface Outcome {
  /** In the order in which they came first. */
  readonly laws: readonly LawCount[];
  /** One failure of a law; that others broke it too says nothing new until the first is mended. */
  readonly broken: readonly BrokenLaw[];
  /** Batches that never ended, or ended their thread. */
  readonly lost: readonly LostBatch[];
}

export interface LawCount extends LawName {
  readonly cases: number;
  readonly tally: Tally;
}

export interface BrokenLaw extends LawName {
  readonly failure: Failure;
}

export interface LostBatch extends LawName {
  /** That draws its cases again. */
  readonly seed: number;
  readonly why: string;
}

/** Is told how a run goes on. */
export interface Listener {
  /** Now and then. */
  readonly progress: (seconds: number, laws: readonly LawCount[]) => void;
  /** At once, so that what was found is not lost if the run is stopped. */
  readonly broken: (law: BrokenLaw) => void;
}

/** Spreads the work over threads until the time is up. */
export async function runWorkers({ only, minutes, seed, workers }: Run, listener: Listener): Promise<Outcome> {
  const started = Date.now();
  const forMs = minutes * 60_000;
  const counts = new Map<string, { readonly name: LawName; cases: number; readonly tally: Tally }>();
  const broken = new Map<string, BrokenLaw>();
  const lost: LostBatch[] = [];

  const laws = () => [...counts.values()].map(({ name, cases, tally }): LawCount => ({ ...name, cases, tally }));
  const progress = setInterval(
    () => listener.progress(Math.round((Date.now() - started) / 1000), laws()),
    SAY_EVERY_MS,
  );
  await Promise.all(Array.from({ length: workers }, (_, worker) => follow({ only, seed, worker, forMs })));
  clearInterval(progress);
  return { laws: laws(), broken: [...broken.values()], lost };

  function follow(assignment: Assignment): Promise<void> {
    return new Promise((resolve) => {
      const thread = new Worker(new URL("./worker.js", import.meta.url), { workerData: assignment });
      let underWay: (LawName & { readonly seed: number }) | null = null;
      const lose = (why: string) => lost.push({ ...(underWay ?? NOTHING_STARTED), why });
      const patience = setTimeout(() => {
        lose(`did not end within ${PATIENCE_MS / 1000} s after the time was up`);
        void thread.terminate();
      }, forMs + PATIENCE_MS);
      thread.on("message", (message: WorkerMessage) => {
        if (message.kind === "started") underWay = message;
        else hear(message);
      });
      thread.on("error", (error) => lose(error instanceof Error ? (error.stack ?? error.message) : String(error)));
      thread.on("exit", () => {
        clearTimeout(patience);
        resolve();
      });
    });
  }

  function hear(message: Exclude<WorkerMessage, { readonly kind: "started" }>): void {
    const { target, law } = message;
    const key = `${target}/${law}`;
    if (message.kind === "broken") {
      const { failure } = message;
      if (broken.has(key)) return;
      const found = { target, law, failure };
      broken.set(key, found);
      listener.broken(found);
      return;
    }
    const count = counts.get(key) ?? { name: { target, law }, cases: 0, tally: emptyTally() };
    count.cases += message.cases;
    count.tally.decisions += message.tally.decisions;
    count.tally.referenced += message.tally.referenced;
    counts.set(key, count);
  }
}

const SAY_EVERY_MS = 15_000;
/** To start, for the last batch, and to shrink what it finds. */
const PATIENCE_MS = 120_000;
const NOTHING_STARTED = { target: "none", law: "none", seed: 0 };
