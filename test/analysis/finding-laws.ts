import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { type CheckFinding, checkRuleset } from "../../src/analysis.js";
import { createRouter, type RoutingDecision } from "../../src/index.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { atInstantAsFresh } from "../arbitraries/moved-request.js";
import { makeRequest } from "../arbitraries/requests.js";
import { rulesetDocument } from "../arbitraries/rulesets.js";
import type { Situations } from "../arbitraries/situations.js";
import { SMALL_OPEN } from "../arbitraries/small-rulesets.js";
import { createReferenceRouter } from "../reference/router.js";
import { findByCounting } from "../reference/small-findings.js";
import { MS_PER_DAY } from "./spaces.js";

const HOURS_10 = 36_000_000;
const PERIOD = { from: SMALL_OPEN - HOURS_10, days: 1 };

/** What is found of a small ruleset and is not so, and what is so and is not found. */
export async function wrongFindings(document: RulesetDocument): Promise<unknown[]> {
  const { findings } = await checkRuleset(document, PERIOD);
  const found = findings.flatMap((finding) => tellOf(document, finding));
  const counted = findByCounting(document);
  return [
    ...found.filter((each) => !counted.includes(each)).map((each) => `not so: ${each}`),
    ...counted.filter((each) => !found.includes(each)).map((each) => `not found: ${each}`),
    ...found.filter((each, index) => found.indexOf(each) !== index).map((each) => `found twice: ${each}`),
  ];
}

/** The findings of a small ruleset without an example that should have one, and the examples that the reference decides otherwise. */
export async function wrongExamples(document: RulesetDocument): Promise<unknown[]> {
  const { fingerprint } = (await createRouter(document)).ruleset;
  const reference = createReferenceRouter(document, fingerprint);
  const { findings } = await checkRuleset(document, PERIOD);
  const wrong: unknown[] = [];
  for (const { code, example } of findings) {
    if (example === undefined) {
      if (SHOWN.includes(code)) wrong.push(`no example: ${code}`);
    } else if (!isDeepStrictEqual(example.decision, await reference.route(example.request))) wrong.push(example);
  }
  return wrong;
}

const SHOWN = [
  "rule-changes-nothing",
  "offer-always-withheld",
  "language-never-offered",
  "only-always-channels",
  "withhold-rests-on-unknown",
];

/** Rules of any kind, and requests within a day of the first. */
export const requestedNearby: fc.Arbitrary<Situations> = fc
  .tuple(
    rulesetDocument,
    fc.array(fc.tuple(makeRequest, fc.integer({ min: -MS_PER_DAY, max: MS_PER_DAY - 1 })), {
      minLength: 20,
      maxLength: 20,
    }),
  )
  .map(([document, made]) => {
    const requests = made.map(([make]) => make(document));
    const anchor = Date.parse(requests[0]?.at ?? "");
    return {
      document,
      requests: requests.map((request, index) =>
        atInstantAsFresh(request, anchor + (index === 0 ? 0 : (made[index]?.[1] ?? 0))),
      ),
    };
  });

/** The requests whose customers see a difference when all rules that never hold or change nothing are taken out. */
export async function wronglyIdle({ document, requests }: Situations): Promise<unknown[]> {
  const from = Date.parse(requests[0]?.at ?? "") - MS_PER_DAY;
  const { findings } = await checkRuleset(document, { from, days: 2 });
  const idle = findings.filter(({ code }) => code === "rule-never-holds" || code === "rule-changes-nothing");
  const places = new Set(idle.map(({ path }) => Number(path.split("/")[2])));
  const without = { ...document, rules: (document.rules ?? []).filter((_, index) => !places.has(index)) };
  const [before, after] = [await createRouter(document), await createRouter(without)];
  return requests.filter(
    (request) => !isDeepStrictEqual(seenOf(without, before.route(request)), seenOf(without, after.route(request))),
  );
}

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
