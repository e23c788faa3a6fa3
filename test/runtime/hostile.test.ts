import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, it } from "vitest";
import type { RoutingDecision } from "../../src/runtime/decision.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import type { Router, SafeRoute } from "../../src/runtime/router.js";
import { RequestError } from "../../src/values/errors.js";
import { fail, HOSTILE } from "./hostile-values.js";
import { buyer, shopRouter } from "./shop.js";

const PROPERTIES = Object.keys(buyer()) as (keyof ContactRequest)[];

describe("hostile requests", () => {
  let router: Router;
  beforeAll(async () => {
    router = await shopRouter();
  });

  it.each(Object.keys(HOSTILE))(
    "%s, as a request or in its place a part of one, is decided or refused with a RequestError",
    (name) => {
      const requests = everywhere(HOSTILE[name] ?? fail);
      const outcomes = requests.map(([, request]) => outcomeOf(() => router.route(request)));
      expect(outcomes.filter((outcome) => outcome !== "decided" && outcome !== "refused")).toEqual([]);
      expect(outcomes[0]).toBe("refused");
    },
  );

  it.each(Object.keys(HOSTILE))("%s never makes safeRoute throw, and the always channel is offered", (name) => {
    for (const [place, request] of everywhere(HOSTILE[name] ?? fail)) {
      const safe = router.safeRoute(request);
      expect([place, safe.decision.offered.some(({ channel }) => channel === "email")]).toEqual([place, true]);
      expect(safe.success || safe.error instanceof RequestError).toBe(true);
      expect(asJson(safe.decision)).toEqual(safe.decision);
    }
  });

  it("safeRoute says of a request what route does", () => {
    const bad = { ...buyer(), requestType: "ordr" };
    const safe = router.safeRoute(bad);
    expect(safe).toMatchObject({ success: false, error: { issues: [{ code: "unknown-request-type" }] } });
    expect(router.safeRoute(buyer())).toEqual({ success: true, decision: router.route(buyer()) });
  });

  it("an error thrown while reading is an issue after those found before it", () => {
    const request = { ...buyer(), language: "en-" };
    Object.defineProperty(request, "facts", { value: new Proxy({}, { ownKeys: fail }), enumerable: true });
    expect(issuesOf(router.safeRoute(request))).toEqual([
      ["malformed-language-tag", "/language"],
      ["unreadable", ""],
    ]);
  });

  it("every property is read once, so that a getter cannot say one thing and then another", () => {
    const reads = new Map<PropertyKey, number>();
    const watched = watch(buyer(), reads);
    router.route(watched);
    expect([...reads].filter(([, times]) => times > 1)).toEqual([]);
    expect([...reads.keys()]).toEqual(
      expect.arrayContaining(["requestType", "facts", "facts.signedIn", "agentAvailability.phone.nl.available"]),
    );
  });

  it("a list that grows while it is read is read to no more than there may be", () => {
    let reads = 0;
    const endless = new Proxy<string[]>([], {
      get(target, key, receiver) {
        if (key === "length") return Math.min(reads + 1, 5000);
        if (typeof key === "string" && /^\d+$/.test(key)) {
          reads++;
          return "phone";
        }
        return Reflect.get(target, key, receiver);
      },
    });
    router.safeRoute({ ...buyer(), closedChannels: endless });
    expect(reads).toBeLessThanOrEqual(1000);
  });

  it("an object without a prototype, and one of another realm, are requests like any other", () => {
    const bare = Object.assign(Object.create(null) as object, buyer()) as ContactRequest;
    const foreign = runInNewContext(`(${JSON.stringify(buyer())})`) as ContactRequest;
    expect(router.route(bare)).toEqual(router.route(buyer()));
    expect(router.route(foreign)).toEqual(router.route(buyer()));
  });
});

describe("a router that met hostile requests", () => {
  it("decides as a new one does, and nothing that others share has changed", async () => {
    const [router, fresh] = [await shopRouter(), await shopRouter()];
    const shared = [Object.prototype, Array.prototype, Map.prototype, Date.prototype, String.prototype];
    const before = shared.map((prototype) => Reflect.ownKeys(prototype));
    for (const make of Object.values(HOSTILE)) {
      for (const [, request] of everywhere(make)) router.safeRoute(request);
    }
    expect(router.route(buyer())).toEqual(fresh.route(buyer()));
    expect(router.explain(buyer())).toEqual(fresh.explain(buyer()));
    expect(shared.map((prototype) => Reflect.ownKeys(prototype))).toEqual(before);
  });

  it("is not led astray by a getter that asks it about another request, or by one that asks without end", async () => {
    const router = await shopRouter();
    const other = { ...buyer(), requestType: "fraud", language: "en" };
    const expected = router.route(buyer());
    const withGetters = (ask: () => void): ContactRequest => {
      const request = {};
      for (const [key, value] of Object.entries(buyer())) {
        const get = () => {
          ask();
          return value;
        };
        Object.defineProperty(request, key, { get, enumerable: true });
      }
      return request as ContactRequest;
    };
    expect(router.route(withGetters(() => router.route(other)))).toEqual(expected);
    const endless: ContactRequest = withGetters(() => router.route(endless));
    expect(router.safeRoute(endless).decision.offered.map(({ channel }) => channel)).toContain("email");
    expect(router.route(buyer())).toEqual(expected);
  });
});

