import { afterEach, describe, expect, it, vi } from "vitest";
import { buyer, shopRouter } from "./shop.js";

describe("a router in whose deciding something breaks", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("still offers the always channel, and tells what broke", async () => {
    const { safeRoute } = await shopRouter();
    const broken = new Error("broken");
    vi.spyOn(Math, "min").mockImplementation(() => {
      throw broken;
    });
    const routed = safeRoute(buyer());
    vi.restoreAllMocks();
    expect(routed).toMatchObject({
      success: false,
      error: { issues: [{ code: "internal-error", path: "" }], cause: broken },
      decision: { offered: [{ channel: "email" }], validUntil: "2026-11-23T09:00:00.000Z" },
    });
    expect(routed.success || routed.error.message).toContain(
      "deciding failed, which is a defect of contact-routing; report it with the request",
    );
  });
});
