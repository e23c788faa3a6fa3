import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createComparedSpace } from "../../src/analysis/compared-space.js";
import { requestOn } from "../../src/analysis/request-on.js";
import type { Change, Comparison } from "../../src/analysis.js";
import { compareRulesets } from "../../src/analysis.js";
import { createRouter, type RoutingDecision, type RulesetDocument } from "../../src/index.js";
import type { ScenarioRequest } from "../../src/ruleset/document.js";
import { type Asked, speaksOf } from "../analysis/change-holds.js";
import { MS_PER_DAY, sideOf } from "../analysis/spaces.js";
import { makeRequest } from "../arbitraries/requests.js";
import { rewritten } from "../arbitraries/rewritten.js";
import { rulesetDocument } from "../arbitraries/rulesets.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { seed, withShuffledEntries } from "../arbitraries/shuffled.js";
import { createReferenceRouter } from "../reference/router.js";

const FROM = "2026-10-24T00:00:00Z";
const DAYS = 2;

/** Two rulesets of the same facts: `after` has some rules of its own, or all. */
const edited = fc
  .tuple(rulesetDocument, rulesetDocument, fc.nat(), fc.constantFrom("rules", "rules", "channels", "all"))
  .map(([before, other, kept, what]): [RulesetDocument, RulesetDocument] => {
    if (what === "all") return [before, { ...other, facts: before.facts ?? {} }];
    const rules = (before.rules ?? []).filter((_, index) => ((kept >> index) & 1) === 1);
    const after = { ...before, rules };
    if (what === "rules") return [before, after];
    const { channels, languages, availability } = other;
    return [before, { ...after, channels, languages, ...(availability === undefined ? {} : { availability }) }];
  });

const asked = fc.tuple(makeRequest, fc.nat(DAYS * 86_400 - 1));

describe("a comparison of any two rulesets", () => {
  it(
    "is true of each request that a sentence speaks of, speaks of each that differs, and shows what the reference router confirms",
    async () => {
      await fc.assert(
        fc.asyncProperty(
          edited,
          fc.array(asked, { minLength: 20, maxLength: 20 }),
          async ([before, after], requests) => {
            const { equivalent, changes, notCompared } = await compare(before, after);
            expect(notCompared).toEqual([]);
            await expectExamples(changes, before, after);
            const [one, other] = [await routerOf(before), await routerOf(after)];
            const zones = await zonesOf(before, after);
            for (const [make, seconds] of requests) {
              const request = inZoneOf(zones, withinPeriod(make(before), seconds), seconds);
              const [was, is] = [one(request), other(request)];
              const told: Asked = { request, rulesets: [before, after] };
              const speaking = changes.filter((change) => isAmong(change, was, is) && speaksOf(change, told));
              for (const change of speaking) {
                if (!change.inSome)
                  expect([request, change, isSeenIn(change, was, is)]).toEqual([request, change, true]);
              }
              for (const difference of differencesOf(was, is)) {
                const isTold = speaking.some((change) => tells(change, difference));
                expect([request, difference, isTold]).toEqual([request, difference, true]);
              }
              // Customers of several languages, or of any.
              const ofSeveral = { ...request, language: make(before).language };
              const differences = differencesOf(one(ofSeveral), other(ofSeveral));
              if (differences.some((each) => !each.startsWith("reasons "))) expect(equivalent).toBe(false);
            }
          },
        ),
        runs(5),
      );
    },
    PATIENCE,
  );

  it(
    "finds rules equivalent that are only written otherwise",
    async () => {
      await fc.assert(
        fc.asyncProperty(rulesetDocument, seed, async (document, order) => {
          const rules = withShuffledEntries((document.rules ?? []).map(rewritten), order);
          const { equivalent, changes, notCompared } = await compare(document, { ...document, rules });
          expect({ equivalent, changes, notCompared }).toEqual({ equivalent: true, changes: [], notCompared: [] });
        }),
        runs(8),
      );
    },
    PATIENCE,
  );
});

function compare(before: RulesetDocument, after: RulesetDocument): Promise<Comparison> {
  return compareRulesets(before, after, { from: FROM, days: DAYS });
}

/** In one language, within the period that is compared; switched off by hand is nothing. */
function withinPeriod(made: ScenarioRequest, seconds: number): Asked["request"] {
  const { closedChannels: _, agentAvailabilityAsOf, ...rest } = made;
  const age = Date.parse(String(made.at)) - Date.parse(String(agentAvailabilityAsOf ?? made.at));
  const at = Date.parse(FROM) + seconds * 1000;
  const [language = "fi"] = [made.language].flat();
  return {
    ...rest,
    at: new Date(at).toISOString(),
    language,
    ...(agentAvailabilityAsOf === undefined ? {} : { agentAvailabilityAsOf: new Date(at - age).toISOString() }),
  };
}

/** The time zones of customers that stand for all. */
async function zonesOf(...documents: [RulesetDocument, RulesetDocument]): Promise<readonly (string | null)[]> {
  const [before, after] = [await sideOf(documents[0]), await sideOf(documents[1])];
  const from = Date.parse(FROM);
  const { hours } = createComparedSpace([before, after], { from, until: from + DAYS * MS_PER_DAY });
  return [...new Set(hours.classes.flatMap(({ windows }) => windows.map(({ timeZone }) => timeZone)))];
}

function inZoneOf(zones: readonly (string | null)[], request: Asked["request"], choice: number): Asked["request"] {
  const { timeZone: _, ...rest } = request;
  const zone = zones[choice % zones.length] ?? null;
  return zone === null ? rest : { ...rest, timeZone: zone };
}

