import type { FactAxis, RequestTypeAxis, SituationAxis } from "../model/situation-axis.js";
import { hasBit, joinTracks, type Track } from "./clause-tracks.js";
import { askedIn } from "./rest-of-clauses.js";

/**
 * The axes in an order in which a walk has little to keep in mind: always that one next which leaves the fewest clauses begun and not done.
 * `first` are tables whose axes all come before the others. Languages, hours and agents stay where they are, at the end.
 */
export function orderAxes(
  axes: readonly SituationAxis[],
  tracks: readonly (readonly Track[])[],
  first: readonly Track[] = [],
): SituationAxis[] {
  const movable = axes.filter(isMovable);
  const groups = groupClauses(movable, tracks);
  const early = new Set(groupClauses(movable, [first]).flatMap(({ asking }) => [...asking]));
  const chosen = new Set<SituationAxis>();
  while (chosen.size < movable.length) {
    const left = movable.filter((axis) => !chosen.has(axis));
    const allowed = left.some((axis) => early.has(axis)) ? left.filter((axis) => early.has(axis)) : left;
    const [best] = allowed
      .map((axis) => ({ axis, begun: countBegun(groups, chosen, axis) }))
      .sort((a, b) => a.begun - b.begun);
    if (best !== undefined) chosen.add(best.axis);
  }
  return [...chosen, ...axes.filter((axis) => !isMovable(axis))];
}

type MovableAxis = RequestTypeAxis | FactAxis;

function isMovable(axis: SituationAxis): axis is MovableAxis {
  const { kind } = axis;
  return kind === "request-type" || kind === "fact";
}

/** Clauses that ask the same axes. */
interface ClauseGroup {
  readonly asking: ReadonlySet<SituationAxis>;
  readonly clauses: number;
}

function groupClauses(axes: readonly MovableAxis[], tracks: readonly (readonly Track[])[]): ClauseGroup[] {
  const groups = new Map<string, { asking: Set<SituationAxis>; clauses: number }>();
  for (const [side, ofSide] of tracks.entries()) {
    const joined = joinTracks(ofSide);
    const asked = axes.map(({ classes }) =>
      askedIn(
        joined,
        classes.map(({ onSides }) => joined.satisfiedBy(onSides[side] ?? null)),
      ),
    );
    for (let bit = 0; bit < joined.words * 32; bit++) {
      const asking = axes.filter((_, index) => hasBit(asked[index] as Int32Array, bit));
      const key = asking.map((axis) => axes.indexOf(axis)).join();
      const group = groups.get(key) ?? { asking: new Set(asking), clauses: 0 };
      groups.set(key, group);
      group.clauses++;
    }
  }
  return [...groups.values()];
}

/** How many clauses would be begun and not done, were `next` looked at after those that are chosen. */
function countBegun(groups: readonly ClauseGroup[], chosen: ReadonlySet<SituationAxis>, next: SituationAxis): number {
  let begun = 0;
  for (const { asking, clauses } of groups) {
    let done = 0;
    for (const axis of asking) if (axis === next || chosen.has(axis)) done++;
    if (done > 0 && done < asking.size) begun += clauses;
  }
  return begun;
}