describe("a request of more than there can be", () => {
  const names = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`rolle${index}`, 1]));

  it.each<[string, object, string]>([
    ["keys", names(1001), ""],
    ["facts", { facts: names(1001) }, "/facts"],
    ["channels", { agentAvailability: names(1001) }, "/agentAvailability"],
    ["languages of a channel", { agentAvailability: { phone: names(1001) } }, "/agentAvailability/phone"],
    ["closed channels", { closedChannels: Array(1001).fill("phone") }, "/closedChannels"],
  ])("is refused in a word where it has too many %s", async (_, part, path) => {
    const router = await shopRouter();
    const issues = issuesOf(router.safeRoute({ ...buyer(), ...part }));
    expect(issues).toEqual([["too-many", path]]);
  });

  it.each<[string, object]>([
    ["keys", names(900)],
    ["facts", { facts: names(900) }],
    ["channels", { agentAvailability: names(900) }],
    ["languages", { agentAvailability: { phone: names(900) } }],
    ["closed channels", { closedChannels: Object.keys(names(900)) }],
    ["things of every kind", { ...names(50), facts: names(50), agentAvailability: names(50) }],
  ])("has a hundred issues told of and no more, where it has unknown %s", async (_, part) => {
    const router = await shopRouter();
    const issues = issuesOf(router.safeRoute({ ...buyer(), ...part }));
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)).toEqual(["too-many-issues", ""]);
  });

  it("is told the first of ten thousand values that a fact may have", async () => {
    const values = Array.from({ length: 10_000 }, (_, index) => `v${index}`);
    const router = await shopRouter({ facts: { country: { type: "string", values, default: "v9999" } }, rules: [] });
    const safe = router.safeRoute({ ...buyer(), facts: { country: "?" } });
    expect(safe.success ? "" : safe.error.issues[0]?.hint).toMatch(/^it is one of `v0`, .*`v29`, and 9970 more$/);
    expect(router.safeRoute({ ...buyer(), facts: { country: "v9998" } }).success).toBe(true);
  });
});

describe("a fact that every request must give", () => {
  it("is missing where it is undefined when it is read, whatever it says later", async () => {
    const router = await shopRouter({ facts: { score: { type: "number" } }, rules: [] });
    let reads = 0;
    const facts = Object.defineProperty({}, "score", { get: () => (reads++ === 0 ? undefined : 1), enumerable: true });
    expect(issuesOf(router.safeRoute({ ...buyer(), facts }))).toEqual([["missing-fact", "/facts/score"]]);
  });
});

function issuesOf(safe: SafeRoute): (readonly [code: string, path: string])[] {
  return safe.success ? [] : safe.error.issues.map(({ code, path }) => [code, path] as const);
}

/** The value as the whole request, and in place of each of its properties, and deeper. */
function everywhere(make: () => unknown): (readonly [place: string, request: ContactRequest])[] {
  const places: [string, unknown][] = [
    ["request", make()],
    ...PROPERTIES.map((key): [string, unknown] => [key, { ...buyer(), [key]: make() }]),
    ["a language", { ...buyer(), language: ["nl", make()] }],
    ["a closed channel", { ...buyer(), closedChannels: [make()] }],
    ["a fact", { ...buyer(), facts: { signedIn: make(), role: make(), objectCount: make() } }],
    ["a channel's agents", { ...buyer(), agentAvailability: { phone: make() } }],
    ["a language's agents", { ...buyer(), agentAvailability: { phone: { nl: make() } } }],
    [
      "a count",
      { ...buyer(), agentAvailability: { phone: { nl: { available: make(), estimatedWaitSeconds: make() } } } },
    ],
  ];
  return places as [string, ContactRequest][];
}

function outcomeOf(route: () => RoutingDecision): unknown {
  try {
    return route().offered.length > 0 ? "decided" : "nothing offered";
  } catch (error) {
    return error instanceof RequestError && error.issues.length > 0 ? "refused" : error;
  }
}

function asJson(decision: RoutingDecision): unknown {
  return JSON.parse(JSON.stringify(decision));
}

/** Counts how often each property is read, named by its path. */
function watch<Value extends object>(value: Value, reads: Map<PropertyKey, number>, path = ""): Value {
  return new Proxy(value, {
    get(target, key, receiver) {
      const item: unknown = Reflect.get(target, key, receiver);
      if (typeof key === "symbol" || typeof item === "function") return item;
      const name = `${path}${key}`;
      reads.set(name, (reads.get(name) ?? 0) + 1);
      return typeof item === "object" && item !== null ? watch(item, reads, `${name}.`) : item;
    },
  });
}
