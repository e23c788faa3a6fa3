import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cutDomain,
  intervalWords,
  joinIntervals,
  type NumberInterval,
} from "../../src/analysis/model/number-intervals.js";
import { isSaidBy } from "./change-holds.js";

const ANY = { isWhole: false, minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY };

/** In words, the parts of a domain cut at these that are chosen. */
function words(cuts: readonly number[], chosen: readonly number[], domain = ANY): string[] {
  const parts = cutDomain(cuts, domain).filter((_, index) => chosen.includes(index));
  return joinIntervals(parts, domain.isWhole).map((interval) => intervalWords(interval, domain.isWhole));
}

describe("numbers that stand together", () => {
  test.each([
    [[0], [0, 1, 2], ["any number"]],
    [[0], [0, 2], ["less than 0", "more than 0"]],
    [[0], [0, 1], ["0 or less"]],
    [[0], [1, 2], ["0 or more"]],
    [[0], [1], ["0"]],
    [
      [0, 1],
      [0, 2, 4],
      ["less than 0", "more than 0 and less than 1", "more than 1"],
    ],
    [[0, 1], [1, 2, 3], ["at least 0 and at most 1"]],
    [
      [0, 1],
      [0, 2, 3, 4],
      ["less than 0", "more than 0"],
    ],
  ])("cut at %j, of which %j are meant, are told as %j", (cuts, chosen, expected) => {
    expect(words(cuts, chosen)).toEqual(expected);
  });

  test("are neighbours where whole numbers follow one another", () => {
    const whole = { isWhole: true, minimum: 0, maximum: 10 };
    expect(words([3], [0, 1], whole)).toEqual(["0 to 3"]);
    expect(words([3], [0, 2], whole)).toEqual(["0 to 2", "4 to 10"]);
  });

  test("hold the numbers that they held apart, and are said so", () => {
    const cuts = fc.uniqueArray(fc.integer({ min: -3, max: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(cuts, fc.boolean(), fc.nat(), (values, isWhole, kept) => {
        const apart = cutDomain(values, { ...ANY, isWhole }).filter((_, index) => ((kept >> index) & 1) === 1);
        const joined = joinIntervals(apart, isWhole);
        const said = joined.map((interval) => intervalWords(interval, isWhole));
        for (let number = -5; number <= 5; number += isWhole ? 1 : 0.5) {
          const isHeld = apart.some((interval) => holds(interval, number));
          expect([number, joined.some((interval) => holds(interval, number))]).toEqual([number, isHeld]);
          expect([said, number, said.some((each) => isSaidBy(each, number))]).toEqual([said, number, isHeld]);
        }
      }),
    );
  });
});

function holds({ low, includesLow, high, includesHigh }: NumberInterval, number: number): boolean {
  return (number > low || (includesLow && number === low)) && (number < high || (includesHigh && number === high));
}
