import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createRouter } from "../../src/compile/compile-ruleset.js";
import type { Router } from "../../src/runtime/router.js";
import hours from "../cases/routing/hours.json" with { type: "json" };
import times from "../cases/routing/times.json" with { type: "json" };
import { type RoutingCase, requestOf, rulesetOf } from "./case-files.js";

const CASES = [...hours, ...times] as unknown as readonly RoutingCase[];

describe("deciding", () => {
  const decided: { readonly router: Router; readonly each: RoutingCase; readonly before: string }[] = [];
  beforeAll(async () => {
    for (const each of CASES) {
      const before = JSON.stringify(answers(await createRouter(rulesetOf(each)), each));
      // A router of its own, so that nothing which the first one remembers is of use to it.
      decided.push({ router: await createRouter(rulesetOf(each)), each, before });
    }
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it("reads no clock, draws no lots, waits for nothing", () => {
    vi.stubGlobal("Date", dateWithoutClock());
    const forbidden = [
      vi.spyOn(performance, "now"),
      vi.spyOn(Math, "random"),
      ...(["setTimeout", "setInterval", "setImmediate", "queueMicrotask", "fetch"] as const).map((name) =>
        vi.spyOn(globalThis, name),
      ),
    ];
    for (const spy of forbidden) spy.mockImplementation(() => forbid());
    const after = decided.map(({ router, each }) => JSON.stringify(answers(router, each)));
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    expect(after).toEqual(decided.map(({ before }) => before));
  });

  it("is of no account to the clock that the test forbids: reading it throws", () => {
    const Clockless = dateWithoutClock();
    expect(() => Clockless.now()).toThrow("read the clock");
    expect(() => new Clockless()).toThrow("read the clock");
    expect(new Clockless(0).toISOString()).toBe("1970-01-01T00:00:00.000Z");
  });

  it("gives its answer at once, not a promise", () => {
    for (const { router, each } of decided) expect(router.route(requestOf(each))).not.toHaveProperty("then");
  });
});

function answers(router: Router, each: RoutingCase): unknown {
  const request = requestOf(each);
  return [
    router.route(request),
    router.safeRoute(request),
    router.explain(request),
    router.safeRoute({ ...request, at: "never" }),
  ];
}

function forbid(): never {
  throw new Error("deciding read the clock, drew lots, or waited");
}

/** A Date that knows every instant but the present. */
function dateWithoutClock(): DateConstructor {
  return new Proxy(Date, {
    apply: forbid,
    construct: (target, args, newTarget) => (args.length === 0 ? forbid() : Reflect.construct(target, args, newTarget)),
    get: (target, key) => (key === "now" ? forbid : Reflect.get(target, key)),
  });
}
