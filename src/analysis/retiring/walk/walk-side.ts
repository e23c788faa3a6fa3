import { groupBy } from "../../../values/group-by.js";
import type { LanguageAxis, SituationAxis } from "../model/situation-axis.js";
import type { ClauseTracks } from "./clause-tracks.js";
import { askedIn, type ClauseResidual, restsOf } from "./rest-of-clauses.js";

/** The clauses of a side, as the axes of a walk ask them. */
export interface WalkSide {
  readonly joined: ClauseTracks;
  /** By level, by class: the clauses that the class satisfies. Of a language axis, see `ofCandidates`. */
  readonly satisfied: readonly (readonly Int32Array[])[];
  /** By class of the language axis, by candidate of any side. */
  readonly ofCandidates: readonly (readonly Int32Array[])[];
  /** The clauses that some class of each axis satisfies. */
  readonly possible: Int32Array;
  /** By level: the clauses that it can decide. */
  readonly asked: readonly Int32Array[];
  /** By desk, by level. */
  readonly rests: readonly (readonly ClauseResidual[])[];
}

export function createWalkSide(axes: readonly SituationAxis[], side: number, joined: ClauseTracks): WalkSide {
  const satisfied = axes.map((axis) =>
    axis.kind === "language" ? [] : axis.classes.map(({ onSides }) => joined.satisfiedBy(onSides[side] ?? null)),
  );
  const languages = axes.find((axis): axis is LanguageAxis => axis.kind === "language")?.classes ?? [];
  const ofCandidates = languages.map(({ candidates }) => candidates.map(({ classes }) => joined.satisfiedBy(classes)));
  const steps = axes.map((axis, level) =>
    axis.kind === "language"
      ? languages.flatMap(({ candidates }, index) =>
          candidates.flatMap((each, place) => (each.side === side ? (ofCandidates[index]?.[place] ?? []) : [])),
        )
      : (satisfied[level] ?? []),
  );
  const desks = Math.max(1, ...languages.map((each) => each.desks.length));
  return {
    joined,
    satisfied,
    ofCandidates,
    possible: joined.full.map((word, index) =>
      steps.reduce((left, step) => left & step.reduce((any, each) => any | (each[index] as number), 0), word),
    ),
    asked: steps.map((step) => askedIn(joined, step)),
    rests: Array.from({ length: desks }, (_, desk) => {
      const own = steps.map((step, level) => (isOfDesk(axes[level], desk) ? step : []));
      return restsOf(joined, own);
    }),
  };
}

function isOfDesk(axis: SituationAxis | undefined, desk: number): boolean {
  return axis?.kind !== "count" || axis.desk === desk;
}

/** Puts classes together that no clause of any side tells apart; but without a snapshot there are fewer situations than with one. */
export function groupClasses(axis: SituationAxis, level: number, sides: readonly WalkSide[]): (readonly number[])[] {
  if (axis.kind === "snapshot") return [...axis.classes.keys()].map((axisClass) => [axisClass]);
  const keyOf = (axisClass: number) =>
    axis.kind === "language"
      ? JSON.stringify(
          axis.classes[axisClass]?.candidates.map(({ side, order, desk }, place) => [
            ...[side, order, desk],
            ...((sides[side] as WalkSide).ofCandidates[axisClass]?.[place] ?? []),
          ]),
        )
      : sides.map(({ satisfied }) => satisfied[level]?.[axisClass]?.join()).join(" ");
  return [...groupBy(axis.classes.keys(), keyOf).values()];
}
