import { medianOf, type Spread, spreadOf } from "./statistics.js";

/** One way to do the work, called with a number that goes up, to choose its request by. */
export type Contender =
  | { readonly name: string; readonly run: (turn: number) => unknown }
  | { readonly name: string; readonly runAsync: (turn: number) => Promise<unknown> };

export interface Effort {
  readonly rounds: number;
  /** For each contender in each round; a contender that is slower than this runs once. */
  readonly msPerRound: number;
}

export interface Timing {
  readonly name: string;
  /** Nanoseconds a call. */
  readonly ns: Spread;
  /** The median of each round. */
  readonly rounds: readonly number[];
}

/**
 * Times all contenders in turns, A B C A B C, so that whatever else the machine does falls on all of them.
 *
 * A round's figure is the median of its slices, and what is reported is the median of the rounds, with quartiles.
 */
export async function interleave(contenders: readonly Contender[], effort: Effort): Promise<Timing[]> {
  const rounds = contenders.map((): number[] => []);
  const turns = contenders.map(() => 0);
  const calls: number[] = [];
  for (const [index, contender] of contenders.entries()) {
    calls.push(await callsPerSlice(contender, effort.msPerRound / SLICES));
    turns[index] = 0;
  }
  for (let round = 0; round < effort.rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      const slices: number[] = [];
      const started = performance.now();
      for (let slice = 0; slice < SLICES; slice++) {
        const many = calls[index] ?? 1;
        slices.push(await timeSlice(contender, turns[index] ?? 0, many));
        turns[index] = (turns[index] ?? 0) + many;
        // One that takes longer than a round for a single call is not called five times over.
        if (performance.now() - started > effort.msPerRound * 2) break;
      }
      rounds[index]?.push(medianOf(slices));
    }
  }
  return contenders.map(({ name }, index) => {
    const samples = rounds[index] ?? [];
    return { name, ns: spreadOf(samples), rounds: samples };
  });
}

/** How many times as long as `base` each round took: machine noise that lasts longer than a round cancels out. */
export function ratioTo(base: Timing, timing: Timing): Spread {
  return spreadOf(timing.rounds.map((ns, round) => ns / (base.rounds[round] ?? Number.NaN)));
}

const SLICES = 5;

/** Warms up, too: an optimising compiler needs to have seen the code run for a while. */
async function callsPerSlice(contender: Contender, ms: number): Promise<number> {
  let calls = 1;
  let turn = 0;
  for (;;) {
    const ns = await timeSlice(contender, turn, calls);
    turn += calls;
    const took = (ns * calls) / 1e6;
    if (took >= ms) return Math.max(1, Math.round((calls * ms) / took));
    calls = took < ms / 4 ? calls * 4 : Math.ceil((calls * ms * 1.1) / took);
  }
}

async function timeSlice(contender: Contender, turn: number, calls: number): Promise<number> {
  return "run" in contender ? timeSync(contender.run, turn, calls) : await timeAsync(contender.runAsync, turn, calls);
}

/** Keeps the last result, so that no compiler may leave the work out. */
let kept: unknown;

export function lastResult(): unknown {
  return kept;
}

function timeSync(run: (turn: number) => unknown, turn: number, calls: number): number {
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) kept = run(turn + call);
  return Number(process.hrtime.bigint() - start) / calls;
}

async function timeAsync(run: (turn: number) => Promise<unknown>, turn: number, calls: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) kept = await run(turn + call);
  return Number(process.hrtime.bigint() - start) / calls;
}
