import { type ContactRequest, createRouter } from "../../src/index.js";
import { type Contender, type Effort, interleave } from "../interleave.js";
import type { Growth } from "../results.js";
import { generateRequests } from "../rulesets/generate-requests.js";
import { generateRuleset } from "../rulesets/generate-ruleset.js";
import { type Axis, USUAL } from "../rulesets/size.js";
import { type Spread, spreadOf } from "../statistics.js";
import { RECURRING } from "./sizes.js";

/** Grows one axis by itself; the sizes are timed in turns, so that they can be compared with each other. */
export async function timeGrowth(
  axis: Axis,
  values: readonly number[],
  effort: Effort,
  loads: number,
): Promise<Growth> {
  const contenders: Contender[] = [];
  const created: Spread[] = [];
  for (const value of values) {
    const size = { ...USUAL, [axis]: value };
    const document = generateRuleset(size);
    const took: number[] = [];
    let router = await createRouter(document);
    for (let load = 0; load < loads; load++) {
      // A document of its own each time: one that was checked before would not be checked again.
      const fresh = structuredClone(document);
      const start = performance.now();
      router = await createRouter(fresh);
      took.push(performance.now() - start);
    }
    created.push(spreadOf(took));
    const requests = generateRequests(size, REQUESTS);
    const { route } = router;
    const again = (await createRouter(document)).route;
    contenders.push(
      { name: String(value), run: (call) => route(requests[call % REQUESTS] as ContactRequest) },
      { name: `${value}, again`, run: (call) => again(requests[call % RECURRING] as ContactRequest) },
    );
  }
  const timings = await interleave(contenders, effort);
  return {
    axis,
    points: values.map((value, index) => ({
      value,
      ns: timings[index * 2]?.ns ?? spreadOf([Number.NaN]),
      nsAgain: timings[index * 2 + 1]?.ns ?? spreadOf([Number.NaN]),
      createMs: created[index] ?? spreadOf([Number.NaN]),
    })),
  };
}

/** As in `sizes.ts`; fewer, since a request that names the agents of 80 channels is large. */
const REQUESTS = 4096;
