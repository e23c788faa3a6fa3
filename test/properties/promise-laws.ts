import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { checkRuleset } from "../../src/analysis.js";
import type { ScenarioRequest } from "../../src/ruleset/document.js";
import { MS_PER_DAY } from "../analysis/spaces.js";
import { atInstantAsFresh } from "../arbitraries/moved-request.js";
import { promises } from "../arbitraries/promises.js";
import { makeRequest } from "../arbitraries/requests.js";
import { rulesetDocument } from "../arbitraries/rulesets.js";
import type { Situations } from "../arbitraries/situations.js";
import { createReferencePromises } from "../reference/promises.js";
import { createReferenceRouter } from "../reference/router.js";
import { createRouter } from "./round-trip-router.js";

/** Rules that promise something, and requests within a day of the first. */
export const promised: fc.Arbitrary<Situations> = fc
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

/** The promises that are not decided, or that are proven though a request breaks them. */
export async function wronglyProven({ document, requests }: Situations): Promise<unknown[]> {
  const reference = createReferencePromises(document);
  const report = await checkRuleset(document, periodOf(requests));
  const wrong: unknown[] = [];
  for (const [index, promise] of (document.promises ?? []).entries()) {
    const { status } = report.promises[index] ?? {};
    if (status !== "proven" && status !== "broken") wrong.push({ promise, status });
    if (status !== "proven") continue;
    for (const request of requests) {
      if (await reference.breaks(promise, request)) wrong.push({ promise, status, request });
    }
  }
  return wrong;
}

/** The promises that are said to be broken by a request that breaks none, or is decided otherwise, and those of which no finding is told. */
export async function wronglyBroken({ document, requests }: Situations): Promise<unknown[]> {
  const reference = createReferencePromises(document);
  const { fingerprint } = (await createRouter(document)).ruleset;
  const router = createReferenceRouter(document, fingerprint);
  const { promises: results, findings } = await checkRuleset(document, periodOf(requests));
  const broken = results.filter(({ status }) => status === "broken");
  const wrong: unknown[] = [];
  for (const { path, counterexample } of broken) {
    const promise = document.promises?.[Number(path?.split("/").at(-1))];
    const isRight =
      promise !== undefined &&
      counterexample !== null &&
      (await reference.breaks(promise, counterexample.request)) &&
      isDeepStrictEqual(counterexample.decision, await router.route(counterexample.request));
    if (!isRight) wrong.push({ promise, counterexample });
  }
  const told = findings.filter(({ code }) => code === "promise-broken").map(({ path }) => path);
  if (
    !isDeepStrictEqual(
      told,
      broken.map(({ path }) => path),
    )
  )
    wrong.push({ told });
  return wrong;
}

function withoutClosed({ closedChannels: _, ...request }: ScenarioRequest): ScenarioRequest {
  return request;
}

function periodOf(requests: readonly ScenarioRequest[]): { from: number; days: number } {
  return { from: Date.parse(requests[0]?.at ?? "") - MS_PER_DAY, days: 2 };
}
