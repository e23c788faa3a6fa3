import type { Results, Row } from "../results.js";
import { CORE } from "../suites/loading.js";
import { ROUTE } from "../suites/shipped.js";
import { ROUTE_AGAIN } from "../suites/sizes.js";
import { bytes, duration, times } from "./units.js";

export interface Goal {
  readonly goal: string;
  readonly measured: string;
  readonly met: boolean;
  /** Why not, for a goal that is not met. */
  readonly why: string;
}

/** Every goal, with what was measured. Judged in situations never met before, so that nothing kept from one decision can help the next. */
export function judgeGoals(results: Results): Goal[] {
  const { shipped, loading, memory } = results;
  const ours = rowOf(shipped, ROUTE);
  const at30 = aheadOfEngine(results, 30);
  const at1000 = aheadOfEngine(results, 1000);
  const coldImport = loading.find(({ name }) => name.endsWith(` ${CORE}`))?.ms.median ?? Number.NaN;
  const routerOf1000 = memory.routers.find(({ name }) => name.startsWith("1,000 "))?.bytes ?? Number.NaN;
  const [least, most] = [costOf(results, 10), costOf(results, 10_000)];
  const growth = most.ns.median / least.ns.median;
  const growthAgain = most.nsAgain.median / least.nsAgain.median;
  const ahead = peersAhead(results);
  return [
    {
      goal: "a complete decision on the shipped ruleset within 3 × the hand-written limit",
      measured: times(ours.ratio.median),
      met: ours.ratio.median <= 3,
      why: "what is general costs: any request is read by any vocabulary, with every issue at once",
    },
    {
      goal: "and in the order of 1 to 2 µs",
      measured: duration(ours.ns.median),
      met: ours.ns.median <= 2000,
      why: "see the limit: by hand, the same decision takes most of a microsecond on this machine",
    },
    {
      goal: "100 × or more ahead of json-rules-engine at 30 rules",
      measured: both(at30.once, at30.again),
      met: at30.once >= 100,
      why: "its run costs some 60 µs before the first rule and 7 µs a rule here; ours is reading, hours and reasons, whatever the rules",
    },
    {
      goal: "5,000 × ahead of it at 1,000",
      measured: both(at1000.once, at1000.again),
      met: at1000.once >= 5000,
      why: "the bits of 1,000 rules are some 30 words for each fact and channel, on top of what a decision costs anyway",
    },
    {
      goal: "10,000 rules at most 4 × the cost of 10",
      measured: both(growth, growthAgain),
      met: growth <= 4,
      why: "a word of bits decides 32 clauses, and every word of a channel's rules is looked at",
    },
    {
      goal: "no peer ahead of us at any size from 30 rules up",
      measured: ahead.length === 0 ? "none is" : ahead.join(", "),
      met: ahead.length === 0,
      why: "that one evaluates conditions on facts worked out beforehand, and says nothing of languages, hours, reasons and times",
    },
    created(results, 1000, 300),
    created(results, 10_000, 5000),
    {
      goal: "a router of 1,000 rules under 10 MB",
      measured: bytes(routerOf1000),
      met: routerOf1000 < 10e6,
      why: "it keeps a copy of the ruleset, every condition for its explanations, and the bits",
    },
    {
      goal: "cold import of the core under 60 ms",
      measured: duration(coldImport * 1e6),
      met: coldImport < 60,
      why: "most of it is zod, date-fns-tz and json-rules-engine being read and compiled",
    },
  ];
}

const ENGINE = "json-rules-engine";

function aheadOfEngine(results: Results, rules: number): { once: number; again: number } {
  const rows = sizeOf(results, rules);
  const once = rowOf(rows, ENGINE).ratio.median;
  return { once, again: once / rowOf(rows, ROUTE_AGAIN).ratio.median };
}

function both(once: number, again: number): string {
  return `${times(once)}; ${times(again)} where situations recur`;
}

function created(results: Results, rules: number, ms: number): Goal {
  const took = costOf(results, rules).createMs.median;
  return {
    goal: `\`createRouter\` at ${rules.toLocaleString("en")} rules under ${duration(ms * 1e6)}`,
    measured: duration(took * 1e6),
    met: took < ms,
    why: "every distinct condition is put to json-rules-engine, once for each answer it can give",
  };
}

function peersAhead({ sizes }: Results): string[] {
  return sizes
    .filter(({ rules }) => rules >= 30)
    .flatMap(({ rules, rows }) =>
      rows
        .filter(({ name, ratio }) => name !== ROUTE_AGAIN && ratio.median < 1)
        .map(({ name }) => `${name} at ${rules.toLocaleString("en")}`),
    );
}

function sizeOf({ sizes }: Results, rules: number): readonly Row[] {
  return sizes.find((size) => size.rules === rules)?.rows ?? [];
}

function costOf({ growth }: Results, rules: number) {
  const point = growth.find(({ axis }) => axis === "rules")?.points.find(({ value }) => value === rules);
  if (point === undefined) throw new Error(`nothing was measured at ${rules} rules`);
  return point;
}

export function rowOf(rows: readonly Row[], name: string): Row {
  const row = rows.find((each) => each.name === name);
  if (row === undefined) throw new Error(`${name} was not measured`);
  return row;
}
