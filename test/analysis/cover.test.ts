import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CoverClass, coverOf, hullOf } from "../../src/analysis/retiring/diagram/cover.js";
import {
  createNodeStore,
  type Diagram,
  type DiagramNode,
  type Level,
} from "../../src/analysis/retiring/diagram/diagram.js";
import type { Cube } from "../../src/analysis/retiring/diagram/diagram-paths.js";
import type { FactAxis } from "../../src/analysis/retiring/model/situation-axis.js";
import { runs } from "../arbitraries/runs.js";

const SIZES = [3, 2, 4];
const ALL = SIZES.reduce<number[][]>(
  (points, size) => points.flatMap((point) => Array.from({ length: size }, (_, each) => [...point, each])),
  [[]],
);

const wanted = fc.array(fc.constantFrom<CoverClass>("in", "free", "out", "out"), {
  minLength: ALL.length,
  maxLength: ALL.length,
});

describe("a cover", () => {
  it("holds all situations that it has to hold, and none that it must not", () => {
    fc.assert(
      fc.property(wanted, (outcomes) => {
        const cubes = coverOf(diagramOf(outcomes)) ?? [];
        for (const [index, point] of ALL.entries()) {
          const isCovered = cubes.some((cube) => holds(cube, point));
          if (outcomes[index] === "in") expect(isCovered).toBe(true);
          if (outcomes[index] === "out") expect(isCovered).toBe(false);
        }
      }),
      runs(500),
    );
  });

  it("has no cube that could be left out", () => {
    fc.assert(
      fc.property(wanted, (outcomes) => {
        const cubes = coverOf(diagramOf(outcomes)) ?? [];
        for (const left of cubes) {
          const others = cubes.filter((cube) => cube !== left);
          const isNeeded = ALL.some(
            (point, index) =>
              outcomes[index] === "in" && holds(left, point) && !others.some((cube) => holds(cube, point)),
          );
          expect(isNeeded).toBe(true);
        }
      }),
      runs(300),
    );
  });

  it("is one cube where everything is wanted, and none where nothing is", () => {
    expect(coverOf(diagramOf(ALL.map(() => "in")))).toEqual([
      [
        [0, 1, 2],
        [0, 1],
        [0, 1, 2, 3],
      ],
    ]);
    expect(coverOf(diagramOf(ALL.map(() => "out")))).toEqual([]);
  });

  it("does not speak of situations that are no matter for their own sake", () => {
    const outcomes = ALL.map(
      ([first, , last]): CoverClass => (first !== 0 ? "out" : last === 1 ? "in" : last === 2 ? "free" : "out"),
    );
    expect(coverOf(diagramOf(outcomes))).toEqual([[[0], [0, 1], [1]]]);
  });
});

describe("a hull", () => {
  it("is the least cube that holds all that is wanted", () => {
    fc.assert(
      fc.property(wanted, (outcomes) => {
        const points = ALL.filter((_, index) => outcomes[index] === "in");
        const expected = SIZES.map((_, level) => [...new Set(points.map((point) => point[level] ?? 0))].sort());
        expect(hullOf(diagramOf(outcomes))).toEqual(expected);
      }),
      runs(300),
    );
  });
});

function holds(cube: Cube, point: readonly number[]): boolean {
  return point.every((each, level) => cube[level]?.includes(each));
}

function diagramOf(outcomes: readonly CoverClass[]): Diagram<CoverClass> {
  const levels = SIZES.map(
    (size, index): Level => ({
      axis: axisOf(`fact${index}`, size),
      groups: Array.from({ length: size }, (_, each) => [each]),
    }),
  );
  const store = createNodeStore<CoverClass>();
  const build = (point: readonly number[]): DiagramNode<CoverClass> => {
    const size = SIZES[point.length];
    if (size !== undefined) {
      return store.branch(
        point.length,
        Array.from({ length: size }, (_, each) => build([...point, each])),
      );
    }
    const outcome = outcomes[ALL.findIndex((each) => String(each) === String(point))] ?? "out";
    return store.leaf(outcome, outcome);
  };
  const root = build([]);
  return { levels, root, isComplete: true };
}

function axisOf(fact: string, size: number): FactAxis {
  const classes = Array.from({ length: size }, (_, each) => ({ sample: each, words: `${each}`, cost: 0, onSides: [] }));
  return { kind: "fact", fact, classes, wordsOf: (some) => some.map(String) };
}
