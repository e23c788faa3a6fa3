import {
  candidatesOn,
  isUnreportedOn,
  type Miss,
  type MissStore,
  nearestCodes,
  type ReasonSide,
} from "./reason-side.js";

/** A candidate on its way through a walk; before languages are looked at, all of them. */
export interface ReasonLane {
  /** Whose numbers of agents are its own. */
  readonly desk: number;
  /** Offer clauses, each for all that come to the same, and what they missed. */
  readonly offers: readonly MissedClause[];
  /** Withhold clauses that may still hold. */
  readonly withholds: readonly number[];
}

interface MissedClause {
  readonly clause: number;
  readonly miss: Miss;
}

type RestOf = (level: number, desk: number) => ReasonResidual;

export function startLanes({ reasons, missed }: ReasonSide, { none }: MissStore): ReasonLane[] {
  const offers = missed.flat(2)[0] ?? [];
  return [
    {
      desk: 0,
      offers: offers.map((_, clause) => ({ clause, miss: none })),
      withholds: reasons.map((_, clause) => clause),
    },
  ];
}

/** What one class of a level leaves of the lanes. */
export function stepLanes(
  lanes: readonly ReasonLane[],
  side: ReasonSide,
  level: number,
  axisClass: number,
  misses: MissStore,
): ReasonLane[] {
  const axis = side.axes[level];
  if (axis === undefined) return [...lanes];
  const missed = side.missed[level]?.[axisClass] ?? [];
  const satisfied = side.satisfied[level]?.[axisClass] ?? [];
  const stepLane = ({ desk, offers, withholds }: ReasonLane, place: number): ReasonLane => ({
    desk,
    offers: offers.map(({ clause, miss }) => ({
      clause,
      miss: misses.add(miss, missed[place]?.[clause] ?? misses.none),
    })),
    withholds: withholds.filter((clause) => satisfied[place]?.[clause] === true),
  });
  if (axis.kind === "language") {
    const candidates = candidatesOn(axis.classes[axisClass], side.index);
    return lanes.flatMap((lane) => candidates.map(({ desk }, place) => ({ ...stepLane(lane, place), desk })));
  }
  return lanes.map((lane) => {
    if (axis.kind === "count" && axis.desk !== lane.desk) return lane;
    const stepped = stepLane(lane, 0);
    return isUnreportedOn(axis, axisClass, side.index) ? { ...stepped, desk: NO_DESK } : stepped;
  });
}

/** Leaves of the lanes what still matters to the reasons. */
export function pruneLanes(
  lanes: readonly ReasonLane[],
  { reasons }: ReasonSide,
  level: number,
  restOf: RestOf,
): ReasonLane[] {
  const least = Math.min(
    ...lanes.flatMap(({ desk, offers }) => {
      const { mostLeft } = restOf(level, desk);
      return offers.map(({ clause, miss }) => miss.count + (mostLeft[clause] ?? 0));
    }),
  );
  return lanes.map(({ desk, offers, withholds }) => {
    const rest = restOf(level, desk);
    const near = offers.filter(({ miss }) => miss.count <= least);
    const mayHold = near.some(({ miss }) => miss.count === 0);
    const certain = new Set(
      withholds.flatMap((clause) => (rest.withholds[clause] === 0 ? (reasons[clause] ?? "") : [])),
    );
    const told = withholds.filter((clause) => rest.withholds[clause] === 0 || !certain.has(reasons[clause] ?? ""));
    return {
      desk,
      offers: distinct(near, ({ clause, miss }) => `${rest.offers[clause]} ${miss.id}`),
      withholds: mayHold ? distinct(told, (clause) => `${rest.withholds[clause]} ${reasons[clause]}`) : [],
    };
  });
}

/** Whether some lane asks anything at a level. */
export function areAsked(lanes: readonly ReasonLane[], level: number, restOf: RestOf): boolean {
  return lanes.some(({ desk, offers, withholds }) => {
    const [now, after] = [restOf(level, desk), restOf(level + 1, desk)];
    return (
      offers.some(({ clause }) => now.offers[clause] !== after.offers[clause]) ||
      withholds.some((clause) => now.withholds[clause] !== after.withholds[clause])
    );
  });
}

/** Whether the channel is offered, whatever comes. */
export function areOffered(lanes: readonly ReasonLane[], level: number, restOf: RestOf): boolean {
  return lanes.some(({ desk, offers, withholds }) => {
    const rest = restOf(level, desk);
    return withholds.length === 0 && offers.some(({ clause, miss }) => miss.count === 0 && rest.offers[clause] === 0);
  });
}

/** Why the channel is withheld, all levels done; null where it is offered. */
export function codesOf(lanes: readonly ReasonLane[], { reasons, missed }: ReasonSide): readonly string[] | null {
  if ((missed.flat(2)[0] ?? []).length === 0) return ["no-rule"];
  if (lanes.length === 0) return ["language-not-served"];
  const held = lanes.filter(({ offers }) => offers.some(({ miss }) => miss.count === 0));
  if (held.some(({ withholds }) => withholds.length === 0)) return null;
  if (held.length > 0) {
    return [...new Set(held.flatMap(({ withholds }) => withholds.map((clause) => reasons[clause] ?? "")))].sort();
  }
  return nearestCodes(lanes.flatMap(({ offers }) => offers.map(({ miss }) => miss)));
}

/** The same for lanes from which the same comes. */
export function keyOfLanes(
  lanes: readonly ReasonLane[],
  { reasons }: ReasonSide,
  level: number,
  restOf: RestOf,
): string {
  return lanes
    .map(({ desk, offers, withholds }) => {
      const rest = restOf(level, desk);
      const misses = offers.map(({ clause, miss }) => `${rest.offers[clause]} ${miss.id}`).sort();
      const stops = withholds.map((clause) => `${rest.withholds[clause]} ${reasons[clause]}`).sort();
      return `${desk}:${misses.join()}:${stops.join()}`;
    })
    .join(";");
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

/** What is left to be asked of a side's clauses from some level of a walk on. */
interface ReasonResidual {
  /** By offer clause: the same number for clauses of which the same is left; 0 for those of which nothing is. */
  readonly offers: readonly number[];
  /** By offer clause: how many facts may still fail. */
  readonly mostLeft: readonly number[];
  /** By withhold clause, as `offers`. */
  readonly withholds: readonly number[];
}

/** Of candidates whose agents nobody reports on. */
const NO_DESK = -1;

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
