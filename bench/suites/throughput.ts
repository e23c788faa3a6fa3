import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Throughput } from "../results.js";
import { spreadOf } from "../statistics.js";

/** Decisions a second by the shipped rules, on one thread and on two, in turns. A router is made in each: threads share nothing. */
export async function measureThroughput(rounds: number): Promise<Throughput[]> {
  const workers = Array.from({ length: THREADS }, () => new Worker(new URL("throughput.js", import.meta.url)));
  await Promise.all(workers.map((worker) => once(worker, "message")));
  const alone: number[] = [];
  const together: number[] = [];
  for (let round = 0; round < rounds; round++) {
    alone.push(await perSecond(workers.slice(0, 1)));
    together.push(await perSecond(workers));
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return [
    { threads: 1, perSecond: spreadOf(alone) },
    { threads: THREADS, perSecond: spreadOf(together) },
  ];
}

const THREADS = 2;
const MS = 1000;

async function perSecond(workers: readonly Worker[]): Promise<number> {
  const answers = workers.map((worker) => once(worker, "message"));
  for (const worker of workers) worker.postMessage(MS);
  const counts = await Promise.all(answers);
  return counts.reduce((sum, [count]) => sum + Number(count), 0);
}
