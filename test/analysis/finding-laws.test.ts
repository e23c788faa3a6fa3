import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CheckFinding, checkRuleset } from "../../src/analysis.js";
import { createRouter, type RoutingDecision } from "../../src/index.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { atInstantAsFresh } from "../arbitraries/moved-request.js";
import { makeRequest } from "../arbitraries/requests.js";
import { rulesetDocument } from "../arbitraries/rulesets.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { SMALL_OPEN, smallRuleset } from "../arbitraries/small-rulesets.js";
import { createReferenceRouter } from "../reference/router.js";
import { findByCounting } from "../reference/small-findings.js";

const MS_PER_DAY = 86_400_000;
const HOURS_10 = 36_000_000;
const PERIOD = { from: SMALL_OPEN - HOURS_10, days: 1 };

describe("the findings of small rulesets", () => {
  it(
    "are those that come of telling all situations one by one, and no others",
    async () => {
      await fc.assert(
        fc.asyncProperty(smallRuleset, async (document) => {
          const { findings } = await checkRuleset(document, PERIOD);
          expect(findings.flatMap((finding) => tellOf(document, finding)).sort()).toEqual(findByCounting(document));
        }),
        runs(15),
      );
    },
    PATIENCE,
  );

  it(
    "come with examples that the reference decides alike",
    async () => {
      await fc.assert(
        fc.asyncProperty(smallRuleset, async (document) => {
          const { fingerprint } = (await createRouter(document)).ruleset;
          const reference = createReferenceRouter(document, fingerprint);
          const { findings } = await checkRuleset(document, PERIOD);
          for (const { example } of findings) {
            if (example !== undefined) expect(example.decision).toEqual(await reference.route(example.request));
          }
          const withoutOne = findings.filter(({ example }) => example === undefined).map(({ code }) => code);
          const shown = [
            "rule-changes-nothing",
            "offer-always-withheld",
            "language-never-offered",
            "only-always-channels",
          ];
          expect(withoutOne.filter((code) => [...shown, "withhold-rests-on-unknown"].includes(code))).toEqual([]);
        }),
        runs(10),
      );
    },
    PATIENCE,
  );
});

describe("rules that never hold or change nothing, of rulesets of any kind", () => {
  it(
    "can all be taken out, and no customer sees a difference",
    async () => {
      await fc.assert(
        fc.asyncProperty(rulesetDocument, requestsNearby, async (document, make) => {
          const requests = make(document);
          const from = Date.parse(requests[0]?.at ?? "") - MS_PER_DAY;
          const { findings } = await checkRuleset(document, { from, days: 2 });
          const idle = findings.filter(({ code }) => code === "rule-never-holds" || code === "rule-changes-nothing");
          const places = new Set(idle.map(({ path }) => Number(path.split("/")[2])));
          const without = { ...document, rules: (document.rules ?? []).filter((_, index) => !places.has(index)) };
          const [before, after] = [await createRouter(document), await createRouter(without)];
          for (const request of requests)
            expect(seenOf(without, after.route(request))).toEqual(seenOf(without, before.route(request)));
        }),
        runs(6),
      );
    },
    PATIENCE,
  );
});

/** Some requests within a day of the first. */
const requestsNearby = fc
  .array(fc.tuple(makeRequest, fc.integer({ min: -MS_PER_DAY, max: MS_PER_DAY - 1 })), { minLength: 20, maxLength: 20 })
  .map((made) => (document: RulesetDocument) => {
    const requests = made.map(([make]) => make(document));
    const anchor = Date.parse(requests[0]?.at ?? "");
    return requests.map((request, index) =>
      atInstantAsFresh(request, anchor + (index === 0 ? 0 : (made[index]?.[1] ?? 0))),
    );
  });

/** What a customer sees: of reasons, those that withhold rules give. */
function seenOf({ rules = [] }: RulesetDocument, { offered, withheld, steps }: RoutingDecision) {
  const given = new Set(rules.flatMap(({ event }) => (event.type === "withhold" ? [event.params.reason] : [])));
  return {
    offered: offered.map(({ channel, servedLanguage }) => [channel, servedLanguage]),
    withheld: withheld.map(({ channel, reasons }) => [
      channel,
      [...new Set(reasons.map(({ code }) => code).filter((code) => given.has(code)))].sort(),
    ]),
    steps: steps.map(({ step }) => step),
  };
}

/** As the reference says it. What stands in the document alone is told of elsewhere. */
function tellOf(document: RulesetDocument, { code, path, severity }: CheckFinding): string[] {
  const [, section, first = "", , , , place] = path.split("/");
  const rule = section === "rules" ? document.rules?.[Number(first)] : undefined;
  const channel = section === "channels" ? document.channels[Number(first)] : undefined;
  switch (code) {
    case "rule-never-holds":
    case "rule-changes-nothing":
      return [`${code} ${rule?.name}`];
    case "offer-always-withheld":
      return rule?.event.type === "offer" ? [`${code} ${rule.name} ${rule.event.params.channels[Number(place)]}`] : [];
    case "withhold-rests-on-unknown":
      return [`${code} ${rule?.name} ${severity}`];
    case "channel-never-offered":
      return [`${code} ${channel?.id}`];
    case "language-never-offered":
      return [`${code} ${channel?.id} ${channel?.languages[Number(path.split("/").at(-1))]}`];
    case "only-always-channels":
      return [`${code} ${first}`];
    case "not-decided":
      return [code];
    default:
      return [];
  }
}
