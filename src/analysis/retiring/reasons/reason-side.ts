import type { LoadedRule } from "../../../runtime/conditions/load-conditions.js";
import type { LoadedChannel, RuleTable } from "../../../runtime/load-rules.js";
import { codeOfFact, rankOfFact } from "../../../runtime/reasons/reason.js";
import type { AxisClasses, Side } from "../model/side.js";
import type { LanguageClass, SituationAxis } from "../model/situation-axis.js";
import { hasBit, rowsByAxis } from "../walk/clause-tracks.js";
import { type Miss, type MissStore, RANKS } from "./miss.js";

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
          // Of what is unknown, whether a report is too old or there is none is not the rules' doing.
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
