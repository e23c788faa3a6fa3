import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allHolding,
  type Clause,
  type ClauseTable,
  compileTable,
  failingFacts,
  firstHolding,
  holdingApartFrom,
  nearestMisses,
} from "../../src/conditions/clause-table.js";
import type { Leaf } from "../../src/conditions/expression.js";
import { FAILS, HOLDS, type Truth, UNKNOWN } from "../../src/conditions/truth.js";
import type { Term } from "../../src/conditions/ways.js";

/** Each axis has these classes; the last is *unknown*. */
const CLASSES = 4;
const UNKNOWN_CLASS = CLASSES - 1;
/** The last two are schedules, and so one fact. */
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
  it("gives the first that holds, and all", () => {
    fc.assert(
      fc.property(drawn, ({ clauses, situation }) => {
        const holding = indices(clauses).filter((index) => failing(clauses[index], situation).length === 0);
        expect(firstHolding(tableOf(clauses), Int32Array.from(situation))).toBe(holding[0] ?? -1);
        expect(allHolding(tableOf(clauses), Int32Array.from(situation))).toEqual(holding);
      }),
    );
  });

  it("gives those that would hold but for one fact", () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom("time", "f0", "nothing"), ({ clauses, situation }, apart) => {
        const holding = indices(clauses).filter((index) =>
          failing(clauses[index], situation).every((fact) => fact === apart),
        );
        expect(holdingApartFrom(tableOf(clauses), Int32Array.from(situation), apart)).toEqual(holding);
      }),
    );
  });

  it("gives the facts that fail in each, two schedules counting once", () => {
    fc.assert(
      fc.property(drawn, ({ clauses, situation }) => {
        const table = tableOf(clauses);
        const found = indices(clauses).map((index) => failingFacts(table, Int32Array.from(situation), index).sort());
        expect(found).toEqual(clauses.map((clause) => failing(clause, situation)));
      }),
    );
  });

  it("gives the nearest misses", () => {
    fc.assert(
      fc.property(drawn, ({ clauses, situation }) => {
        expect(nearestMisses(tableOf(clauses), Int32Array.from(situation))).toEqual(nearest(clauses, situation));
      }),
    );
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])("counts %i failing facts, in every word", (count) => {
    const clause = (facts: number): Ask[] => Array.from({ length: facts }, (_, axis) => ({ axis, satisfiedBy: [1] }));
    const clauses = Array.from({ length: 70 }, (_, index) => clause([0, 31, 32, 69].includes(index) ? count : 10));
    const expected = count === 10 ? [...clauses.keys()] : [0, 31, 32, 69];
    expect(nearestMisses(tableOf(clauses), new Int32Array(AXES.length))).toEqual({
      failures: count,
      clauses: expected,
    });
  });

  it("takes a term whose class is unknown for one that fails", () => {
    const table = tableOf([[{ axis: 0, satisfiedBy: [0, 1, 2] }]]);
    const situation = new Int32Array(AXES.length).fill(UNKNOWN_CLASS);
    expect(firstHolding(table, situation)).toBe(-1);
    expect(nearestMisses(table, situation)).toEqual({ failures: 1, clauses: [0] });
  });

  it("takes a clause that asks for nothing for one that holds", () => {
    const table = tableOf([[{ axis: 0, satisfiedBy: [] }], []]);
    expect(allHolding(table, new Int32Array(AXES.length))).toEqual([1]);
  });

  it("without clauses holds nothing", () => {
    const table = tableOf([]);
    expect(firstHolding(table, new Int32Array(AXES.length))).toBe(-1);
    expect(allHolding(table, new Int32Array(AXES.length))).toEqual([]);
  });
});

function tableOf(clauses: Drawn["clauses"]): ClauseTable<number> {
  const truths = new Map<Leaf, Truth[]>();
  const termOf = ({ axis, satisfiedBy }: Ask): Term => {
    const leaf = leafOn(AXES[axis] ?? "");
    truths.set(leaf, [...[0, 1, 2].map((each) => (satisfiedBy.includes(each) ? HOLDS : FAILS)), UNKNOWN]);
    return { reads: leaf.fact, expression: leaf };
  };
  const owned: Clause<number>[] = clauses.map((asks, owner) => ({ owner, way: asks.map(termOf) }));
  const placeOf = (reads: string) => {
    const index = AXES.findIndex((axis) => axis === reads);
    return { index, fact: factOf(index), classes: CLASSES };
  };
  return compileTable(owned, placeOf, (leaf) => truths.get(leaf) ?? []);
}

function leafOn(fact: string): Leaf {
  const written = { operator: "equal", negated: false };
  return { kind: "leaf", fact, operator: "equal", value: "", written, place: 0, reference: null };
}

function factOf(axis: number): string {
  return AXES[axis]?.split(" ")[0] ?? "";
}

/** The facts of which some ask is not satisfied, sorted. */
function failing(clause: readonly Ask[] | undefined, situation: readonly number[]): string[] {
  const unmet = (clause ?? []).filter(({ axis, satisfiedBy }) => !satisfiedBy.includes(situation[axis] ?? -1));
  return [...new Set(unmet.map(({ axis }) => factOf(axis)))].sort();
}

function nearest(clauses: Drawn["clauses"], situation: readonly number[]) {
  const counts = clauses.map((clause) => failing(clause, situation).length);
  const failures = Math.min(...counts);
  return { failures, clauses: indices(clauses).filter((index) => counts[index] === failures) };
}

function indices(list: readonly unknown[]): number[] {
  return [...list.keys()];
}
