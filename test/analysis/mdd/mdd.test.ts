import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Operation, prepare, WorkLimitReached } from "../../../src/analysis/mdd/apply.js";
import { dropVariables } from "../../../src/analysis/mdd/cover.js";
import {
  cheapestAssignment,
  countAssignments,
  mapResults,
  resultOf,
  resultsOf,
} from "../../../src/analysis/mdd/paths.js";
import { createSets } from "../../../src/analysis/mdd/sets.js";
import { FALSE, type Node, type Store, TRUE, terminal, terminalValue } from "../../../src/analysis/mdd/store.js";
import { runs } from "../../arbitraries/runs.js";
import { ALL, newStore, nodeOf, SIZES, type Table, tables } from "./tables.js";

const PLENTY = { left: 1_000_000 };
const set = tables(1);
const lists = fc.array(fc.array(set, { maxLength: 4 }), { minLength: 1, maxLength: 4 });
const costs = fc.array(fc.array(fc.nat(5), { minLength: 4, maxLength: 4 }), { minLength: 3, maxLength: 3 });

describe("a store", () => {
  it("has the same node for equal functions, and another for others", () => {
    fc.assert(
      fc.property(tables(2), tables(2), (one, other) => {
        const store = newStore();
        expect(nodeOf(store, one) === nodeOf(store, other)).toBe(String(one) === String(other));
      }),
      runs(500),
    );
  });

  it("gives back each result", () => {
    fc.assert(
      fc.property(tables(3), (table) => {
        const store = newStore();
        expect(tableOf(store, nodeOf(store, table))).toEqual(table);
      }),
      runs(300),
    );
  });

  it("keeps its nodes apart when its tables grow", () => {
    const store = newStore();
    const nodes = new Set(
      Array.from({ length: 20_000 }, (_, index) =>
        store.make(
          2,
          [0, 1, 2, 3].map((place) => terminal((index >> (place * 4)) & 15)),
        ),
      ),
    );
    const different = new Set(Array.from({ length: 20_000 }, (_, index) => index).map(String));
    expect(nodes.size).toBe(different.size);
    expect(store.make(2, [terminal(7), terminal(0), terminal(1), terminal(0)])).toBe(
      store.make(2, [terminal(7), terminal(0), terminal(1), terminal(0)]),
    );
  });
});

describe("sets", () => {
  it("select what is in some set of each list, and in none of the first", () => {
    fc.assert(
      fc.property(lists, ([none = [], ...some]) => {
        const store = newStore();
        const toNodes = (list: readonly Table[]) => list.map((table) => nodeOf(store, table));
        const sets = createSets(store, PLENTY);
        const selected = sets.select(toNodes(none), ...some.map(toNodes));
        const expected = ALL.map((_, at) =>
          Number(some.every((list) => list.some((table) => table[at] === 1)) && !none.some((table) => table[at] === 1)),
        );
        expect(tableOf(store, selected)).toEqual(expected);
        const found = sets.findSelected(toNodes(none), ...some.map(toNodes));
        if (found === null) expect(expected).not.toContain(1);
        else for (const at of indicesLike(found)) expect(expected[at]).toBe(1);
      }),
      runs(500),
    );
  });

  it("exist for some values of the variables that are quantified", () => {
    fc.assert(
      fc.property(set, fc.subarray([...SIZES.keys()]), (table, levels) => {
        const store = newStore();
        const result = createSets(store, PLENTY).exists(nodeOf(store, table), new Set(levels));
        const expected = ALL.map((point) =>
          Number(
            ALL.some(
              (other, at) =>
                table[at] === 1 && other.every((value, level) => levels.includes(level) || value === point[level]),
            ),
          ),
        );
        expect(tableOf(store, result)).toEqual(expected);
      }),
      runs(300),
    );
  });

  it("stop at the work limit", () => {
    const store = newStore();
    const table = ALL.map((_, at) => at % 2);
    const other = ALL.map((_, at) => Number(at % 3 === 0));
    const sets = createSets(store, { left: 2 });
    expect(() => sets.intersection(nodeOf(store, table), nodeOf(store, other))).toThrow(WorkLimitReached);
  });
});

