import { expect, test } from "vitest";
import { findRemedies } from "../../src/analysis.js";
import { desk } from "../cli/desk.js";

const asked = { requestType: "order", at: "2026-11-28T17:30:00+01:00", language: "nl" };

test("a schedule that changes leaves those that are based on it as they are", async () => {
  const intake = { ...desk.schedules, intake: { basedOn: "desk", closeEarlierMinutes: 10 } };
  const hours = (value: string) => ({ fact: "time", operator: "duringSchedule", value });
  const rules = [
    {
      name: "both",
      conditions: { all: [hours("desk"), hours("intake")] },
      event: { type: "offer" as const, params: { channels: ["phone"] } },
    },
  ];
  const { remedies } = await findRemedies({ ...desk, schedules: intake, rules, scenarios: [] }, asked, "phone");
  expect(remedies.map(({ changes }) => changes)).toEqual([
    [
      { kind: "schedule", schedule: "desk", to: "open" },
      { kind: "schedule", schedule: "intake", to: "open" },
    ],
  ]);
});

test("a channel that no rule offers has no remedies", async () => {
  const { blockers, remedies, isComplete } = await findRemedies({ ...desk, rules: [], scenarios: [] }, asked, "phone");
  expect(blockers.map(({ code }) => code)).toEqual(["no-rule"]);
  expect({ remedies, isComplete }).toEqual({ remedies: [], isComplete: true });
});
