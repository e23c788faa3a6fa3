import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRuleset } from "../../src/analysis.js";
import { createRouter } from "../../src/index.js";
import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { MS_PER_DAY } from "../analysis/spaces.js";
import { atInstantAsFresh } from "../arbitraries/moved-request.js";
import { promises } from "../arbitraries/promises.js";
import { makeRequest } from "../arbitraries/requests.js";
import { rulesetDocument } from "../arbitraries/rulesets.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { createReferencePromises } from "../reference/promises.js";
import { createReferenceRouter } from "../reference/router.js";

interface Promised {
  readonly document: RulesetDocument;
  /** Within a day of the first. */
  readonly requests: readonly ScenarioRequest[];
}

const promised: fc.Arbitrary<Promised> = fc
  .tuple(
    rulesetDocument,
    promises,
    fc.array(fc.tuple(makeRequest, fc.integer({ min: -MS_PER_DAY, max: MS_PER_DAY - 1 })), {
      minLength: 12,
      maxLength: 12,
    }),
  )
  .map(([drawn, stated, made]) => {
    const document = { ...drawn, promises: stated };
    const requests = made.map(([make]) => withoutClosed(make(document)));
    const anchor = Date.parse(requests[0]?.at ?? "");
    return {
      document,
      requests: requests.map((request, index) =>
        atInstantAsFresh(request, anchor + (index === 0 ? 0 : (made[index]?.[1] ?? 0))),
      ),
    };
  });

describe("promises of random rules", () => {
  it(
    "that are proven are broken by no request, and one that a request breaks is found broken",
    async () => {
      await fc.assert(
        fc.asyncProperty(promised, async ({ document, requests }) => {
          const reference = createReferencePromises(document);
          const report = await checkRuleset(document, periodOf(requests));
          for (const [index, promise] of (document.promises ?? []).entries()) {
            const { status } = report.promises[index] ?? {};
            expect(status).not.toBe("undecided");
            if (status !== "proven") continue;
            for (const request of requests) expect(await reference.breaks(promise, request)).toBe(false);
          }
        }),
        runs(50),
      );
    },
    PATIENCE,
  );

  it(
    "that are broken come with a request that breaks them, and the decision on it",
    async () => {
      await fc.assert(
        fc.asyncProperty(promised, async ({ document, requests }) => {
          const reference = createReferencePromises(document);
          const { fingerprint } = (await createRouter(document)).ruleset;
          const router = createReferenceRouter(document, fingerprint);
          const { promises: results, findings } = await checkRuleset(document, periodOf(requests));
          const broken = results.filter(({ status }) => status === "broken");
          for (const { path, counterexample } of broken) {
            const promise = document.promises?.[Number(path?.split("/").at(-1))];
            if (promise === undefined || counterexample === null)
              throw new Error("a broken promise has a counterexample");
            expect(await reference.breaks(promise, counterexample.request)).toBe(true);
            expect(counterexample.decision).toEqual(await router.route(counterexample.request));
          }
          expect(findings.filter(({ code }) => code === "promise-broken").map(({ path }) => path)).toEqual(
            broken.map(({ path }) => path),
          );
        }),
        runs(20),
      );
    },
    PATIENCE,
  );
});

function withoutClosed({ closedChannels: _, ...request }: ScenarioRequest): ScenarioRequest {
  return request;
}

function periodOf(requests: readonly ScenarioRequest[]): { from: number; days: number } {
  return { from: Date.parse(requests[0]?.at ?? "") - MS_PER_DAY, days: 2 };
}
