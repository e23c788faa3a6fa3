import type { ReasonSide } from "./reason-side.js";

/** What is left to be asked of a side's clauses from some level of a walk on. */
export interface ReasonResidual {
  /** By offer clause: the same number for clauses of which the same is left; 0 for those of which nothing is. */
  readonly offers: readonly number[];
  /** By offer clause: how many facts may still fail. */
  readonly mostLeft: readonly number[];
  /** By withhold clause, as `offers`. */
  readonly withholds: readonly number[];
}

/** Of candidates whose agents nobody reports on. */
export const NO_DESK = -1;

/** By desk, what is left at each level, and after the last. */
export function createRests(side: ReasonSide): (level: number, desk: number) => ReasonResidual {
  const desks = side.axes.reduce((most, axis) => (axis.kind === "count" ? Math.max(most, axis.desk + 1) : most), 1);
  const byDesk = new Map(
    [NO_DESK, ...Array.from({ length: desks }, (_, desk) => desk)].map((desk) => [desk, restsOf(side, desk)]),
  );
  return (level, desk) => (byDesk.get(desk) ?? byDesk.get(NO_DESK))?.[level] as ReasonResidual;
}

function restsOf({ axes, missed, satisfied, reasons }: ReasonSide, desk: number): ReasonResidual[] {
  const offerCount = missed.flat(2)[0]?.length ?? 0;
  const known = new Map<string, number>([["", 0]]);
  let rest: ReasonResidual = {
    offers: new Array<number>(offerCount).fill(0),
    mostLeft: new Array<number>(offerCount).fill(0),
    withholds: reasons.map(() => 0),
  };
  const rests = [rest];
  for (const [level, axis] of [...axes.entries()].reverse()) {
    const isAsked = axis.kind !== "count" || axis.desk === desk;
    if (isAsked) {
      const [ofOffers, ofWithholds] = [missed[level]?.flat() ?? [], satisfied[level]?.flat() ?? []];
      const { offers, mostLeft, withholds } = rest;
      const next = (after: number, answers: readonly string[], none: string) => {
        if (answers.every((answer) => answer === none)) return after;
        const key = `${level} ${answers.join()} ${after}`;
        const number = known.get(key) ?? known.size;
        known.set(key, number);
        return number;
      };
      rest = {
        offers: offers.map((after, clause) =>
          next(
            after,
            ofOffers.map((answers) => String(answers[clause]?.id)),
            "0",
          ),
        ),
        mostLeft: mostLeft.map(
          (after, clause) => after + Math.max(0, ...ofOffers.map((answers) => answers[clause]?.count ?? 0)),
        ),
        withholds: withholds.map((after, clause) =>
          next(
            after,
            ofWithholds.map((answers) => (answers[clause] === true ? "1" : "0")),
            "1",
          ),
        ),
      };
    }
    rests.unshift(rest);
  }
  return rests;
}
