import { type ContactRequest, createRouter, type Router, type RulesetDocument } from "../src/index.js";
import { marketplaceSupport } from "../src/rulesets.js";
import { createHandWritten } from "./limit/hand-written.js";
import { peerRules } from "./peers/peer-rules.js";
import { rulesEnginePeer } from "./peers/rules-engine-peer.js";
import { createRandom } from "./random.js";
import type { Memory } from "./results.js";
import { generateRequests } from "./rulesets/generate-requests.js";
import { generateRuleset } from "./rulesets/generate-ruleset.js";
import { shippedRequests } from "./rulesets/shipped-requests.js";
import { USUAL } from "./rulesets/size.js";
import { medianOf } from "./statistics.js";
import { factsOfRequests } from "./suites/contenders.js";

// Prints a Memory as JSON; `suites/memory.ts` runs it.

const COPIES = 3;
const requests = shippedRequests(createRandom(1), 1024);
const router = await createRouter(marketplaceSupport);
const limit = createHandWritten(marketplaceSupport, router.ruleset);
const turn = (call: number) => requests[call % requests.length] as ContactRequest;
const engine = rulesEnginePeer(peerRules(marketplaceSupport));
const facts = factsOfRequests(marketplaceSupport, router, requests);

const memory: Memory = {
  routers: [
    { name: "the shipped rules", bytes: await routerBytes(marketplaceSupport, requests) },
    ...(await generated([100, 1000, 10_000])),
  ],
  decisionBytes: keptBytes(() => requests.map(router.route)) / requests.length,
  allocated: [
    { name: "hand-written limit", bytes: await allocated((call) => limit(turn(call)), 2000) },
    { name: "route", bytes: await allocated((call) => router.route(turn(call)), 2000) },
    { name: "explain", bytes: await allocated((call) => router.explain(turn(call)), 200) },
    {
      name: "json-rules-engine",
      bytes: await allocated((call) => engine.evaluate(facts[call % facts.length] ?? {}), 100, true),
    },
  ],
};
console.log(JSON.stringify(memory));

async function generated(rules: readonly number[]): Promise<Memory["routers"]> {
  const routers: { name: string; bytes: number }[] = [];
  for (const count of rules) {
    const size = { ...USUAL, rules: count };
    const bytes = await routerBytes(generateRuleset(size), generateRequests(size, 256));
    routers.push({ name: `${count.toLocaleString("en")} generated rules`, bytes });
  }
  return routers;
}

/** With its own copy of the ruleset, and warm: hours and languages are kept once they were asked for. */
async function routerBytes(document: RulesetDocument, asked: readonly ContactRequest[]): Promise<number> {
  const made: Router[] = [];
  // What the first router leaves in the library's shared caches is not the router's.
  const shared = await createRouter(document);
  for (const request of asked) shared.route(request);
  const before = usedBytes();
  for (let copy = 0; copy < COPIES; copy++) {
    const each = await createRouter(structuredClone(document));
    for (const request of asked) each.route(request);
    made.push(each);
  }
  const bytes = (usedBytes() - before) / COPIES;
  made.length = 0;
  return bytes;
}

function keptBytes(make: () => unknown): number {
  const before = usedBytes();
  const kept = make();
  const bytes = usedBytes() - before;
  return kept === null ? 0 : bytes;
}

/** Median of several counts, each of so many calls. */
async function allocated(run: (call: number) => unknown, calls: number, answersLater = false): Promise<number> {
  const counts: number[] = [];
  // The first ones run code that is not yet optimised, and that allocates more.
  for (let round = 0; round < 15; round++) {
    usedBytes();
    const before = process.memoryUsage().heapUsed;
    if (answersLater) for (let call = 0; call < calls; call++) await run(call);
    else for (let call = 0; call < calls; call++) run(call);
    const bytes = process.memoryUsage().heapUsed - before;
    if (round >= 5 && bytes > 0) counts.push(bytes / calls);
  }
  return medianOf(counts);
}

function usedBytes(): number {
  if (globalThis.gc === undefined) throw new Error("run with --expose-gc");
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
