import { expect, it } from "vitest";
import { refuseManyHours } from "../../../src/compile/conditions/work-bounds.js";
import type { RulesetDocument } from "../../../src/ruleset/document.js";
import { toRuleset } from "../../../src/ruleset/read-ruleset.js";
import type { CompiledRules } from "../../../src/runtime/compiled-rules.js";
import { shop } from "../../runtime/shop.js";

it("a channel may look at so many schedules, times how often they open a week, as come to a million", () => {
  expect(() => refuseFor(500, 1)).not.toThrow();
  expect(() => refuseFor(1000, 1)).not.toThrow();
  expect(() => refuseFor(1000, 2)).toThrow(
    "channel `phone`: its rules look at 1000 schedules, which open 1001 times a week together; join schedules that say the same",
  );
});

/** Of a phone whose rules look at schedules that open once a week, and the first of them so often. */
function refuseFor(schedules: number, openings: number): void {
  const names = Array.from({ length: schedules }, (_, index) => `hours-${index}`);
  const spans = ["09:00-10:00", "11:00-12:00"].slice(0, openings);
  const document = shop({
    schedules: Object.fromEntries(
      names.map((name, index) => [
        name,
        { timeZone: "UTC", weekly: index === 0 ? { mon: spans } : { mon: ["09:00-10:00"] } },
      ]),
    ),
    rules: [],
  });
  const half = Math.floor(schedules / 2);
  // Each rule looks at some of them, and at some that another looks at.
  const rules = [
    { event: { type: "offer", params: { channels: ["phone"] } }, leaves: leavesOn(0, half) },
    { event: { type: "offer", params: { channels: ["phone"] } }, leaves: leavesOn(0, 10) },
    { event: { type: "withhold", params: { channels: ["phone"], reason: "busy" } }, leaves: leavesOn(half, half + 10) },
    { event: { type: "prefer", params: { channels: ["phone"] } }, leaves: leavesOn(half, schedules) },
    { event: { type: "advise", params: { steps: ["sign-in"] } }, leaves: leavesOn(0, schedules) },
    { event: { type: "offer", params: { channels: ["chat"] } }, leaves: leavesOn(schedules, schedules + 1) },
  ];
  const variables = [...names.map((id) => ({ kind: "hours", id })), { kind: "boolean" }];
  refuseManyHours(toRuleset(document as RulesetDocument), { variables, rules } as unknown as CompiledRules);
}

function leavesOn(from: number, until: number) {
  return Array.from({ length: until - from }, (_, index) => ({ variable: from + index }));
}