type Seen = Pick<RoutingDecision, "offered" | "withheld" | "steps"> | null;

async function expectExamples(changes: readonly Change[], before: RulesetDocument, after: RulesetDocument) {
  const [one, other] = [await referenceOf(before), await referenceOf(after)];
  for (const change of changes.filter(({ inSome }) => !inSome).slice(0, 3)) {
    if (change.kind === "accepted" || change.kind === "refused") continue;
    const { request } = change.example;
    expect([change, isSeenIn(change, await one(request), await other(request))]).toEqual([change, true]);
  }
}

/** What is told of several differences at once says of each that it may be. */
function tells(change: Change, difference: string): boolean {
  if (change.kind === "reasons" && change.inSome) return difference.startsWith(`reasons ${change.channel} `);
  return wordOf(change) === difference;
}

function isSeenIn(change: Change, was: Seen, is: Seen): boolean {
  return differencesOf(was, is).includes(wordOf(change));
}

/** Each difference in a word, as {@link wordOf} has it. Where a side cannot read the request, nothing is compared. */
function differencesOf(was: Seen, is: Seen): string[] {
  if (was === null || is === null) return [];
  const [before, after] = [was, is].map(
    ({ offered }) => new Map(offered.map((each) => [each.channel, each.servedLanguage])),
  );
  const [steps, stepsNow] = [was, is].map((each) => each.steps.map(({ step }) => step));
  if (before === undefined || after === undefined || steps === undefined || stepsNow === undefined) return [];
  return [
    ...[...before].flatMap(([channel, language]) => {
      const now = after.get(channel);
      return now === undefined
        ? [`lost ${channel}`]
        : now === language
          ? []
          : [`language ${channel} ${language} ${now}`];
    }),
    ...[...after.keys()].filter((channel) => !before.has(channel)).map((channel) => `gained ${channel}`),
    ...movedIn([...before.keys()], [...after.keys()]).map((moved) => `moved-up ${moved}`),
    ...was.withheld.flatMap(({ channel, reasons }) => {
      const now = is.withheld.find((each) => each.channel === channel);
      const [codes, codesNow] = [reasons, now?.reasons ?? []].map(codesOf);
      return now === undefined || codes === codesNow ? [] : [`reasons ${channel} ${codes} ${codesNow}`];
    }),
    ...steps.filter((step) => !stepsNow.includes(step)).map((step) => `step-removed ${step}`),
    ...stepsNow.filter((step) => !steps.includes(step)).map((step) => `step-added ${step}`),
    ...movedIn(steps, stepsNow).map((moved) => `step-moved-up ${moved}`),
  ];
}

function codesOf(reasons: readonly { readonly code: string }[]): string {
  return [...new Set(reasons.map(({ code }) => code.replace("availability-stale", "availability-unknown")))]
    .sort()
    .join();
}

function movedIn(before: readonly string[], after: readonly string[]): string[] {
  const both = after.filter((each) => before.includes(each));
  return both.flatMap((one, index) =>
    both.slice(index + 1).flatMap((other) => (before.indexOf(one) > before.indexOf(other) ? [`${one} ${other}`] : [])),
  );
}

function wordOf(change: Change): string {
  switch (change.kind) {
    case "gained":
    case "lost":
      return `${change.kind} ${change.channel}`;
    case "language":
      return `language ${change.channel} ${change.languageBefore} ${change.languageAfter}`;
    case "reasons":
      return `reasons ${change.channel} ${change.codesBefore} ${change.codesAfter}`;
    case "moved-up":
      return `moved-up ${change.channel} ${change.aheadOf}`;
    case "step-moved-up":
      return `step-moved-up ${change.step} ${change.aheadOf}`;
    case "step-added":
    case "step-removed":
      return `${change.kind} ${change.step}`;
    default:
      return change.kind;
  }
}

/** Whether a request is one of those of whom a change speaks. */
function isAmong(change: Change, was: Seen, is: Seen): boolean {
  if (was === null || is === null) return false;
  const isOffered = (seen: NonNullable<Seen>, id: string) => seen.offered.some(({ channel }) => channel === id);
  const isAsked = (seen: NonNullable<Seen>, id: string) => seen.steps.some(({ step }) => step === id);
  const ids = [...("channel" in change ? [change.channel] : []), ...("aheadOf" in change ? [change.aheadOf] : [])];
  const step = "step" in change ? change.step : "";
  switch (change.among) {
    case null:
      return true;
    case "offered-before":
      return ids.every((id) => isOffered(was, id));
    case "offered-after":
      return ids.every((id) => isOffered(is, id));
    case "offered-both":
      return ids.every((id) => isOffered(was, id) && isOffered(is, id));
    case "withheld-both":
      return ids.every((id) => !isOffered(was, id) && !isOffered(is, id));
    case "advised-before":
      return isAsked(was, step);
    case "advised-after":
      return isAsked(is, step);
  }
}

async function referenceOf(document: RulesetDocument) {
  const side = await sideOf(document);
  const router = createReferenceRouter(document, "");
  return async (request: Parameters<typeof router.route>[0]): Promise<Seen> => router.route(requestOn(side, request));
}

/** Held to the reference by other properties, and much faster. */
async function routerOf(document: RulesetDocument) {
  const side = await sideOf(document);
  const router = await createRouter(document);
  return (request: ScenarioRequest): Seen => {
    const routed = router.safeRoute(requestOn(side, request));
    return routed.success ? routed.decision : null;
  };
}
