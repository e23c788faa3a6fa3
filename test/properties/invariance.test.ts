import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRuleset } from "../../src/index.js";
import { makeRequest } from "../arbitraries/requests.js";
import { rulesetDocument } from "../arbitraries/rulesets.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { seed, withShuffledEntries, withShuffledKeys } from "../arbitraries/shuffled.js";
import { situation } from "../arbitraries/situations.js";
import { filesOf } from "../arbitraries/split-files.js";
import { createRouter } from "./round-trip-router.js";

describe("what changes nothing", () => {
  it(
    "the order of rules and of keys, in the ruleset and in the request",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, seed, async ({ document, request }, order) => {
          const reordered = withShuffledKeys(
            { ...document, rules: withShuffledEntries(document.rules ?? [], order) },
            order,
          );
          const decision = (await createRouter(document)).route(request);
          expect((await createRouter(reordered)).route(withShuffledKeys(request, order))).toEqual(decision);
        }),
        runs(80),
      );
    },
    PATIENCE,
  );

  it(
    "whether a letter and its mark are one character or two",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const [apart, composed] = [respelled(document, "NFD"), respelled(document, "NFC")];
          const before = await createRouter(composed);
          const after = await createRouter(apart);
          const { ruleset: _, ...decision } = before.route(respelled(request, "NFC"));
          const { ruleset, ...same } = respelled(after.route(respelled(request, "NFD")), "NFC");
          expect(same).toEqual(decision);
          expect(after.route(request)).toEqual(after.route(respelled(request, "NFC")));
        }),
        runs(80),
      );
    },
    PATIENCE,
  );

  it(
    "the number, the names and the order of the files",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, seed, async ({ document, request }, order) => {
          const ruleset = parseRuleset(filesOf(document, order));
          const decision = (await createRouter(document)).route(request);
          expect((await createRouter(ruleset)).route(request)).toEqual(decision);
        }),
        runs(60),
      );
    },
    PATIENCE,
  );

  it(
    "what else the router was asked before",
    async () => {
      const requests = fc.array(makeRequest, { minLength: 2, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(rulesetDocument, requests, async (document, makers) => {
          const router = await createRouter(document);
          const first = makers.map((make) => router.route(make(document)));
          const last = [...makers].reverse().map((make) => router.route(make(document)));
          expect(last.reverse()).toEqual(first);
        }),
        runs(60),
      );
    },
    PATIENCE,
  );

  it(
    "whether an instant is a text, a number or a Date",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const router = await createRouter(document);
          const decision = router.route(request);
          const { agentAvailabilityAsOf: asOf, ...rest } = request;
          const taken = asOf === undefined ? {} : { agentAvailabilityAsOf: Date.parse(asOf) };
          expect(router.route({ ...rest, ...taken, at: Date.parse(request.at) })).toEqual(decision);
          expect(router.route({ ...request, at: new Date(request.at) })).toEqual(decision);
        }),
        runs(60),
      );
    },
    PATIENCE,
  );

  it(
    "asking safely",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const router = await createRouter(document);
          expect(router.safeRoute(request)).toEqual({ success: true, decision: router.route(request) });
        }),
        runs(60),
      );
    },
    PATIENCE,
  );
});

describe("what is never changed", () => {
  it(
    "the ruleset and the request that a router is given",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const before = JSON.stringify([document, request]);
          const router = await createRouter(document);
          router.route(request);
          router.explain(request);
          expect(JSON.stringify([document, request])).toBe(before);
          const decision = router.route(deepFrozen(structuredClone(request)));
          expect((await createRouter(deepFrozen(structuredClone(document)))).route(request)).toEqual(decision);
        }),
        runs(60),
      );
    },
    PATIENCE,
  );

  it(
    "a router, by what is done to the ruleset, the request or the decision afterwards",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const [ownDocument, ownRequest] = structuredClone([document, request] as const);
          const router = await createRouter(ownDocument);
          const decision = router.route(ownRequest);
          const before = structuredClone(decision);
          for (const each of [ownDocument, ownRequest, decision]) spoil(each);
          expect(router.route(request)).toEqual(before);
        }),
        runs(60),
      );
    },
    PATIENCE,
  );
});

function respelled<Value>(value: Value, form: "NFC" | "NFD"): Value {
  return JSON.parse(JSON.stringify(value).normalize(form));
}

function deepFrozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) deepFrozen(member);
    Object.freeze(value);
  }
  return value;
}

/** Changes every object and list in place. */
function spoil(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    spoil(member);
    Reflect.deleteProperty(value, key);
  }
  if (Array.isArray(value)) value.length = 0;
}
