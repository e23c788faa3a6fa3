import type { AgentAvailability, ContactRequest } from "../../src/index.js";
import type { Random } from "../random.js";

const REQUEST_TYPES = [
  "order-question",
  "viewed-object",
  "general-question",
  "purchase-concern",
  "dispute",
  "suspected-copy",
  "report-fraud",
  "unhappy-with-outcome",
  "account-question",
  "payment-question",
];
const SERVED = ["en", "es", "it", "fr", "nl", "de", "zh", "pt", "pl"];
const REQUESTED = [...SERVED, "nl-BE", "en-US", "en-GB", "de-AT", "pt-BR", "zh-TW", "no", "sv", "gsw"];

/** Two years around the shipped ruleset's version. */
export const FIRST_INSTANT = Date.UTC(2026, 0, 1);
export const LAST_INSTANT = Date.UTC(2028, 0, 1);

/** As a contact page asks the shipped ruleset: mostly by day, mostly one language, mostly a fresh snapshot of the desks that speak it. */
export function shippedRequests(random: Random, count: number): ContactRequest[] {
  return Array.from({ length: count }, () => shippedRequest(random));
}

function shippedRequest(random: Random): ContactRequest {
  const anywhere = FIRST_INSTANT + random.below((LAST_INSTANT - FIRST_INSTANT) / 1000) * 1000;
  const at = random.chance(0.7) ? byDay(anywhere, random) : anywhere;
  const language = random.pick(random.chance(0.8) ? SERVED : REQUESTED);
  return {
    requestType: random.pick(REQUEST_TYPES),
    at,
    language: random.chance(0.15) ? [language, random.pick(REQUESTED)] : language,
    ...(random.chance(0.9) && { agentAvailability: snapshot(random, language) }),
    ...(random.chance(0.5) && { agentAvailabilityAsOf: at - random.below(150) * 1000 }),
    ...(random.chance(0.05) && { closedChannels: [random.pick(["phone", "chat"])] }),
    ...(random.chance(0.9) && { facts: facts(random) }),
  };
}

const MS_PER_DAY = 86_400_000;
const MS_PER_SECOND = 1000;

function byDay(at: number, random: Random): number {
  return at - (at % MS_PER_DAY) + (7 * 3600 + random.below(13 * 3600)) * MS_PER_SECOND;
}

function snapshot(random: Random, language: string): ContactRequest["agentAvailability"] {
  const entries = () => {
    const languages = random.chance(0.8) ? [language, ...(random.chance(0.5) ? [random.pick(SERVED)] : [])] : ["*"];
    return Object.fromEntries(languages.map((each) => [each, entry(random)]));
  };
  return { phone: entries(), chat: entries(), ...(random.chance(0.2) && { email: entries() }) };
}

function entry(random: Random): number | AgentAvailability {
  const available = random.chance(0.3) ? 0 : random.below(6);
  if (random.chance(0.5)) return available;
  return {
    available,
    ...(random.chance(0.5) && { staffed: available + random.below(4) }),
    ...(random.chance(0.7) && { contactsInQueue: random.below(14) }),
    ...(random.chance(0.7) && { estimatedWaitSeconds: random.below(1100) }),
  };
}

function facts(random: Random): NonNullable<ContactRequest["facts"]> {
  return {
    signedIn: random.chance(0.8),
    ...(random.chance(0.6) && { role: random.pick(["buyer", "seller"]) }),
    ...(random.chance(0.4) && { objectCount: random.below(7) }),
    ...(random.chance(0.3) && { sellerMessaged: random.chance(0.5) }),
    ...(random.chance(0.5) && { aiAnswerRead: random.chance(0.5) }),
  };
}
