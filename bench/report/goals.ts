import type { Results, Row } from "../results.js";
import { CORE } from "../suites/loading.js";
import { ROUTE } from "../suites/shipped.js";
import { ROUTE_AGAIN } from "../suites/sizes.js";
import { bytes, duration, times } from "./units.js";

export interface Goal {
  readonly goal: string;
  /** Of goals for single decisions: in situations that the router never met before, so that nothing kept from one can help the next. */
  readonly now: Judged;
  /** In situations that recur; null where there is no such difference. */
  readonly again: Judged | null;
  /** Why not, for a goal that is not met in one of them. */
  readonly why: string;
}

export interface Judged {
  readonly measured: string;
  readonly met: boolean;
}

/** Every goal, with what was measured. */
export function judgeGoals(results: Results): Goal[] {
  const { shipped, loading, memory } = results;
  const ours = rowOf(shipped, ROUTE);
  const coldImport = loading.find(({ name }) => name.endsWith(` ${CORE}`))?.ms.median ?? Number.NaN;
  const routerOf1000 = memory.routers.find(({ name }) => name.startsWith("1,000 "))?.bytes ?? Number.NaN;
  return [
    {
      goal: "a complete decision on the shipped ruleset within 3 × the hand-written limit",
      now: { measured: times(ours.ratio.median), met: ours.ratio.median <= 3 },
      again: null,
      why: "what is general costs: any request is read by any vocabulary, with every issue at once",
    },
    {
      goal: "and in the order of 1 to 2 µs",
      now: { measured: duration(ours.ns.median), met: ours.ns.median <= 2000 },
      again: null,
      why: "the limit itself takes more than 1 µs on this machine; a fifth of ours is reading and checking the request",
    },
    aheadOfEngine(
      results,
      30,
      100,
      "its run takes microseconds a rule; ours makes the whole decision of five channels, with a dozen reasons",
    ),
    aheadOfEngine(results, 1000, 5000, "the same: what is left at this size is telling the reasons, not finding them"),
    {
      goal: "10,000 rules at most 4 × the cost of 10",
      ...growthOf(results),
      why: "a new situation looks at each word of the 2,000 rules of a channel, and more rules come near",
    },
    {
      goal: "no peer ahead of us at any size from 30 rules up",
      now: noneAhead(results, ROUTE),
      again: noneAhead(results, ROUTE_AGAIN),
      why: "that one evaluates conditions on facts worked out beforehand, and says nothing of languages, hours, reasons and times",
    },
    created(results, 1000, 300),
    created(results, 10_000, 5000),
    {
      goal: "a router of 1,000 rules under 10 MB",
      now: { measured: bytes(routerOf1000), met: routerOf1000 < 10e6 },
      again: null,
      why: "it keeps a copy of the ruleset, every condition for its explanations, and the bits",
    },
    {
      goal: "cold import of the core under 60 ms",
      now: { measured: duration(coldImport * 1e6), met: coldImport < 60 },
      again: null,
      why: "most of it is zod making its schemas",
    },
  ];
}

const ENGINE = "json-rules-engine";

function aheadOfEngine(results: Results, rules: number, wanted: number, why: string): Goal {
  const rows = sizeOf(results, rules);
  const engine = rowOf(rows, ENGINE).ns.median;
  const judge = (name: string): Judged => {
    const ahead = engine / rowOf(rows, name).ns.median;
    return { measured: times(ahead), met: ahead >= wanted };
  };
  const goal = `${wanted.toLocaleString("en")} × or more ahead of json-rules-engine at ${rules.toLocaleString("en")} rules`;
  return { goal, now: judge(ROUTE), again: judge(ROUTE_AGAIN), why };
}

function growthOf(results: Results): Pick<Goal, "now" | "again"> {
  const [least, most] = [costOf(results, 10), costOf(results, 10_000)];
  const judge = (ratio: number): Judged => ({ measured: times(ratio), met: ratio <= 4 });
  return {
    now: judge(most.ns.median / least.ns.median),
    again: judge(most.nsAgain.median / least.nsAgain.median),
  };
}

function created(results: Results, rules: number, ms: number): Goal {
  const took = costOf(results, rules).createMs.median;
  return {
    goal: `\`createRouter\` at ${rules.toLocaleString("en")} rules under ${duration(ms * 1e6)}`,
    now: { measured: duration(took * 1e6), met: took < ms },
    again: null,
    why: "every distinct condition is put to json-rules-engine, once for each answer it can give",
  };
}

function noneAhead({ sizes }: Results, ours: string): Judged {
  const ahead = sizes
    .filter(({ rules }) => rules >= 30)
    .flatMap(({ rules, rows }) => {
      const own = rowOf(rows, ours).ns.median;
      const peers = rows.filter(({ name }) => name !== ROUTE && name !== ROUTE_AGAIN);
      return peers.filter(({ ns }) => ns.median < own).map(({ name }) => `${name} at ${rules.toLocaleString("en")}`);
    });
  return { measured: ahead.length === 0 ? "none is" : ahead.join("; "), met: ahead.length === 0 };
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
