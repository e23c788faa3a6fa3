import { readFileSync } from "node:fs";
import type { Effort } from "./interleave.js";
import { rowOf } from "./report/goals.js";
import { times } from "./report/units.js";
import type { Results } from "./results.js";
import { LIMIT, ROUTE, timeShipped } from "./suites/shipped.js";
import { timeSize } from "./suites/sizes.js";

// Fails where we lost more than 30 % against the limit or against json-rules-engine since the committed results.

interface Comparison {
  readonly what: string;
  /** How many times as long we take as the other, or as a part of it. */
  readonly before: number;
  readonly now: number;
}

const ENGINE = "json-rules-engine";
const EFFORT: Effort = { rounds: 15, msPerRound: 75 };
const MOST_LOST = 1.3;
const SIZES = [30, 1000];

const committed = JSON.parse(readFileSync("bench/results.json", "utf8")) as Results;
let lost = await measure();
if (lost.length > 0) {
  console.log("measured again, in case the machine was busy:");
  lost = await measure();
}
process.exitCode = lost.length > 0 ? 1 : 0;
console.log(
  lost.length > 0 ? `lost more than 30 %: ${lost.map(({ what }) => what).join(", ")}` : "no loss of more than 30 %",
);

async function measure(): Promise<Comparison[]> {
  const shipped = await timeShipped(EFFORT, 2000, [LIMIT, ROUTE]);
  const comparisons: Comparison[] = [
    {
      what: "to the limit, on the shipped rules",
      before: rowOf(committed.shipped, ROUTE).ratio.median,
      now: rowOf(shipped, ROUTE).ratio.median,
    },
  ];
  for (const rules of SIZES) {
    const { rows } = await timeSize(rules, EFFORT, [ROUTE, ENGINE]);
    const before = committed.sizes.find((size) => size.rules === rules)?.rows ?? [];
    comparisons.push({
      what: `to json-rules-engine, at ${rules} rules`,
      before: 1 / rowOf(before, ENGINE).ratio.median,
      now: 1 / rowOf(rows, ENGINE).ratio.median,
    });
  }
  for (const { what, before, now } of comparisons) {
    const change = Math.round((now / before - 1) * 100);
    console.log(`${what}: ${times(now)}, was ${times(before)} (${change > 0 ? "+" : ""}${change} %)`);
  }
  return comparisons.filter(({ before, now }) => now > before * MOST_LOST);
}
