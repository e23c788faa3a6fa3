import { type Change, findOnlyAlways, findSituations, type SituationPlace } from "../../src/analysis.js";
import type { RoutingDecision } from "../../src/index.js";
import { type Asked, speaksOf } from "../analysis/change-holds.js";
import type { Compared } from "../arbitraries/compared.js";
import { inZoneOf, ofOneLanguage, zonesOf } from "./comparison-laws.js";
import { createRouter } from "./round-trip-router.js";

/** Where `findSituations` misses a request of the first ruleset, or names one that is decided otherwise. */
export async function wrongAnswers(example: Compared): Promise<unknown[]> {
  const { before: document, from, days } = example;
  const asked = await requestsOf(example);
  const wrong: unknown[] = [];
  for (const { id: channel } of document.channels) {
    for (const outcome of ["offered", "withheld"] as const) {
      const { places, notSearched } = await findSituations(document, { channel, outcome, from, days });
      if (notSearched.length > 0) wrong.push({ notSearched });
      for (const { request, decision } of places)
        if (isOffered(decision, channel) !== (outcome === "offered")) wrong.push({ channel, outcome, request });
      for (const { request, decision } of asked) {
        const is = isOffered(decision, channel) === (outcome === "offered");
        const speaking = places.filter((place) =>
          isWithin(place, channel, { request, rulesets: [document, document] }),
        );
        const isRight = is ? speaking.length > 0 : speaking.every(({ inSome }) => inSome);
        if (!isRight) wrong.push({ channel, outcome, is, request, places });
      }
    }
  }
  return wrong;
}

/** Where `findOnlyAlways` names a request that can get another channel. */
export async function wronglyOnlyAlways(example: Compared): Promise<unknown[]> {
  const { before: document, from, days } = example;
  const { places } = await findOnlyAlways(document, { from, days });
  const { route } = await createRouter(document);
  const ruled = document.channels.filter(({ always }) => always !== true).map(({ id }) => id);
  const free = { available: 1e6, staffed: 1e6, contactsInQueue: 0, estimatedWaitSeconds: 0 };
  const agentAvailability = Object.fromEntries(ruled.map((id) => [id, { "*": free }]));
  const isOfRuled = (decision: RoutingDecision) => ruled.some((id) => isOffered(decision, id));
  const wrong: unknown[] = places.filter(({ decision }) => isOfRuled(decision));
  for (const { request } of await requestsOf(example)) {
    const { agentAvailabilityAsOf: _, ...rest } = request;
    const speaking = places.filter(
      (place) => !place.inSome && isWithin(place, ruled, { request, rulesets: [document, document] }),
    );
    if (speaking.length === 0) continue;
    if (isOfRuled(route(request)) || isOfRuled(route({ ...rest, agentAvailability })))
      wrong.push({ request, speaking });
  }
  return wrong;
}

async function requestsOf({ before, from, days, requests }: Compared) {
  const zones = await zonesOf([before], { from, days });
  const { route } = await createRouter(before);
  return requests.map((made) => {
    const seconds = Math.floor((Date.parse(made.at) - Date.parse(from)) / 1000);
    const request = inZoneOf(zones, ofOneLanguage(made), seconds);
    return { request, decision: route(request) };
  });
}

/** Whether the conditions and times of a place hold for a request. */
function isWithin(place: SituationPlace, channel: string | readonly string[], asked: Asked): boolean {
  return speaksOf({ ...place, channels: [channel].flat() } as unknown as Change, asked);
}

function isOffered({ offered }: RoutingDecision, channel: string): boolean {
  return offered.some((each) => each.channel === channel);
}
