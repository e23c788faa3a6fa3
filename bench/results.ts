import type { Axis } from "./rulesets/size.js";
import type { Spread } from "./statistics.js";

/** Everything one run measured; what `results.json` holds. */
export interface Results {
  readonly machine: Machine;
  /** On the shipped ruleset; ratios to the hand-written limit. */
  readonly shipped: readonly Row[];
  /** On generated rulesets; ratios to our `route` in situations never met before. */
  readonly sizes: readonly SizeRows[];
  readonly growth: readonly Growth[];
  readonly loading: readonly LoadingRow[];
  readonly memory: Memory;
  readonly throughput: readonly Throughput[];
  readonly instants: readonly InstantsRow[];
}

export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly platform: string;
  /** By name, Node and V8 among them. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface Row {
  readonly name: string;
  readonly ns: Spread;
  /** How many times as long as the base. */
  readonly ratio: Spread;
}

export interface SizeRows {
  readonly rules: number;
  readonly rows: readonly Row[];
}

/** One axis grown, everything else as usual. */
export interface Growth {
  readonly axis: Axis;
  readonly points: readonly GrowthPoint[];
}

export interface GrowthPoint {
  readonly value: number;
  /** Situations never met before. */
  readonly ns: Spread;
  /** Situations that recur. */
  readonly nsAgain: Spread;
  readonly createMs: Spread;
}

export interface LoadingRow {
  readonly name: string;
  readonly ms: Spread;
}

export interface Memory {
  readonly routers: readonly { readonly name: string; readonly bytes: number }[];
  /** Of a decision that is kept. */
  readonly decisionBytes: number;
  /** What one call leaves for the garbage collector. */
  readonly allocated: readonly { readonly name: string; readonly bytes: number }[];
}

export interface Throughput {
  readonly threads: number;
  /** Of all threads together. */
  readonly perSecond: Spread;
}

export interface InstantsRow {
  readonly name: string;
  readonly instants: number;
  readonly ns: Spread;
}
