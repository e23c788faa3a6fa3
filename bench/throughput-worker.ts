import { parentPort } from "node:worker_threads";
import { type ContactRequest, createRouter } from "../src/index.js";
import { marketplaceSupport } from "../src/rulesets.js";
import { createRandom } from "./random.js";
import { shippedRequests } from "./rulesets/shipped-requests.js";

// Says when it is ready; told for how many milliseconds, answers how many decisions it made a second.

const { route } = await createRouter(marketplaceSupport);
const requests = shippedRequests(createRandom(1), 1024);

function decide(ms: number): number {
  const start = performance.now();
  let decisions = 0;
  let now = start;
  while (now - start < ms) {
    for (let each = 0; each < 256; each++) route(requests[decisions++ % requests.length] as ContactRequest);
    now = performance.now();
  }
  return (decisions / (now - start)) * 1000;
}

decide(300);
parentPort?.on("message", (ms: number) => parentPort?.postMessage(decide(ms)));
parentPort?.postMessage("ready");
