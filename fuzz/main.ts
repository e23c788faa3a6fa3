import { availableParallelism } from "node:os";
import { formatOutcome, formatProgress } from "./format-outcome.js";
import { Misuse, readOptions } from "./read-options.js";
import { runWorkers } from "./run-workers.js";
import { saveRegression } from "./save-regression.js";
import { TARGETS } from "./targets.js";

// Exit code 0 where every law held, 1 where one was broken, 2 where the command was misused.

const MOST_WORKERS = 2;

try {
  const names = TARGETS.map(({ name }) => name);
  const lawNames = TARGETS.flatMap(({ name, laws }) => laws.map((law) => `${name}/${law.name}`));
  const { minutes, seed, only } = readOptions(process.argv.slice(2), names, lawNames, Date.now() % 2 ** 31);
  const workers = Math.min(MOST_WORKERS, availableParallelism());
  console.error(`seed ${seed}, ${minutes} min, ${workers} threads: ${only.join(", ")}`);
  const saved: string[] = [];
  const outcome = await runWorkers(
    { only, minutes, seed, workers },
    {
      progress: (seconds, laws) => console.error(formatProgress(seconds, laws)),
      broken: (law) => saved.push(saveRegression("test/regressions", law)),
    },
  );
  console.log(formatOutcome(outcome, saved));
  process.exitCode = outcome.broken.length > 0 || outcome.lost.length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof Misuse)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
