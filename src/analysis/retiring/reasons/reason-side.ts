import type { LoadedRule } from "../../../runtime/conditions/load-conditions.js";
import type { LoadedChannel, RuleTable } from "../../../runtime/load-rules.js";
import { codeOfFact, rankOfFact } from "../../../runtime/reasons/reason.js";
import type { AxisClasses, Side } from "../model/side.js";
import type { LanguageClass, SituationAxis } from "../model/situation-axis.js";
import { hasBit, rowsByAxis } from "../walk/clause-tracks.js";

/** What a walk asks of a channel's clauses on one side, so as to know why it is withheld. */
export interface ReasonSide {
  readonly axes: readonly SituationAxis[];
  /** Among the sides. */
  readonly index: number;
  /** By clause of the withhold rules: the reason that its rule gives. */
  readonly reasons: readonly string[];
  /** By level, by class, by candidate at the language level and else once: what of each offer clause fails there. */
  readonly missed: readonly Answers<Miss>[];
  /** The same: whether each withhold clause is satisfied. */
  readonly satisfied: readonly Answers<boolean>[];
}

type Answers<Answer> = readonly (readonly (readonly Answer[])[])[];

export function createReasonSide(
  axes: readonly SituationAxis[],
  side: Side,
  index: number,
  { offers, withholds }: LoadedChannel,
  misses: MissStore,
): ReasonSide {
  const missesOf = clauseMisses(offers, side, misses);
  const satisfiedOf = clausesSatisfied(withholds);
  const askAll = <Answer>(ask: (classes: AxisClasses) => readonly Answer[]): Answers<Answer>[] =>
    axes.map((axis) =>
      axis.kind === "language"
        ? axis.classes.map((each) => candidatesOn(each, index).map(({ classes }) => ask(classes)))
        : [...axis.classes.keys()].map((each) => [ask(axis.classes[each]?.onSides[index] ?? NOTHING)]),
    );
  return {
    axes,
    index,
    reasons: withholds.clauses.map(({ owner }) => reasonOf(owner)),
    missed: askAll(missesOf),
    satisfied: askAll(satisfiedOf),
  };
}

/** What a language class has a side consider, in order. */
export function candidatesOn(languages: LanguageClass | undefined, side: number): LanguageClass["candidates"] {
  return languages?.candidates.filter((each) => each.side === side) ?? [];
}

/** Whether a class of snapshots tells a side nothing of its agents. */
export function isUnreportedOn(axis: SituationAxis, axisClass: number, side: number): boolean {
  if (axis.kind !== "snapshot") return false;
  const { sample, onSides = [] } = axis.classes[axisClass] ?? {};
  return sample === "none" || (typeof sample === "object" && (onSides[side]?.size ?? 0) > 0);
}

const NOTHING: AxisClasses = new Map();

function reasonOf({ event }: LoadedRule): string {
  return event.type === "withhold" ? event.params.reason : "";
}

function clauseMisses(table: RuleTable, { compiled: { conditions } }: Side, misses: MissStore) {
  const rows = rowsByAxis(table);
  const words = table.full.length;
  return (classes: AxisClasses): Miss[] =>
    table.clauses.map((_, clause) => {
      const failed = new Map<string, string[]>();
      for (const [axis, axisClass] of classes) {
        for (const { fact, satisfied } of rows.get(axis) ?? []) {
          if (hasBit(satisfied, axisClass * words * 32 + clause)) continue;
          const isUnknown = axisClass === conditions.variables[axis]?.unknown;
          // Whether a report is too old or missing is not the rules' doing, so both count as missing.
          const code = codeOfFact(fact, isUnknown, "none");
          failed.set(fact, [...(failed.get(fact) ?? []), code]);
        }
      }
      const ranks = new Array<number>(RANKS).fill(0);
      for (const fact of failed.keys()) {
        const rank = rankOfFact(fact);
        ranks[rank] = (ranks[rank] ?? 0) + 1;
      }
      return misses.of(ranks, [...failed.values()].flat());
    });
}

function clausesSatisfied(table: RuleTable) {
  const rows = rowsByAxis(table);
  const words = table.full.length;
  return (classes: AxisClasses): boolean[] =>
    table.clauses.map((_, clause) =>
      [...classes].every(([axis, axisClass]) =>
        (rows.get(axis) ?? []).every(({ satisfied }) => hasBit(satisfied, axisClass * words * 32 + clause)),
      ),
    );
}

/**
 * How a clause misses: which facts failed, as far as reasons can tell. Interned, so that equal ones are identical.
 *
 * INVARIANT: `time` counts once, whatever its schedules.
 */
export interface Miss {
  readonly id: number;
  /** How many facts failed, by how soon they may pass: agents first, then hours, the customer, language and request type. */
  readonly ranks: readonly number[];
  readonly count: number;
  /** Reason codes of what failed, in alphabetical order. */
  readonly codes: readonly string[];
}

export interface MissStore {
  /** Of a clause that holds so far. */
  readonly none: Miss;
  of(ranks: readonly number[], codes: readonly string[]): Miss;
  /** What failed in one and what failed in the other, of other facts. */
  add(one: Miss, other: Miss): Miss;
}

export const RANKS = 5;

export function createMisses(): MissStore {
  const known = new Map<string, Miss>();
  const sums = new Map<string, Miss>();
  const of = (ranks: readonly number[], codes: readonly string[]): Miss => {
    const sorted = [...new Set(codes)].sort();
    const key = `${ranks.join()} ${sorted.join()}`;
    const count = ranks.reduce((sum, each) => sum + each, 0);
    const miss = known.get(key) ?? { id: known.size, ranks: [...ranks], count, codes: sorted };
    known.set(key, miss);
    return miss;
  };
  const none = of(new Array<number>(RANKS).fill(0), []);
  return {
    none,
    of,
    add(one, other) {
      if (one === none) return other;
      if (other === none) return one;
      const key = `${one.id} ${other.id}`;
      const sum =
        sums.get(key) ??
        of(
          one.ranks.map((count, rank) => count + (other.ranks[rank] ?? 0)),
          [...one.codes, ...other.codes],
        );
      sums.set(key, sum);
      return sum;
    },
  };
}

/** The codes of the nearest misses: those of the fewest facts, and among them those that pass soonest. */
export function nearestCodes(misses: Iterable<Miss>): readonly string[] {
  let nearest: Miss[] = [];
  for (const miss of misses) {
    const order = nearest[0] === undefined ? -1 : compare(miss, nearest[0]);
    if (order < 0) nearest = [miss];
    else if (order === 0) nearest.push(miss);
  }
  return [...new Set(nearest.flatMap(({ codes }) => codes))].sort();
}

/** By count; among equals by their ranks, highest first. */
function compare(one: Miss, other: Miss): number {
  if (one.count !== other.count) return one.count - other.count;
  for (let rank = RANKS - 1; rank >= 0; rank--) {
    const more = (one.ranks[rank] ?? 0) - (other.ranks[rank] ?? 0);
    // One that has more of a high rank has a higher one where the other's begin to be lower.
    if (more !== 0) return more;
  }
  return 0;
}
