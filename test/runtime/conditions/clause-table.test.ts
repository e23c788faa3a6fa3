import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ClauseTable,
  createClauseTable,
  holdingBeforeHours,
  holdsInHours,
} from "../../../src/runtime/conditions/clause-table.js";
import {
  type Conjunct,
  FAILS,
  HOLDS,
  type Leaf,
  type Literal,
  type Truth,
  UNKNOWN,
} from "../../../src/runtime/conditions/expression.js";
import { failingFacts, type Misses, missesBeforeHours } from "../../../src/runtime/conditions/misses.js";
import type { Variable } from "../../../src/runtime/conditions/variable.js";

/** Each axis has these classes; the last is *unknown*. */
const CLASSES = 4;
const UNKNOWN_CLASS = CLASSES - 1;
/** The first seven are of the request, the next three of the candidate; the last two are schedules, and so one fact. */
const AXES = ["f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "time desk", "time night"] as const;

/** What a clause asks of one axis: the classes that satisfy it. */
interface Ask {
  readonly axis: number;
  readonly satisfiedBy: readonly number[];
}

interface Drawn {
  readonly clauses: readonly (readonly Ask[])[];
  readonly situation: readonly number[];
}

const ask: fc.Arbitrary<Ask> = fc.record({
  axis: fc.nat(AXES.length - 1),
  satisfiedBy: fc.subarray([0, 1, 2]),
});

const drawn: fc.Arbitrary<Drawn> = fc.record({
  clauses: fc.array(fc.array(ask, { maxLength: 14, size: "max" }), { minLength: 1, maxLength: 100, size: "max" }),
  situation: fc.array(fc.nat(UNKNOWN_CLASS), { minLength: AXES.length, maxLength: AXES.length }),
});

describe("a table of clauses", () => {
  it("gives those that hold but for hours, and says which of them hold", () => {
    fc.assert(
      fc.property(drawn, ({ clauses, situation }) => {
        const table = tableOf(clauses);
        const asked = [...situation];
        const butForHours = indices(clauses).filter(
          (index) => failingButForHours(clauses[index], situation).length === 0,
        );
        expect(holdingBeforeHours(table, asked)).toEqual(butForHours);
        const all = butForHours.filter((index) => failing(clauses[index], situation).length === 0);
        expect(butForHours.filter((clause) => holdsInHours(table, asked, clause))).toEqual(all);
      }),
    );
  });

  it("gives the facts but `time` that fail in each", () => {
    fc.assert(
      fc.property(drawn, ({ clauses, situation }) => {
        const table = tableOf(clauses);
        const found = indices(clauses).map((index) => failingFacts(table, [...situation], index).sort());
        expect(found).toEqual(clauses.map((clause) => failingButForHours(clause, situation)));
      }),
    );
  });

  it("gives the nearest misses, and those that miss by one more", () => {
    fc.assert(
      fc.property(drawn, ({ clauses, situation }) => {
        expect(missesBeforeHours(tableOf(clauses), [...situation])).toEqual(nearest(clauses, situation));
      }),
    );
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])("counts %i failing facts, in every word", (count) => {
    const clause = (facts: number): Ask[] => Array.from({ length: facts }, (_, axis) => ({ axis, satisfiedBy: [1] }));
    const near = [0, 31, 32, 69];
    const beside = [1, 33, 68];
    const clauses = Array.from({ length: 70 }, (_, index) =>
      clause(near.includes(index) ? count : beside.includes(index) ? count + 1 : 10),
    );
    const table = tableOf(clauses);
    const situation = AXES.map(() => 2);
    const found = missesBeforeHours(table, situation);
    expect(found).toEqual({
      fewest: count,
      nearest: near,
      next: count === 9 ? [...clauses.keys()].filter((index) => !near.includes(index)) : beside,
    });
  });

  it("forgets misses of one more where others come nearer by more than one", () => {
    const clause = (facts: number): Ask[] => Array.from({ length: facts }, (_, axis) => ({ axis, satisfiedBy: [1] }));
    const table = tableOf(Array.from({ length: 70 }, (_, index) => clause(index < 32 ? 5 : index < 64 ? 3 : 1)));
    expect(
      missesBeforeHours(
        table,
        AXES.map(() => 0),
      ),
    ).toEqual({
      fewest: 1,
      nearest: [64, 65, 66, 67, 68, 69],
      next: [],
    });
  });

  it("keeps misses where others come nearer by one, and takes none that miss by two more", () => {
    const clause = (facts: number): Ask[] => Array.from({ length: facts }, (_, axis) => ({ axis, satisfiedBy: [1] }));
    const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
    const failing = [...range(0, 32).map(() => 4), ...range(32, 64).map((index) => (index < 40 ? 3 : 5)), 6, 4];
    expect(
      missesBeforeHours(
        tableOf(failing.map(clause)),
        AXES.map(() => 2),
      ),
    ).toEqual({
      fewest: 3,
      nearest: range(32, 40),
      next: [...range(0, 32), 65],
    });
  });

  it("takes a term whose class is unknown for one that fails", () => {
    const table = tableOf([[{ axis: 0, satisfiedBy: [0, 1, 2] }]]);
    const situation = AXES.map(() => UNKNOWN_CLASS);
    expect(holdingBeforeHours(table, situation)).toEqual([]);
    expect(missesBeforeHours(table, situation)).toEqual({ fewest: 1, nearest: [0], next: [] });
  });

  it("takes a clause that asks for nothing for one that holds", () => {
    const table = tableOf([[{ axis: 0, satisfiedBy: [] }], []]);
    expect(
      holdingBeforeHours(
        table,
        AXES.map(() => 0),
      ),
    ).toEqual([1]);
  });

  it("without clauses holds nothing", () => {
    expect(
      holdingBeforeHours(
        tableOf([]),
        AXES.map(() => 0),
      ),
    ).toEqual([]);
  });
});

function tableOf(clauses: Drawn["clauses"]): ClauseTable<{ readonly conjuncts: readonly Conjunct[] }> {
  return createClauseTable(
    clauses.map((asks) => ({ conjuncts: [asks.map(literalOf)] })),
    AXES.map((_, index): Variable => {
      const scope = index < 7 ? "request" : index < 10 ? "candidate" : "hours";
      const classes = { classes: CLASSES, unknown: UNKNOWN_CLASS, named: [], classOf: () => UNKNOWN_CLASS };
      return { fact: factOf(index), schedule: null, scope, ...classes };
    }),
  );
}

function literalOf({ axis, satisfiedBy }: Ask): Literal {
  const truths: Truth[] = [...[0, 1, 2].map((each) => (satisfiedBy.includes(each) ? HOLDS : FAILS)), UNKNOWN];
  const fact = factOf(axis);
  const leaf = { kind: "leaf", variable: axis, fact, operator: "equal", value: "", place: 0, truths, reference: null };
  return { variable: axis, expression: leaf as Leaf };
}

function factOf(axis: number): string {
  return AXES[axis]?.split(" ")[0] ?? "";
}

/** The facts of which some ask is not satisfied, sorted. */
function failing(clause: readonly Ask[] | undefined, situation: readonly number[]): string[] {
  const unmet = (clause ?? []).filter(({ axis, satisfiedBy }) => !satisfiedBy.includes(situation[axis] ?? -1));
  return [...new Set(unmet.map(({ axis }) => factOf(axis)))].sort();
}

function failingButForHours(clause: readonly Ask[] | undefined, situation: readonly number[]): string[] {
  return failing(clause, situation).filter((fact) => fact !== "time");
}

function nearest(clauses: Drawn["clauses"], situation: readonly number[]): Misses {
  const counts = clauses.map((clause) => failingButForHours(clause, situation).length);
  const fewest = Math.min(...counts);
  const withCount = (count: number) => indices(clauses).filter((index) => counts[index] === count);
  return { fewest, nearest: withCount(fewest), next: withCount(fewest + 1) };
}

function indices(list: readonly unknown[]): number[] {
  return [...list.keys()];
}
