import { groupBy } from "../ruleset/group-by.js";
import { cutDomain, intervalWords, joinIntervals } from "./number-intervals.js";
import { joinClasses, type Side } from "./side.js";
import {
  COUNT_FACTS,
  type CountAxis,
  type CountFact,
  type SituationClass,
  type SnapshotAxis,
} from "./situation-axis.js";

/** Whether there is a snapshot. */
export function snapshotAxis(sides: readonly Side[]): SnapshotAxis {
  const unknown = sides.map((side) => joinClasses(...COUNT_FACTS.map((fact) => side.classesOf(fact, null))));
  const anything = sides.map(() => new Map<number, number>());
  return {
    kind: "snapshot",
    classes: [
      { sample: "none", words: "nobody reports on the agents", cost: 0, onSides: unknown },
      { sample: "fresh", words: "the agents are reported", cost: 1, onSides: anything },
    ],
  };
}

/** What a snapshot says of a desk, for the facts that rules read: a whole number of agents, and the rest, or nothing of it. */
export function countAxes(sides: readonly Side[], desk: number): CountAxis[] {
  return COUNT_FACTS.filter((fact) => sides.some((side) => side.axisOf(fact) >= 0)).map((fact) => ({
    kind: "count",
    fact,
    desk,
    classes: countClasses(sides, fact),
  }));
}

function countClasses(sides: readonly Side[], fact: CountFact): SituationClass<number | null>[] {
  const named = sides.flatMap(({ axisOf, compiled }) => compiled.conditions.axes[axisOf(fact)]?.named ?? []);
  const isWhole = fact !== "estimatedWaitSeconds";
  const domain = { isWhole, minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
  const onSides = (value: number | null) => sides.map((side) => side.classesOf(fact, value));
  const groups = groupBy(cutDomain(named.map(Number), domain), ({ sample }) =>
    sides.map((side) => side.codeOf(fact, sample)).join(" "),
  );
  // An entry always says how many are free; all else it may leave out.
  const isAlwaysSaid = fact === "availableAgents";
  const known = [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ sample }) => ({
      sample,
      words: joinIntervals(group, isWhole)
        .map((interval) => intervalWords(interval, isWhole))
        .join(" or "),
      cost: isAlwaysSaid ? 0 : 1,
      onSides: onSides(sample),
    })),
  );
  if (isAlwaysSaid) return known;
  return [{ sample: null, words: "unknown", cost: 0, onSides: onSides(null) }, ...known];
}
