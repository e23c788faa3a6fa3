import { parentPort, workerData } from "node:worker_threads";
import type { Law } from "./law.js";
import { runBatch } from "./run-batch.js";
import { TARGETS } from "./targets.js";
import type { Assignment, LawName, WorkerMessage } from "./worker-messages.js";

// Runs one batch after another until its time is up, and at least one of each law. A law that was broken is left alone from then on.

interface Work {
  readonly law: Law;
  readonly name: LawName;
  /** Milliseconds, divided by the law's share. */
  spent: number;
  batches: number;
  broken: boolean;
}

const { only, seed, worker, forMs } = workerData as Assignment;
const works = TARGETS.flatMap(({ name, laws }) =>
  laws.map((law): Work => ({ law, name: { target: name, law: law.name }, spent: 0, batches: 0, broken: false })),
).filter(({ name: { target, law } }) => only.includes(target) || only.includes(`${target}/${law}`));

// From here on: on a busy machine a thread may take seconds to start.
const until = Date.now() + forMs;
for (let work = nextOf(works); work !== null && (work.batches === 0 || Date.now() < until); work = nextOf(works)) {
  const started = Date.now();
  const batchSeed = seedOf(`${seed} ${worker} ${work.name.target} ${work.name.law} ${work.batches}`);
  tell({ kind: "started", ...work.name, seed: batchSeed });
  const { cases, tally, failure } = await runBatch(work.law, batchSeed);
  tell({ kind: "ran", ...work.name, cases, tally });
  if (failure !== null) tell({ kind: "broken", ...work.name, failure });
  work.broken = failure !== null;
  work.batches += 1;
  work.spent += (Date.now() - started) / work.law.share;
}

/** Which has had the least of its share; one that had nothing comes first. */
function nextOf(from: readonly Work[]): Work | null {
  let next: Work | null = null;
  for (const work of from) {
    if (!work.broken && (next === null || work.spent < next.spent)) next = work;
  }
  return next;
}

/** FNV-1a, 32 bits: neighbouring texts give seeds that have nothing in common. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash | 0;
}

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}
