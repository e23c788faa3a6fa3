import { describe, expect, it } from "vitest";
import { createHoursMemo, recall, remember } from "../../../src/runtime/hours/schedule-cursor.js";

describe("what is kept by the code of hours", () => {
  it("is found by its code, however many there are", () => {
    const kept = createHoursMemo<string>();
    const codes = [4, 0, 7, "0120", 2, 9];
    for (const [count, code] of codes.entries()) {
      expect(codes.map((each) => recall(kept, each))).toEqual(
        codes.map((each, index) => (index < count ? `at ${each}` : null)),
      );
      remember(kept, code, `at ${code}`);
    }
    expect(codes.map((code) => recall(kept, code))).toEqual(codes.map((code) => `at ${code}`));
  });

  it("is no more than ten thousand results and two", () => {
    const kept = createHoursMemo<string>();
    for (let code = 0; code < 10_100; code++) remember(kept, code, `at ${code}`);
    expect([0, 1, 2, 10_001, 10_002].map((code) => recall(kept, code))).toEqual([
      ...["at 0", "at 1", "at 2", "at 10001"],
      null,
    ]);
  });
});
