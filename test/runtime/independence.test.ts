import { beforeAll, describe, expect, it } from "vitest";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import type { Router } from "../../src/runtime/router.js";
import { buyer, shopRouter } from "./shop.js";

const RULES = [
  {
    name: "phone-desk",
    conditions: {
      all: [
        { fact: "time", operator: "duringSchedule", value: "desk" },
        { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 },
      ],
    },
    event: { type: "offer", params: { channels: ["phone"] } },
  },
  {
    name: "chat-for-others",
    conditions: {
      all: [
        { fact: "requestTags", operator: "contains", value: "trust" },
        { fact: "role", operator: "in", value: ["seller"] },
      ],
    },
    event: { type: "offer", params: { channels: ["chat"] } },
  },
  { name: "sign-in-first", event: { type: "advise", params: { steps: ["sign-in"] } } },
];

/** Each is decided differently. */
const REQUESTS: readonly ContactRequest[] = [
  buyer(),
  { ...buyer(), language: ["de", "en"], requestType: "fraud" },
  { ...buyer(), at: "2026-12-24T15:00:00+01:00", facts: { role: "seller" } },
  { ...buyer(), requestType: "fraud", facts: { role: "seller" }, timeZone: "Asia/Tokyo" },
  { ...buyer(), closedChannels: ["phone"], agentAvailability: {} },
  { requestType: "other", at: 100_000_000_000, language: "*" },
];

describe("a router", () => {
  let router: Router;
  beforeAll(async () => {
    router = await shopRouter({ rules: RULES });
  });

  it("decides alike whatever it decided before", async () => {
    const fresh = await Promise.all(REQUESTS.map(async (each) => (await shopRouter({ rules: RULES })).route(each)));
    expect(new Set(fresh.map((decision) => JSON.stringify(decision))).size).toBe(REQUESTS.length);
    const orders = [REQUESTS, [...REQUESTS].reverse(), [...REQUESTS, ...REQUESTS]];
    for (const order of orders) {
      expect(order.map((each) => router.route(each))).toEqual(order.map((each) => fresh[REQUESTS.indexOf(each)]));
    }
  });

  it("is not disturbed by another that decides in between", async () => {
    const other = await shopRouter({ rules: [], languages: { fallback: "en", aliases: { nl: "de" } } });
    const alone = REQUESTS.map((each) => [router.route(each), router.explain(each)]);
    const interleaved = REQUESTS.map((each) => {
      const decision = router.route(each);
      other.route(buyer());
      other.safeRoute({ ...buyer(), at: "never" });
      return [decision, router.explain(each)];
    });
    expect(interleaved).toEqual(alone);
  });

  it("is not disturbed by a request that asks it while it is read", () => {
    const nested: unknown[] = [];
    for (const key of Object.keys(buyer()) as (keyof ContactRequest)[]) {
      const request = buyer();
      const value = request[key];
      Object.defineProperty(request, key, {
        enumerable: true,
        get() {
          nested.push(router.route(REQUESTS[3] ?? buyer()), router.explain(REQUESTS[1] ?? buyer()).decision);
          return value;
        },
      });
      expect(router.route(request)).toEqual(router.route(buyer()));
    }
    const [third, first] = [REQUESTS[3], REQUESTS[1]].map((each) => router.route(each ?? buyer()));
    expect(nested).toEqual(Object.keys(buyer()).flatMap(() => [third, first]));
  });

  it("changes nothing of a request: one that is frozen to the bottom is decided, and stays as it was", () => {
    for (const request of REQUESTS) {
      const before = JSON.stringify(request);
      const frozen = deepFreeze(structuredClone(request));
      expect(router.route(frozen)).toEqual(router.route(request));
      expect(router.safeRoute(frozen).success).toBe(true);
      expect(router.explain(frozen)).toEqual(router.explain(request));
      expect(JSON.stringify(frozen)).toBe(before);
    }
  });

  it("keeps nothing of a request: what the caller does to it later is of no account", () => {
    const request = { ...buyer(), at: new Date("2026-11-23T09:00:00Z"), language: ["nl"] };
    const before = router.route(request);
    const kept = structuredClone(before);
    request.at.setTime(0);
    request.language.push("fi");
    expect(before).toEqual(kept);
  });

  it.each(["route", "safeRoute", "explain"] as const)(
    "gives a result of %s that is the caller's own to change",
    (method) => {
      for (const request of REQUESTS) {
        const before = JSON.stringify(router[method](request));
        scribble(router[method](request));
        expect(JSON.stringify(router[method](request))).toBe(before);
      }
    },
  );

  it("gives a result of safeRoute that is the caller's own where the request cannot be read", () => {
    const bad = { ...buyer(), at: "never" };
    const before = JSON.stringify(router.safeRoute(bad).decision);
    scribble(router.safeRoute(bad).decision);
    expect(JSON.stringify(router.safeRoute(bad).decision)).toBe(before);
  });

  it("gives plain JSON data", () => {
    for (const request of REQUESTS) {
      for (const result of [router.route(request), router.explain(request)]) {
        expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
      }
    }
  });

  it("works without `this`", () => {
    const { route, safeRoute, explain } = router;
    expect(route(buyer())).toEqual(router.route(buyer()));
    expect(safeRoute(buyer())).toEqual(router.safeRoute(buyer()));
    expect(explain(buyer())).toEqual(router.explain(buyer()));
  });

  it("names the rules that decide, by a fingerprint that any change of them changes", async () => {
    const { ruleset } = router;
    expect(ruleset).toEqual({ id: "shop", version: "7", fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(router.route(buyer()).ruleset).toEqual(ruleset);
    expect((await shopRouter({ rules: RULES.toReversed() })).ruleset).toEqual(ruleset);
    expect((await shopRouter({ rules: RULES.slice(1) })).ruleset.fingerprint).not.toBe(ruleset.fingerprint);
  });

  it("is not changed by what is done to the document it was made of", async () => {
    const document = structuredClone({ rules: RULES });
    const made = await shopRouter(document);
    const before = made.route(buyer());
    scribble(document);
    expect(made.route(buyer())).toEqual(before);
  });
});

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null)
    for (const item of Object.values(Object.freeze(value))) deepFreeze(item);
  return value;
}

/** Overwrites whatever can be overwritten, from the bottom up; an error's own properties too. */
function scribble(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    scribble(Reflect.get(value, key));
    Reflect.set(value, key, "scribbled");
  }
  if (Array.isArray(value)) value.push("scribbled");
}
