import { requestOn } from "../../src/analysis/witness/write-request.js";
import { type Change, compareRulesets } from "../../src/analysis.js";
import type { ContactRequest } from "../../src/index.js";
import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { type Asked, speaksOf } from "../analysis/change-holds.js";
import { differencesOf, isSeenIn, type Seen, tells } from "../analysis/seen-differences.js";
import { modelOf, spaceOf } from "../analysis/spaces.js";
import type { Compared, Period } from "../arbitraries/compared.js";
import { createReferenceRouter } from "../reference/router.js";
import { createRouter } from "./round-trip-router.js";

/**
 * What is untrue of a comparison: of a request that one of its sentences speaks of, of one that differs and that none speaks of, of an
 * example that the reference does not confirm. Empty where all holds.
 */
export async function brokenComparisonLaws({ before, after, from, days, requests }: Compared): Promise<unknown[]> {
  const { equivalent, changes, notCompared } = await compareRulesets(before, after, { from, days });
  const broken: unknown[] = notCompared.map((what) => ({ law: "everything is compared", what }));
  broken.push(...(await unconfirmedExamples(changes, before, after)));
  const [one, other] = [await routerOf(before), await routerOf(after)];
  const zones = await zonesOf([before, after], { from, days });
  for (const made of requests) {
    const seconds = Math.floor((Date.parse(made.at) - Date.parse(from)) / 1000);
    const request = inZoneOf(zones, ofOneLanguage(made), seconds);
    const [was, is] = [one(request), other(request)];
    const told: Asked = { request, rulesets: [before, after] };
    for (const asked of [request, { ...request, facts: {} }]) {
      const [isRead, isReadNow] = [one(asked) !== null, other(asked) !== null];
      const kind = isRead ? "refused" : "accepted";
      const isTold = changes.some((each) => each.kind === kind && speaksOf(each, { ...told, request: asked }));
      if (isRead !== isReadNow && !isTold)
        broken.push({ law: "some change speaks of each request that only one side reads", request: asked });
    }
    const speaking = was === null || is === null ? [] : changes.filter((change) => speaksOf(change, told));
    for (const change of speaking) {
      if (change.inSome || isSeenIn(change, was, is)) continue;
      broken.push({ law: "a change is seen in each request that it speaks of", change, request });
    }
    for (const difference of differencesOf(was, is)) {
      if (speaking.some((change) => tells(change, difference))) continue;
      broken.push({ law: "some change speaks of each difference", difference, request });
    }
    // Customers of several languages, or of any.
    const ofSeveral = { ...request, language: made.language };
    const differences = differencesOf(one(ofSeveral), other(ofSeveral));
    if (equivalent && differences.some((each) => !each.startsWith("reasons ")))
      broken.push({ law: "nobody is offered otherwise where rules are equivalent", differences, request: ofSeveral });
  }
  return broken;
}

/** In the first of its languages. */
export function ofOneLanguage(request: ScenarioRequest): Asked["request"] {
  const [language = "fi"] = [request.language].flat();
  return { ...request, language };
}

/** The time zones of customers that stand for all. */
export async function zonesOf(
  documents: readonly RulesetDocument[],
  { from, days }: Period,
): Promise<readonly (string | null)[]> {
  const { hours } = await spaceOf(documents, Date.parse(from), days);
  return [...new Set(hours.classes.flatMap(({ windows }) => windows.map(({ timeZone }) => timeZone)))];
}

export function inZoneOf(
  zones: readonly (string | null)[],
  request: Asked["request"],
  choice: number,
): Asked["request"] {
  const { timeZone: _, ...rest } = request;
  const zone = zones[choice % zones.length] ?? null;
  return zone === null ? rest : { ...rest, timeZone: zone };
}

async function unconfirmedExamples(
  changes: readonly Change[],
  before: RulesetDocument,
  after: RulesetDocument,
): Promise<unknown[]> {
  const [one, other] = [await referenceOf(before), await referenceOf(after)];
  const broken: unknown[] = [];
  for (const change of changes.filter(({ inSome }) => !inSome)) {
    if (change.kind === "accepted" || change.kind === "refused") continue;
    const { request } = change.example;
    if (isSeenIn(change, await one(request), await other(request))) continue;
    broken.push({ law: "the reference confirms an example", change });
  }
  return broken;
}

async function referenceOf(document: RulesetDocument) {
  const side = await modelOf(document);
  const router = createReferenceRouter(document, "");
  return async (request: ContactRequest): Promise<Seen> => {
    const verdicts = await router.verdictsNear(requestOn(side, request), 0);
    return verdicts.find(({ instant }) => instant === Date.parse(String(request.at)))?.verdict ?? null;
  };
}

/** Held to the reference by other laws, and much faster. */
async function routerOf(document: RulesetDocument) {
  const side = await modelOf(document);
  const router = await createRouter(document);
  return (request: ScenarioRequest): Seen => {
    const routed = router.safeRoute(requestOn(side, request));
    return routed.success ? routed.decision : null;
  };
}
