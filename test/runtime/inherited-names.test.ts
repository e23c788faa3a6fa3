import { describe, expect, it } from "vitest";
import { buyer, shopRouter } from "./shop.js";

describe("names that every object has", () => {
  it("are facts, channels, request types and schedules like any other", async () => {
    const router = await shopRouter({
      channels: [
        { id: "toString", languages: ["nl"] },
        { id: "email", languages: ["en"], always: true },
      ],
      requestTypes: { valueOf: { tags: ["isPrototypeOf"] } },
      facts: { toString: { type: "boolean", default: false } },
      schedules: { hasOwnProperty: { timeZone: "UTC", weekly: { mon: ["09:00-10:00"] } } },
      conditions: { toLocaleString: { fact: "toString", operator: "equal", value: true } },
      rules: [
        {
          name: "valueOf",
          conditions: {
            all: [
              { condition: "toLocaleString" },
              { fact: "time", operator: "duringSchedule", value: "hasOwnProperty" },
            ],
          },
          event: { type: "offer", params: { channels: ["toString"] } },
        },
      ],
    });
    const request = { requestType: "valueOf", at: "2026-11-23T09:30:00Z", language: "nl", agentAvailability: {} };
    const condition = { fact: "toString", operator: "equal", value: true };
    expect(router.route(request).withheld).toEqual([
      {
        channel: "toString",
        reasons: [{ code: "not-eligible", rule: "valueOf", condition, actual: false }],
        nextOpensAt: null,
      },
    ]);
    const offered = router.route({ ...request, facts: { toString: true } as never }).offered;
    expect(offered.map(({ channel }) => channel)).toEqual(["toString", "email"]);
  });

  it("are missing where a request does not give them", async () => {
    const router = await shopRouter({ facts: { toString: { type: "boolean" } }, rules: [] });
    const safe = router.safeRoute({ ...buyer(), facts: {} });
    expect(safe).toMatchObject({
      success: false,
      error: { issues: [{ code: "missing-fact", path: "/facts/toString" }] },
    });
  });
});
