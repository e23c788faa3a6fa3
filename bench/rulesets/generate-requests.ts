import type { ContactRequest } from "../../src/index.js";
import { createRandom, type Random } from "../random.js";
import { COUNTS, TEXTS, wordsOf } from "./generated-words.js";
import { FIRST_INSTANT, LAST_INSTANT } from "./shipped-requests.js";
import type { Size } from "./size.js";

/** For a generated ruleset of that size. Everything is known and every channel has one candidate: peers tell neither unknown nor fallback. */
export function generateRequests(size: Size, count: number): ContactRequest[] {
  const random = createRandom(7);
  const words = wordsOf(size);
  return Array.from({ length: count }, () => {
    const language = random.pick(words.languages);
    return {
      requestType: random.pick(words.requestTypes),
      at: FIRST_INSTANT + random.below((LAST_INSTANT - FIRST_INSTANT) / 1000) * 1000,
      language,
      agentAvailability: Object.fromEntries(words.channels.map((channel) => [channel, { [language]: agents(random) }])),
      facts: Object.fromEntries(words.facts.map(({ name, type }) => [name, factValue(type, random)])),
    };
  });
}

function agents(random: Random) {
  const available = random.below(6);
  return {
    available,
    staffed: available + random.below(3),
    contactsInQueue: random.below(20),
    estimatedWaitSeconds: random.below(1200),
  };
}

function factValue(type: "boolean" | "string" | "integer", random: Random): boolean | string | number {
  if (type === "boolean") return random.chance(0.5);
  return type === "string" ? random.pick(TEXTS) : random.below(COUNTS);
}
