import type { Machine, Results } from "../results.js";
import { type Judged, judgeGoals } from "./goals.js";
import {
  growthTable,
  instantsTable,
  memoryTable,
  onceTable,
  shippedTable,
  sizesTable,
  table,
  throughputTable,
} from "./tables.js";

/** The page `bench/RESULTS.md`. */
export function formatResults(results: Results): string {
  return `${[
    "# Results",
    "`npm run bench` wrote this page, all of it from one run. How it is measured: [README.md](README.md).",
    machineText(results.machine),
    "## Goals",
    GOALS,
    goalsTable(results),
    "## The shipped rules",
    SHIPPED,
    shippedTable(results.shipped),
    "## More rules",
    SIZES,
    sizesTable(results.sizes),
    "## Each axis by itself",
    GROWTH,
    growthTable(results.growth),
    "## Loading",
    onceTable(results),
    "## Memory",
    memoryTable(results),
    "## Threads",
    THREADS,
    throughputTable(results),
    "## No help from a cache",
    INSTANTS,
    instantsTable(results),
  ].join("\n\n")}\n`;
}

const GOALS = `Decisions are judged twice where it matters: in situations that the router never met before, drawn evenly over all facts, so that
nothing it keeps can help; and in those that recur, as customers' mostly do.`;

const SHIPPED = `From a plain request object to the complete decision, reasons and times included. Before the timing, the limit decided thousands of random
requests exactly as \`route\` did, and every peer found the same rules to hold. There are 16,384 requests, drawn as customers might ask.`;

const SIZES = `Generated rules over 10 request types, 5 channels, 9 languages, 6 schedules and 10 declared facts. \`route\` makes the complete decision;
the peers say which rules hold. In brackets the quartiles, then how many times as long as \`route\`.

A router keeps what it worked out for a situation, up to a bound. \`route\` is asked about more situations than it can keep, in turn, so that each is new to
it; where they recur, 256 requests come again and again.`;

const GROWTH =
  "From 100 rules and the sizes above, one thing is grown and nothing else. The sizes of an axis are timed in turns.";

const THREADS = "Each thread makes a router of its own of the shipped rules.";

const INSTANTS = `Each instant is asked for once. Over two years the hours of all three years in reach stay compiled; over forty they do not,
since a router keeps those of the years asked for last.`;

function machineText({ date, cpu, cores, memoryGb, platform, versions }: Machine): string {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${date}, ${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}\n${named.join(", ")}`;
}

function goalsTable(results: Results): string {
  return table(
    ["goal", "new situations", "", "recurring ones", "", "why not"],
    judgeGoals(results).map(({ goal, now, again, why }) => [
      goal,
      now.measured,
      verdict(now),
      again?.measured ?? "",
      again === null ? "" : verdict(again),
      now.met && (again?.met ?? true) ? "" : why,
    ]),
  );
}

function verdict({ met }: Judged): string {
  return met ? "met" : "**not met**";
}
