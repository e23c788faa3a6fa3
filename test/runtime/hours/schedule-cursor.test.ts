import { describe, expect, it } from "vitest";
import {
  advance,
  codeOfHours,
  createSelections,
  hoursOf,
  nextStart,
  type ScheduleSelection,
  type ScheduleVariable,
  startCursor,
} from "../../../src/runtime/hours/schedule-cursor.js";
import { createTimelines } from "./timelines-of.js";

describe("a selection of hours", () => {
  it("holds its schedules in the order of the ruleset, whichever was asked for first", () => {
    const none = createSelections(axes(3));
    expect(axesOf(none)).toEqual([]);
    expect(axesOf(none.with(12).with(10))).toEqual([10, 12]);
    expect(none.with(12).with(10)).toBe(none.with(10).with(12));
    expect(none.with(10).with(10)).toBe(none.with(10));
    expect(none.with(10).with(12).with(10)).toBe(none.with(10).with(12));
    expect(none.with(10).with(12)).not.toBe(none.with(10).with(11));
  });

  it("tells schedules apart whose axes read alike one after the other", () => {
    const none = createSelections([1, 2, 12].map(hoursAxis));
    expect(none.with(1).with(2)).not.toBe(none.with(12));
  });

  it("is one of all schedules where more were asked for than are kept", () => {
    const none = createSelections(axes(12));
    const subsets = Array.from({ length: 1500 }, (_, index) =>
      [...Array(12).keys()].filter((bit) => (index + 1) & (1 << bit)).reduce((each, bit) => each.with(10 + bit), none),
    );
    const kept = subsets.filter((each) => each.schedules.length < 12);
    expect([kept.length, new Set(subsets).size]).toEqual([1000, 1001]);
    expect(axesOf(subsets.at(-1) as ScheduleSelection)).toEqual(axesOf(select(none, 12)));
  });
});

describe("a code of hours", () => {
  it.each([1, 2, 5])("of %i schedules is another for each of their states", (count) => {
    const codes = statesOf(count).map(codeOfHours);
    expect(new Set(codes).size).toBe(3 ** count);
    expect(codes.every((code) => Number.isSafeInteger(code) && Number(code) >= 0)).toBe(true);
  });

  it.each([18, 19, 33, 34, 40])("of %i schedules is another for each of some thousand states", (count) => {
    const states = statesOf(7).flatMap((state) => [
      ...[pad(state, count, 0), pad(state, count, 2)],
      ...[pad(state, count, 0).reverse(), pad(state, count, 2).reverse()],
    ]);
    const distinct = new Set(states.map((state) => state.join()));
    expect(new Set(states.map(codeOfHours)).size).toBe(distinct.size);
  });
});

describe("a walk along hours", () => {
  const at = Date.UTC(2026, 10, 23, 8, 30);
  const hour = 3_600_000;

  it("goes from each change of some schedule to the next, with their states and a code for them", () => {
    const { with: select } = createSelections([hoursAxis(0), hoursAxis(1)]);
    const walk = startCursor(select(0).with(1), null, at);
    const seen = [{ start: walk.start, classes: [...walk.classes], code: walk.code }];
    for (let step = 0; step < 4; step++) {
      const start = advance(walk);
      expect(start).toBe(walk.start);
      seen.push({ start, classes: [...walk.classes], code: walk.code });
    }
    expect(seen.map(({ start }) => (start - at) / hour)).toEqual([0, 0.5, 1.5, 7.5, 8.5]);
    expect(seen.map(({ classes }) => classes)).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ]);
    expect(seen.map(({ code }) => code)).toEqual([0, 3, 4, 1, 0]);
  });

  it("over one of several schedules says nothing of the others", () => {
    const walk = startCursor(createSelections([hoursAxis(0), hoursAxis(1)]).with(1), null, at);
    expect(hoursOf(0, walk)).toBeNull();
    expect(hoursOf(1, walk)).toEqual({ open: false, closedBy: null });
    expect(nextStart(walk)).toBe(at + 1.5 * hour);
  });

  it("over no schedule has no change", () => {
    const walk = startCursor(createSelections([]), null, at);
    expect([nextStart(walk), walk.code, walk.start, walk.classes]).toEqual([Infinity, 0, Infinity, []]);
    expect(hoursOf(0, walk)).toBeNull();
  });

  it("over hours in customer time, of a customer from nowhere, has no change and is unknown", () => {
    const timelines = createTimelines({ timeZone: "customer", weekly: { mon: ["09:00-16:00"] } }, {});
    const selection = createSelections([{ variable: 4, timelines }]).with(4);
    const walk = startCursor(selection, null, at);
    expect([nextStart(walk), walk.classes, walk.start]).toEqual([Infinity, [2], at]);
    expect(hoursOf(4, walk)).toBeNull();
    expect(startCursor(selection, "UTC", at).classes).toEqual([0]);
  });
});

/** Open for seven hours every day, an hour later than the one before it. */
function hoursAxis(axis: number): ScheduleVariable {
  const opens = 9 + (axis % 2);
  const hours = [`${String(opens).padStart(2, "0")}:00-${opens + 7}:00`];
  return { variable: axis, timelines: createTimelines({ timeZone: "UTC", weekly: { "mon-sun": hours } }, {}) };
}

function axes(count: number): ScheduleVariable[] {
  return Array.from({ length: count }, (_, index) => hoursAxis(10 + index));
}

function select(none: ScheduleSelection, count: number): ScheduleSelection {
  return Array.from({ length: count }, (_, index) => 10 + index).reduce((each, axis) => each.with(axis), none);
}

function axesOf({ schedules }: ScheduleSelection): number[] {
  return schedules.map(({ variable }) => variable);
}

/** Each state of so many schedules: closed, open or unknown. */
function statesOf(count: number): number[][] {
  return Array.from({ length: 3 ** count }, (_, index) =>
    Array.from({ length: count }, (_, digit) => Math.floor(index / 3 ** digit) % 3),
  );
}

function pad(state: readonly number[], length: number, value: number): number[] {
  return [...state, ...new Array<number>(length - state.length).fill(value)];
}
