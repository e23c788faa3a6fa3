import { describe, expect, it } from "vitest";
import { buyer, shopRouter } from "./shop.js";

const SPANS = ["08:00-09:00", "10:00-11:00", "12:00-13:00", "14:00-15:00", "16:00-17:00", "18:00-19:00"];

describe("looking 400 days ahead", () => {
  // Searching anew at each of the 4,800 changes takes far longer than a test may.
  it("is one walk, also where a channel that lacks agents closes for good", async () => {
    const { route } = await shopRouter({
      availability: null,
      schedules: {
        campaign: {
          timeZone: "UTC",
          weekly: { "mon-sun": ["00:00-24:00"] },
          exceptions: [{ from: "2026-01-01", through: "2026-11-23", hours: [] }],
        },
        often: { timeZone: "UTC", weekly: { "mon-sun": SPANS } },
      },
      rules: [
        {
          name: "staffed",
          conditions: { all: [{ fact: "availableAgents", operator: "greaterThanInclusive", value: 1 }] },
          event: { type: "offer", params: { channels: ["phone"] } },
        },
        {
          name: "after-the-campaign",
          conditions: { all: [{ fact: "time", operator: "duringSchedule", value: "campaign" }] },
          event: { type: "withhold", params: { channels: ["phone"], reason: "campaign-over" } },
        },
        {
          name: "often",
          conditions: {
            all: [
              { fact: "time", operator: "duringSchedule", value: "often" },
              { fact: "signedIn", operator: "equal", value: false },
            ],
          },
          event: { type: "withhold", params: { channels: ["chat"], reason: "often" } },
        },
      ],
    });
    const decision = route({ ...buyer(), agentAvailability: {} });
    expect([decision.validUntil, decision.withheld[0]?.nextOpensAt]).toEqual([null, null]);
  });
});
