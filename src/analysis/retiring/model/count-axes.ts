import { COUNT_FACTS, type CountFact, FACTS_IN_SECONDS } from "../../../values/facts.js";
import { groupBy } from "../../../values/group-by.js";
import { NO_REPORT } from "../../../words/describe-agents.js";
import { cutDomain, intervalWords, joinIntervals, type SampledInterval } from "../../model/number-intervals.js";
import { joinClasses, type Side } from "./side.js";
import type { CountAxis, SituationClass, SnapshotAxis, SnapshotSample } from "./situation-axis.js";

/** Whether there is a snapshot, and one that is not too old. */
export function snapshotAxis(sides: readonly Side[]): SnapshotAxis {
  const anything = new Map<number, number>();
  const unknownTo = (side: Side) => joinClasses(...COUNT_FACTS.map((fact) => side.classesOf(fact, null)));
  const ages = sides.map(({ compiled }) => compiled.document.availability?.maxAgeSeconds ?? Number.POSITIVE_INFINITY);
  const [least, most] = [Math.min(...ages), Math.max(...ages)];
  const aged: SituationClass<SnapshotSample> = {
    sample: { kind: "aged", seconds: Number.isFinite(most) ? most : least + 1 },
    words: `more than ${least}${Number.isFinite(most) ? ` and at most ${most}` : ""} seconds old`,
    cost: 2,
    onSides: sides.map((side, index) => (ages[index] === least ? unknownTo(side) : anything)),
  };
  return {
    kind: "snapshot",
    classes: [
      { sample: "none", words: NO_REPORT, cost: 0, onSides: sides.map(unknownTo) },
      { sample: "fresh", words: "the agents are reported", cost: 1, onSides: sides.map(() => anything) },
      ...(least < most ? [aged] : []),
    ],
  };
}

/** What a snapshot says of a desk, for the facts that rules read: a whole number of agents, and the rest, or nothing of it. */
export function countAxes(sides: readonly Side[], desk: number): CountAxis[] {
  return COUNT_FACTS.filter((fact) => sides.some((side) => side.axisOf(fact) >= 0)).map((fact) =>
    countAxis(sides, fact, desk),
  );
}

function countAxis(sides: readonly Side[], fact: CountFact, desk: number): CountAxis {
  const named = sides.flatMap(({ axisOf, compiled }) => compiled.conditions.variables[axisOf(fact)]?.named ?? []);
  const isWhole = !FACTS_IN_SECONDS.has(fact);
  const domain = { isWhole, minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
  const onSides = (value: number | null) => sides.map((side) => side.classesOf(fact, value));
  const intervals = cutDomain(named.map(Number), domain);
  const groups = groupBy(intervals, ({ sample }) => sides.map((side) => side.codeOf(fact, sample)).join(" "));
  const wordsOf = (group: readonly SampledInterval[]) =>
    joinIntervals(group, isWhole).map((interval) =>
      // Nobody waits less than no time.
      intervalWords(
        interval.low === 0 && interval.includesLow && interval.high > 0 && !isWhole
          ? { ...interval, low: Number.NEGATIVE_INFINITY }
          : interval,
        isWhole,
      ),
    );
  // An entry always says how many are free; all else it may leave out.
  const isAlwaysSaid = fact === "availableAgents";
  const known = [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map(({ sample }) => ({
      sample,
      words: wordsOf(group).join(" or "),
      cost: isAlwaysSaid ? 0 : 1,
      onSides: onSides(sample),
    })),
  );
  const unknown = { sample: null, words: "unknown", cost: 0, onSides: onSides(null) };
  const members = isAlwaysSaid ? [...groups.values()] : [[], ...groups.values()];
  return {
    kind: "count",
    fact,
    desk,
    classes: isAlwaysSaid ? known : [unknown, ...known],
    wordsOf(some) {
      const said = new Set(some.flatMap((each) => members[each] ?? []));
      return said.size === 0 ? [] : wordsOf(intervals.filter((each) => said.has(each)));
    },
  };
}
