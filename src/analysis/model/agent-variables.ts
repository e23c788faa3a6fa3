import { COUNT_FACTS, type CountFact, FACTS_IN_SECONDS } from "../../values/facts.js";
import { groupBy } from "../../values/group-by.js";
import { cutDomain, intervalWords, joinIntervals, type SampledInterval } from "./number-intervals.js";
import { KNOWN } from "./request-variables.js";
import { joinClasses, type RulesetModel } from "./ruleset-model.js";
import type { CompiledClasses, CountVariable, EntryAgeVariable, SnapshotVariable } from "./variables.js";

/**
 * What reports on agents can say: whether there is a recent report, and for each pool how old it is and the numbers that rules read. Empty if no
 * rule reads a number.
 */
export function agentVariables(
  sides: readonly RulesetModel[],
  pools: number,
): readonly (SnapshotVariable | EntryAgeVariable | CountVariable)[] {
  const facts = COUNT_FACTS.filter((fact) => sides.some((side) => side.variableOf(fact) >= 0));
  if (facts.length === 0 || pools === 0) return [];
  const counts = Array.from({ length: pools }, (_, pool) => facts.map((fact) => countVariable(sides, fact, pool)));
  return [snapshotVariable(sides), ...ageVariables(sides, pools), ...counts.flat()];
}

/** So many free agents that no rule can ask for more. Null if no rule reads a number of a report. */
export function enoughAgents(side: RulesetModel): number | null {
  const variables = agentVariables([side], 1);
  const free = variables.find((each) => each.kind === "count" && each.fact === "availableAgents");
  return variables.length === 0 ? null : Number(free?.classes.find(({ sample }) => sample !== null)?.sample ?? 1);
}

function snapshotVariable(sides: readonly RulesetModel[]): SnapshotVariable {
  return {
    kind: "snapshot",
    classes: [
      { sample: "none", cost: 0, onSides: sides.map(unknownTo) },
      { sample: "fresh", cost: 1, onSides: sides.map(() => RECENT) },
    ],
  };
}

const RECENT: CompiledClasses = new Map();

function unknownTo(side: RulesetModel): CompiledClasses {
  return joinClasses(COUNT_FACTS.map((fact) => side.classesOf(fact, null)));
}

/**
 * No variable if the sides agree on whether a report is recent. A report that is too old for all sides leaves each number unknown, which is a
 * class of it.
 */
function ageVariables(sides: readonly RulesetModel[], pools: number): EntryAgeVariable[] {
  const ages = sides.map(({ compiled }) => compiled.document.availability?.maxAgeSeconds ?? Number.POSITIVE_INFINITY);
  const [least, most] = [Math.min(...ages), Math.max(...ages)];
  if (least === most) return [];
  const recent = sides.map(() => RECENT);
  const classes: EntryAgeVariable["classes"] = [
    { sample: "none", cost: 0, onSides: recent },
    { sample: "fresh", cost: 0, onSides: recent },
    {
      sample: "aged",
      cost: 2,
      onSides: sides.map((side, index) => (ages[index] === least ? unknownTo(side) : RECENT)),
    },
  ];
  const seconds = Number.isFinite(most) ? most : least + 1;
  const words = `more than ${least}${Number.isFinite(most) ? ` and at most ${most}` : ""} seconds old, or as far ahead`;
  return Array.from({ length: pools }, (_, pool) => ({ kind: "age", pool, classes, aged: { seconds, words } }));
}

function countVariable(sides: readonly RulesetModel[], fact: CountFact, pool: number): CountVariable {
  const isWhole = !FACTS_IN_SECONDS.has(fact);
  const named = sides.flatMap(
    ({ variableOf, compiled }) => compiled.conditions.variables[variableOf(fact)]?.named ?? [],
  );
  const intervals = cutDomain(named.map(Number), { isWhole, minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
  const groups = [
    ...groupBy(intervals, ({ sample }) => sides.map((side) => side.codeOf(fact, sample)).join(" ")).values(),
  ];
  // Enough agents are more usual than too few; a short queue is more usual than a long one.
  if (fact === "availableAgents" || fact === "staffedAgents") groups.reverse();
  const onSides = (value: number | null) => sides.map((side) => side.classesOf(fact, value));
  // An entry may omit each number, but usually says how many agents are free.
  const isUsuallySaid = fact === "availableAgents";
  const members: readonly (readonly SampledInterval[])[] = [[], [], ...groups];
  return {
    kind: "count",
    fact,
    pool,
    classes: members.map(([first]) => {
      const sample = first?.sample ?? null;
      return { sample, cost: (sample === null) === isUsuallySaid ? 1 : 0, onSides: onSides(sample) };
    }),
    wordsOf(classes) {
      const said = new Set(classes.flatMap((each) => members[each] ?? []));
      if (said.size === intervals.length) return [KNOWN];
      const joined = joinIntervals(
        intervals.filter((each) => said.has(each)),
        isWhole,
      );
      // Nobody waits for less than no time.
      return joined.map((interval) =>
        intervalWords(
          interval.low === 0 && interval.includesLow && interval.high > 0 && !isWhole
            ? { ...interval, low: Number.NEGATIVE_INFINITY }
            : interval,
          isWhole,
        ),
      );
    },
  };
}
