import { describe, expect, it } from "vitest";
import { createHoursMemo, NOT_CODED, recall, remember } from "../../../src/runtime/hours/schedule-cursor.js";

describe("what is kept by the code of hours", () => {
  it("is found by its code, however many there are", () => {
    const kept = createHoursMemo<string>();
    const codes = [4, 0, 7, 2, 9];
    for (const [count, code] of codes.entries()) {
      expect(codes.map((each) => recall(kept, each))).toEqual(
        codes.map((each, index) => (index < count ? `at ${each}` : null)),
      );
      remember(kept, code, `at ${code}`);
    }
    expect(codes.map((code) => recall(kept, code))).toEqual(codes.map((code) => `at ${code}`));
  });

  it("is nothing for hours without a code", () => {
    const kept = createHoursMemo<string>();
    expect(recall(kept, NOT_CODED)).toBeNull();
    for (const code of [NOT_CODED, 1, NOT_CODED, 2, NOT_CODED, 3, NOT_CODED]) {
      remember(kept, code, `at ${code}`);
      expect(recall(kept, NOT_CODED)).toBeNull();
    }
    expect([1, 2, 3].map((code) => recall(kept, code))).toEqual(["at 1", "at 2", "at 3"]);
  });
});
