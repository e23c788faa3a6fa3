import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createReplay, type ReplayReport } from "../../src/analysis.js";
import type { ContactRequest, RoutingDecision } from "../../src/index.js";
import { createRouter, matchLanguage, type Router } from "../../src/index.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { makeRequest } from "../arbitraries/requests.js";
import { rulesetDocument } from "../arbitraries/rulesets.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";

/** A ruleset and a log for it; of every third request the type is misspelt. */
const log = fc
  .tuple(
    rulesetDocument,
    fc.array(makeRequest, { minLength: 1, maxLength: 12 }),
    fc.array(fc.nat(2), { maxLength: 12 }),
  )
  .map(([document, make, misspelt]) => ({
    document,
    requests: make
      .map((makeOne) => makeOne(document))
      .map((request, index) => (misspelt[index] === 0 ? { ...request, requestType: "ordr" } : request)),
  }));

describe("a replay", () => {
  test("counts what counting the decisions one by one gives", { timeout: PATIENCE }, async () => {
    await fc.assert(
      fc.asyncProperty(log, async ({ document, requests }) => {
        const router = await createRouter(document);
        const { rules, skipped, requests: counted } = await replay(document, undefined, requests);
        const decided = decideAll(router, requests);
        expect(counted).toBe(decided.length);
        expect(skipped.lines).toBe(requests.length - decided.length);
        expect(rules.channels).toEqual(document.channels.map(({ id }) => countChannel(document, id, decided)));
        expect(
          rules.requestTypes.map(({ requestType, requests: asked, offered }) => [requestType, asked, offered]),
        ).toEqual(
          mostFirst(
            Object.keys(document.requestTypes).map((requestType) => {
              const ofType = decided.filter(({ request }) => request.requestType === requestType);
              return [requestType, ofType.length, countOffers(document, ofType)] as const;
            }),
          ),
        );
        for (const { language, requests: asked, offered } of rules.languages) {
          const ofLanguage = decided.filter(({ request }) => languageOf(document, request) === language);
          expect([asked, offered]).toEqual([ofLanguage.length, countOffers(document, ofLanguage)]);
        }
        for (const { step, advised } of rules.steps) {
          expect(advised).toBe(
            decided.filter(({ decision }) => decision.steps.some((each) => each.step === step)).length,
          );
        }
      }),
      runs(40),
    );
  });

  test("reports no change against the same rules", { timeout: PATIENCE }, async () => {
    await fc.assert(
      fc.asyncProperty(log, async ({ document, requests }) => {
        const { changes, rules, against } = await replay(document, document, requests);
        expect(against).toEqual(rules);
        expect(changes).toMatchObject({ requests: 0, share: 0 });
        expect(JSON.stringify(changes)).not.toMatch(/"requests":[1-9]/);
      }),
      runs(20),
    );
  });

  test("tells who gains and who loses as comparing the decisions one by one does", { timeout: PATIENCE }, async () => {
    await fc.assert(
      fc.asyncProperty(log, rulesetDocument, async ({ document, requests }, other) => {
        const [now, before] = [await createRouter(document), await createRouter(other)];
        const { changes, requests: counted, skipped } = await replay(document, other, requests);
        const pairs = decideAll(now, requests).flatMap(({ request, decision }) =>
          decideAll(before, [request]).map((was) => ({ now: decision, before: was.decision })),
        );
        expect([counted, skipped.lines]).toEqual([pairs.length, requests.length - pairs.length]);
        for (const { channel, gained, lost } of changes?.channels ?? []) {
          const has = ({ offered }: RoutingDecision) => offered.some((each) => each.channel === channel);
          expect(gained.requests).toBe(pairs.filter((pair) => has(pair.now) && !has(pair.before)).length);
          expect(lost.requests).toBe(pairs.filter((pair) => !has(pair.now) && has(pair.before)).length);
          expect(total(gained.requestTypes)).toBe(gained.requests);
          expect(total(lost.languages)).toBe(lost.requests);
        }
        const look = ({ offered, steps }: RoutingDecision) =>
          JSON.stringify([offered.map((each) => [each.channel, each.servedLanguage]), steps.map(({ step }) => step)]);
        expect(changes?.requests).toBe(pairs.filter((pair) => look(pair.now) !== look(pair.before)).length);
      }),
      runs(40),
    );
  });
});

interface Decided {
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
}

async function replay(
  document: RulesetDocument,
  against: RulesetDocument | undefined,
  requests: readonly ContactRequest[],
): Promise<ReplayReport> {
  const counted = await createReplay(document, { against });
  for (const [index, request] of requests.entries()) counted.add(request, index + 1);
  return counted.report();
}

function decideAll({ safeRoute }: Router, requests: readonly ContactRequest[]): Decided[] {
  return requests.flatMap((request) => {
    const { success, decision } = safeRoute(request);
    return success ? [{ request, decision }] : [];
  });
}

function countChannel({ channels }: RulesetDocument, channel: string, decided: readonly Decided[]) {
  const offers = decided.flatMap(({ decision }) => decision.offered.filter((each) => each.channel === channel));
  const withheld = decided.flatMap(({ decision }) => decision.withheld.filter((each) => each.channel === channel));
  const codes = withheld.flatMap(({ reasons }) => [...new Set(reasons.map(({ code }) => code))]);
  const times = (code: string) => codes.filter((each) => each === code).length;
  return {
    channel,
    offered: offers.length,
    share: decided.length === 0 ? 0 : offers.length / decided.length,
    offeredFirst: decided.filter(({ decision }) => decision.offered[0]?.channel === channel).length,
    servedLanguages: channels
      .find(({ id }) => id === channel)
      ?.languages.map((language) => ({
        language,
        offered: offers.filter(({ servedLanguage }) => servedLanguage === language).length,
      })),
    withheld: withheld.length,
    reasons: [...new Set(codes)]
      .sort()
      .sort((left, right) => times(right) - times(left))
      .map((code) => ({ code, withheld: times(code), share: times(code) / withheld.length })),
  };
}

function countOffers({ channels }: RulesetDocument, decided: readonly Decided[]): Record<string, number> {
  return Object.fromEntries(
    channels.map(({ id }) => [
      id,
      decided.filter(({ decision }) => decision.offered.some(({ channel }) => channel === id)).length,
    ]),
  );
}

function languageOf({ channels, languages }: RulesetDocument, { language }: ContactRequest): string | null {
  const asked = [language].flat().filter((tag) => tag !== "*");
  const served = [...new Set(channels.flatMap((channel) => channel.languages))];
  return matchLanguage(asked, served, { aliases: languages.aliases })?.language ?? null;
}

function mostFirst<Row extends readonly [string, number, unknown]>(rows: readonly Row[]): Row[] {
  return [...rows].sort(([, left], [, right]) => right - left);
}

function total(counts: readonly { readonly requests: number }[]): number {
  return counts.reduce((sum, { requests }) => sum + requests, 0);
}