describe("an operation", () => {
  /** The largest result of two lists, if the second has any. */
  const largest: Operation = {
    settle: (all) => {
      const list = all[0] as Node[];
      if (list.length === 0) return FALSE;
      return list.every((node) => node < 0) ? (list[0] as Node) : null;
    },
  };

  it("is applied assignment by assignment", () => {
    fc.assert(
      fc.property(fc.array(tables(4), { minLength: 1, maxLength: 4 }), (list) => {
        const store = newStore();
        const nodes = list.map((table) => nodeOf(store, table));
        const expected = ALL.map((_, at) => Math.max(...list.map((table) => table[at] ?? 0)));
        const prepared = prepare(store, largest, PLENTY);
        expect(tableOf(store, prepared.apply(nodes))).toEqual(expected);
        const found = prepared.find(nodes);
        if (found === null) expect(Math.max(...expected)).toBe(0);
        else for (const at of indicesLike(found)) expect(expected[at]).toBeGreaterThan(0);
      }),
      runs(400),
    );
  });
});

describe("paths", () => {
  it("count the assignments with a wanted result", () => {
    fc.assert(
      fc.property(tables(3), (table) => {
        const store = newStore();
        const counted = countAssignments(store, nodeOf(store, table), (value) => value === 2);
        expect(counted).toBe(table.filter((value) => value === 2).length);
      }),
      runs(300),
    );
  });

  it("lead to the cheapest assignment with a wanted result", () => {
    fc.assert(
      fc.property(tables(3), costs, (table, costOf) => {
        const store = newStore();
        const price = (point: ArrayLike<number>) =>
          SIZES.reduce((sum, _, level) => sum + (costOf[level]?.[point[level] ?? 0] ?? 0), 0);
        const found = cheapestAssignment(
          store,
          nodeOf(store, table),
          (value) => value === 2,
          (level, value) => costOf[level]?.[value] ?? 0,
        );
        const wanted = ALL.filter((_, at) => table[at] === 2);
        expect(found === null).toBe(wanted.length === 0);
        if (found === null) return;
        expect(resultOf(store, nodeOf(store, table), found)).toBe(2);
        expect(price(found)).toBe(Math.min(...wanted.map(price)));
      }),
      runs(300),
    );
  });

  it("lead to all results, which can be renamed", () => {
    fc.assert(
      fc.property(tables(4), (table) => {
        const store = newStore();
        const node = nodeOf(store, table);
        expect(resultsOf(store, node)).toEqual([...new Set(table)].sort());
        const halved = mapResults(store, node, (value) => terminal(value >> 1));
        expect(tableOf(store, halved)).toEqual(table.map((value) => value >> 1));
      }),
      runs(200),
    );
  });
});

describe("a cube", () => {
  it("drops the variables that it need not name", () => {
    fc.assert(
      fc.property(set, fc.nat(ALL.length - 1), (table, at) => {
        const store = newStore();
        const changed = table.with(at, 1);
        const cube = dropVariables(store, ALL[at]?.map((value) => [value]) ?? [], nodeOf(store, changed), [0, 1, 2]);
        const isWithin = (wider: readonly (readonly number[])[]) =>
          ALL.every(
            (point, each) => changed[each] === 1 || !point.every((value, level) => wider[level]?.includes(value)),
          );
        expect(isWithin(cube)).toBe(true);
        for (const [level, size] of SIZES.entries()) {
          if (cube[level]?.length === size) continue;
          expect(isWithin(cube.with(level, [...Array(size).keys()]))).toBe(false);
        }
      }),
      runs(300),
    );
  });
});

function tableOf(store: Store, node: Node): Table {
  return ALL.map((point) => resultOf(store, node, point));
}

/** The places of all assignments that a partial one stands for. */
function indicesLike(found: ArrayLike<number>): number[] {
  return ALL.flatMap((point, at) => (point.every((value, level) => [value, -1].includes(found[level] ?? 0)) ? at : []));
}

it("the empty set and the full one are terminals", () => {
  expect([terminalValue(FALSE), terminalValue(TRUE)]).toEqual([0, 1]);
});
