import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cube, coverOf, hullOf, setOf } from "../../../src/analysis/mdd/cover.js";
import { createSets } from "../../../src/analysis/mdd/sets.js";
import { runs } from "../../arbitraries/runs.js";
import { ALL, newStore, nodeOf, SIZES } from "./tables.js";

type Wanted = "in" | "free" | "out";

const wanted = fc.array(fc.constantFrom<Wanted>("in", "free", "out", "out"), {
  minLength: ALL.length,
  maxLength: ALL.length,
});

describe("a cover", () => {
  it("holds the on-set, and nothing outside the upper bound", () => {
    fc.assert(
      fc.property(wanted, (outcomes) => {
        const cubes = cover(outcomes);
        for (const [at, point] of ALL.entries()) {
          const isCovered = cubes.some((cube) => holds(cube, point));
          if (outcomes[at] === "in") expect(isCovered).toBe(true);
          if (outcomes[at] === "out") expect(isCovered).toBe(false);
        }
      }),
      runs(500),
    );
  });

  it("is irredundant: no cube can be left out", () => {
    fc.assert(
      fc.property(wanted, (outcomes) => {
        const cubes = cover(outcomes);
        for (const left of cubes) {
          const others = cubes.filter((cube) => cube !== left);
          const isNeeded = ALL.some(
            (point, at) => outcomes[at] === "in" && holds(left, point) && !others.some((cube) => holds(cube, point)),
          );
          expect(isNeeded).toBe(true);
        }
      }),
      runs(300),
    );
  });

  it("is one cube of everything, and no cube of nothing", () => {
    expect(cover(ALL.map(() => "in"))).toEqual([SIZES.map((size) => [...Array(size).keys()])]);
    expect(cover(ALL.map(() => "out"))).toEqual([]);
  });

  it("does not name values for the sake of the don't-care set alone", () => {
    const outcomes = ALL.map(
      ([first, , last]): Wanted => (first !== 0 ? "out" : last === 1 ? "in" : last === 2 ? "free" : "out"),
    );
    expect(cover(outcomes)).toEqual([[[0], [0, 1], [1]]]);
  });

  it("is given up beyond the most cubes", () => {
    const checkered = ALL.map(
      (point): Wanted => (point.reduce((sum, value) => sum + value, 0) % 2 === 0 ? "in" : "out"),
    );
    expect(cover(checkered).length).toBeGreaterThan(2);
    expect(cover(checkered, 2)).toBeNull();
  });
});

describe("a hull", () => {
  it("is the least cube that holds a set", () => {
    fc.assert(
      fc.property(wanted, (outcomes) => {
        const points = ALL.filter((_, at) => outcomes[at] === "in");
        const expected = SIZES.map((_, level) => [...new Set(points.map((point) => point[level] ?? 0))].sort());
        const store = newStore();
        expect(hullOf(store, nodeOf(store, tableFor(outcomes, "in")))).toEqual(expected);
      }),
      runs(300),
    );
  });
});

it("the set of a cube has its assignments", () => {
  const store = newStore();
  const cube = [[0, 2], [1], [0, 1, 2, 3]];
  expect(setOf(store, cube)).toBe(
    nodeOf(
      store,
      ALL.map((point) => Number(holds(cube, point))),
    ),
  );
});

function cover(outcomes: readonly Wanted[], most?: number): readonly Cube[];
function cover(outcomes: readonly Wanted[], most = 64): readonly Cube[] | null {
  const store = newStore();
  const sets = createSets(store, { left: 1_000_000 });
  const onSet = nodeOf(store, tableFor(outcomes, "in"));
  const upperBound = nodeOf(store, tableFor(outcomes, "in", "free"));
  return coverOf(store, sets, { onSet, upperBound, nameFirst: [0, 1, 2] }, most);
}

function tableFor(outcomes: readonly Wanted[], ...kinds: readonly Wanted[]): number[] {
  return outcomes.map((each) => Number(kinds.includes(each)));
}

function holds(cube: Cube, point: readonly number[]): boolean {
  return point.every((value, level) => cube[level]?.includes(value));
}
