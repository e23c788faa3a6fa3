import { expect, it } from "vitest";
import { refuseManyHours } from "../../src/compile/hours-bounds.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { toRuleset } from "../../src/ruleset/read-ruleset.js";
import { shop } from "./shop.js";

const NEVER = { hours: [] };

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
  const axes = [...names.map((schedule) => ({ schedule })), { schedule: null }];
  const rows = names.map((_, axis) => ({ axis }));
  const half = Math.floor(schedules / 2);
  // Each table looks at some of them, and at some that another looks at.
  const channels = [
    {
      ...{ id: "phone", index: 0 },
      offers: { hours: [rows.slice(0, half), rows.slice(0, 10)] },
      withholds: { hours: [rows.slice(half, half + 10)] },
      prefers: { hours: [rows.slice(half)] },
    },
    { id: "email", index: 2, offers: NEVER, withholds: NEVER, prefers: NEVER },
  ];
  const parts = { conditions: { axes }, channels } as unknown as Parameters<typeof refuseManyHours>[1];
  refuseManyHours(toRuleset(document as RulesetDocument), parts);
}
