import { createRouter } from "../src/index.js";
import { marketplaceSupport } from "../src/rulesets.js";
import { createRandom } from "./random.js";
import { shippedRequests } from "./rulesets/shipped-requests.js";

// Only our `route` on the shipped rules, so that a CPU profile shows nothing else.
const [decisions = "2000000"] = process.argv.slice(2);
const router = await createRouter(marketplaceSupport);
const requests = shippedRequests(createRandom(1), 1024);
let offered = 0;
const start = performance.now();
for (let turn = 0; turn < Number(decisions); turn++) {
  const request = requests[turn % requests.length];
  if (request !== undefined) offered += router.route(request).offered.length;
}
const ns = ((performance.now() - start) * 1e6) / Number(decisions);
console.log(`${decisions} decisions, ${Math.round(ns)} ns each, ${offered} channels offered`);
