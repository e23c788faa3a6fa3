import type { Effort } from "./interleave.js";
import type { Axis } from "./rulesets/size.js";

/** How much a run measures. */
export interface Plan {
  readonly shipped: Effort;
  readonly sizes: Effort;
  readonly growth: Effort;
  readonly rules: readonly number[];
  readonly growthPoints: Readonly<Record<Axis, readonly number[]>>;
  /** Times that a thing is loaded. */
  readonly loads: number;
  /** Distinct instants, in random order. */
  readonly instants: number;
  readonly threadRounds: number;
  /** Random requests by which the limit is held to our decisions. */
  readonly limitRequests: number;
}

export const FULL: Plan = {
  shipped: { rounds: 25, msPerRound: 100 },
  sizes: { rounds: 15, msPerRound: 75 },
  growth: { rounds: 11, msPerRound: 50 },
  rules: [3, 10, 30, 100, 1000, 10_000],
  growthPoints: {
    rules: [10, 30, 100, 300, 1000, 3000, 10_000],
    requestTypes: [10, 100, 1000],
    languages: [9, 30, 90],
    channels: [5, 20, 80],
    schedules: [6, 24, 96],
    facts: [10, 30, 90],
    exceptions: [10, 100, 700],
  },
  loads: 5,
  instants: 10_000_000,
  threadRounds: 5,
  limitRequests: 20_000,
};

/** For development, and to see in CI that all of it runs: the figures are rough. */
export const QUICK: Plan = {
  shipped: { rounds: 3, msPerRound: 30 },
  sizes: { rounds: 3, msPerRound: 20 },
  growth: { rounds: 3, msPerRound: 10 },
  rules: [3, 10, 30, 1000],
  growthPoints: {
    rules: [10, 1000, 10_000],
    requestTypes: [10, 300],
    languages: [9, 90],
    channels: [5, 20],
    schedules: [6, 24],
    facts: [10, 30],
    exceptions: [10, 100],
  },
  loads: 2,
  instants: 50_000,
  threadRounds: 1,
  limitRequests: 2000,
};
