import { describe, expect, test } from "vitest";
import type { ScenarioMismatch, StatedValue } from "../../src/analysis.js";
import { paint } from "../../src/cli/terminal/screen.js";
import { describeStated, statedInWords } from "../../src/cli/test/format-failure.js";

const PLAIN = { width: 80, color: false };

describe("what was expected and what came", () => {
  test.each<[ScenarioMismatch["field"], StatedValue, StatedValue, string, string]>([
    ["offered", ["phone:nl", "chat"], ["chat", "email", "phone:nl"], "phone:nl  chat", "chat      email  phone:nl"],
    [
      "withheld",
      ["no-agents", "a-queue"],
      ["outside-hours", "no-agents"],
      "no-agents  a-queue",
      "no-agents  outside-hours",
    ],
    ["rules", [], ["a-rule"], "none", "a-rule"],
    ["withheld", ["no-agents"], "offered", "no-agents", "offered"],
    ["closesAt", null, "withheld", "null: it does not close", "withheld"],
    ["nextOpensAt", "2026-11-23T08:00:00.000Z", null, "2026-11-23T09:00:00+01:00", "null: time alone does not open it"],
    ["validUntil", "2026-07-01T08:00:00.001Z", null, "2026-07-01T10:00:00.001+02:00", "null: time changes nothing"],
  ])("of `%s`: %j and %j", (field, expected, actual, one, other) => {
    const mismatch: ScenarioMismatch = { field, channel: null, expected, actual, causes: [], path: "" };
    const rows = describeStated(mismatch, "Europe/Amsterdam");
    expect([paint(rows.expected, PLAIN), paint(rows.actual, PLAIN)]).toEqual([one, other]);
  });

  test("is marked where the two differ, and there alone", () => {
    const mismatch: ScenarioMismatch = {
      field: "offered",
      channel: null,
      expected: ["phone", "email"],
      actual: ["chat", "email"],
      causes: [],
      path: "",
    };
    const { expected, actual } = describeStated(mismatch, "UTC");
    expect([expected, actual].map((prose) => [prose].flat().at(-1))).toEqual(["email", "email"]);
    expect([expected, actual].map((prose) => [prose].flat()[0])).toMatchObject([{ style: "good" }, { style: "bad" }]);
  });

  test("is told in a row as well", () => {
    expect(statedInWords("steps", ["sign-in", "ai-answer"], "UTC")).toBe("sign-in, ai-answer");
    expect(statedInWords("steps", [], "UTC")).toBe("none");
  });
});
