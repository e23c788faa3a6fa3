import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRouter } from "../../src/index.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import { RequestError } from "../../src/values/errors.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { situation } from "../arbitraries/situations.js";
import { buyer, shopRouter } from "./shop.js";

describe("a record", () => {
  it(
    "holds the decision to the byte, and deciding its request again gives that",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const { route, routeWithRecord } = await createRouter(document);
          const { decision, record } = routeWithRecord(request);
          expect(JSON.stringify(decision)).toBe(JSON.stringify(route(request)));
          expect(JSON.stringify(record.decision)).toBe(JSON.stringify(decision));
          const kept = JSON.parse(JSON.stringify(record)) as typeof record;
          const fresh = await createRouter(document);
          expect(JSON.stringify(fresh.route(kept.request))).toBe(JSON.stringify(decision));
          expect(fresh.routeWithRecord(kept.request).record).toEqual(kept);
        }),
        runs(80),
      );
    },
    PATIENCE,
  );

  it(
    "that hides all facts differs in nothing but what the facts were",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const { route, routeWithRecord } = await createRouter(document);
          const redact = Object.keys(document.facts ?? {});
          const { decision, record } = routeWithRecord(request, { redact });
          expect(JSON.stringify(decision)).toBe(JSON.stringify(route(request)));
          expect(withoutFacts(record.decision, redact)).toEqual(withoutFacts(decision, redact));
          expect(JSON.stringify(route(record.request))).toBe(JSON.stringify(record.decision));
        }),
        runs(80),
      );
    },
    PATIENCE,
  );

  it("spells out what counted: defaults, the instant in UTC, what is known of agents", async () => {
    const { routeWithRecord } = await shopRouter();
    const request = { ...buyer(), at: new Date("2026-11-23T10:00:00+01:00") };
    expect(routeWithRecord(request).record.request).toStrictEqual({
      requestType: "order",
      at: "2026-11-23T09:00:00.000Z",
      language: ["nl", "en"],
      timeZone: "Europe/Amsterdam",
      agentAvailability: { phone: { nl: { available: 2, staffed: 5, estimatedWaitSeconds: 0 } } },
      agentAvailabilityAsOf: "2026-11-23T08:59:30.000Z",
      facts: { country: "NL", objectCount: 1, role: "buyer", signedIn: true },
    });
  });

  it("leaves out what was not said, and keeps what was said of other languages, of queues and of closed channels", async () => {
    const { routeWithRecord } = await shopRouter({ facts: {}, rules: [] });
    const { timeZone: _, agentAvailability: __, agentAvailabilityAsOf: ___, ...little } = buyer();
    expect(routeWithRecord({ ...little, facts: {} }).record.request).toStrictEqual({
      requestType: "order",
      at: "2026-11-23T09:00:00.000Z",
      language: ["nl", "en"],
    });
    const agentAvailability = { phone: { "*": { available: 0, contactsInQueue: 3 }, en: { available: 1 } }, chat: {} };
    const said = { ...little, facts: {}, agentAvailability, agentAvailabilityAsOf: "2026-11-23T09:00:00.000Z" };
    expect(routeWithRecord({ ...said, closedChannels: ["chat"] }).record.request).toMatchObject({
      agentAvailability,
      closedChannels: ["chat"],
    });
  });

  it.each<[string, object, unknown, unknown]>([
    ["a number", { type: "integer", minimum: 0 }, 5757, 3],
    ["a number below", { type: "integer", minimum: -7000 }, -5757, 0],
    ["a number that rules do not tell from others", { type: "number", maximum: 9 }, 8.375, 3],
    ["a text that rules do not name", { type: "string" }, "anna@example.com", "redacted"],
    ["one of some texts", { type: "string", values: ["a", "b", "c"] }, "c", "a"],
  ])("that hides %s has another in its place, always the same", async (_, declared, value, standIn) => {
    const { type } = declared as { type: string };
    const condition =
      type === "string"
        ? { fact: "secret", operator: "equal", value: "b" }
        : { fact: "secret", operator: "greaterThanInclusive", value: 3 };
    const rules = [
      {
        name: "by-secret",
        conditions: { all: [condition] },
        event: { type: "offer", params: { channels: ["phone"] } },
      },
    ];
    const { routeWithRecord } = await shopRouter({ facts: { secret: declared }, rules });
    const { decision, record } = routeWithRecord({ ...buyer(), facts: { secret: value } } as ContactRequest, {
      redact: ["secret"],
    });
    expect(record.request.facts).toEqual({ secret: standIn });
    expect(JSON.stringify(record)).not.toContain(JSON.stringify(value));
    expect(record.decision.offered.map(({ channel }) => channel)).toEqual(
      decision.offered.map(({ channel }) => channel),
    );
  });

  it("leaves out optional facts that are not known", async () => {
    const facts = { vip: { type: "boolean", optional: true }, paid: { type: "boolean", optional: true } };
    const { routeWithRecord } = await shopRouter({ facts, rules: [] });
    const recorded = (given: ContactRequest["facts"]) =>
      routeWithRecord({ ...buyer(), facts: given }).record.request.facts;
    expect(recorded({ vip: false, paid: null })).toEqual({ vip: false });
    expect(recorded({})).toBeUndefined();
  });

  it.each<[string, object, string, unknown, object | undefined]>([
    ["an optional fact that is known", { optional: true }, "equal", true, { secret: true }],
    ["an optional fact that is not known", { optional: true }, "equal", null, undefined],
    ["whether an optional fact is known", { optional: true }, "isKnown", true, { secret: false }],
    ["that no rule reads an optional fact", { optional: true }, "unread", true, undefined],
    ["that no rule reads a fact with a default", { default: false }, "unread", true, undefined],
    ["that no rule reads a fact of every request", {}, "unread", true, { secret: false }],
  ])("that hides a fact shows only what rules can tell apart: %s", async (_, declared, operator, given, shown) => {
    const value = operator === "isKnown";
    const conditions = operator === "unread" ? {} : { conditions: { fact: "secret", operator, value } };
    const rules = [
      { name: "r", ...conditions, event: { type: "withhold", params: { channels: ["phone"], reason: "x" } } },
    ];
    const { routeWithRecord } = await shopRouter({ facts: { secret: { type: "boolean", ...declared } }, rules });
    const request = { ...buyer(), facts: { secret: given } } as ContactRequest;
    const { decision, record } = routeWithRecord(request, { redact: ["secret"] });
    expect(record.request.facts).toEqual(shown);
    expect(record.decision).toEqual(decision);
  });

  it("of a request that cannot be read is none", async () => {
    const { routeWithRecord } = await shopRouter();
    expect(() => routeWithRecord({ ...buyer(), requestType: "ordr" })).toThrow(RequestError);
  });

  it("cannot hide a fact that is not declared", async () => {
    const { routeWithRecord } = await shopRouter();
    expect(() => routeWithRecord(buyer(), { redact: ["signdIn"] })).toThrow(
      "`redact`: unknown fact `signdIn`; did you mean `signedIn`?",
    );
    expect(() => routeWithRecord(buyer(), { redact: ["shoeSize"] })).toThrow(
      "`redact`: unknown fact `shoeSize`; it is not among the `facts` of the ruleset",
    );
  });
});

/** A decision as it would be without what the reasons say of some facts. */
function withoutFacts(decision: object, facts: readonly string[]): unknown {
  return JSON.parse(JSON.stringify(decision), (_, value) =>
    typeof value === "object" && value !== null && facts.includes(value.condition?.fact)
      ? { ...value, actual: "hidden" }
      : value,
  );
}
