import { expect, test } from "vitest";
import { localHoursOf } from "./timelines-of.js";

/** 2026-11-23. */
const MONDAY = Date.UTC(2026, 10, 23) / 86_400_000;

test("the hours of a day are its states from midnight on, each unlike the one before", () => {
  const hours = localHoursOf(
    {
      timeZone: "UTC",
      weekly: { mon: ["09:00-12:00", "12:00-18:00"], tue: ["09:00-18:00"] },
      exceptions: [{ date: "2026-11-24", hours: ["10:00-11:00"], name: "Training" }],
    },
    undefined,
  );
  const statesOf = (day: number) =>
    hours(day, false).map(({ minute, state }) => [minute / 60, state.open, state.closedBy]);
  expect(statesOf(MONDAY)).toEqual([
    [0, false, null],
    [9, true, null],
    [18, false, null],
  ]);
  expect(statesOf(MONDAY + 1)).toEqual([
    [0, false, null],
    [9, false, "Training"],
    [10, true, null],
    [11, false, "Training"],
    [18, false, null],
  ]);
});
