import type { Condition, Rule, RuleEvent } from "../../src/index.js";
import type { Random } from "../random.js";
import { COUNTS, type FactWord, TEXTS, type Words } from "./generated-words.js";

export const NAMED_CONDITIONS: Readonly<Record<string, Condition>> = {
  staffed: { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 },
  "short-queue": {
    any: [
      { fact: "contactsInQueue", operator: "lessThan", value: 10 },
      { fact: "estimatedWaitSeconds", operator: "lessThan", value: 300 },
    ],
  },
};

/**
 * The rule at one place among the others.
 *
 * The first ones read each schedule and each declared fact in turn, so that none of these is there for nothing. A rule names one channel,
 * so that every engine has as many conditions to decide as there are rules.
 */
export function generateRule(index: number, words: Words, random: Random): Rule {
  const type = TYPES[index % TYPES.length] ?? "offer";
  const ofRequest = [aboutType(words, random), ...aboutFacts(index, words, random)];
  return {
    name: `rule-${String(index + 1).padStart(5, "0")}`,
    priority: 1 + random.below(5),
    conditions: { all: type === "advise" ? ofRequest : [...ofRequest, ...aboutCandidate(index, type, words, random)] },
    event: eventOf(type, index, words, random),
  };
}

const TYPES = [
  "offer",
  "offer",
  "withhold",
  "offer",
  "prefer",
  "offer",
  "offer",
  "advise",
  "offer",
  "withhold",
] as const;

function eventOf(type: RuleEvent["type"], index: number, { channels }: Words, random: Random): RuleEvent {
  const ruled = channels.length - 1;
  const channel = channels[index < ruled ? index : random.below(ruled)] ?? "email";
  switch (type) {
    case "advise":
      return { type, params: { steps: [random.pick(["sign-in", "read-answer"])] } };
    case "withhold":
      return { type, params: { channels: [channel], reason: random.pick(["in-writing", "too-busy"]) } };
    default:
      return { type, params: { channels: [channel] } };
  }
}

function aboutType({ requestTypes, tags }: Words, random: Random): Condition {
  if (random.chance(0.3)) return { fact: "requestTags", operator: "contains", value: random.pick(tags) };
  return { fact: "requestType", operator: random.chance(0.9) ? "in" : "notIn", value: random.some(requestTypes, 3) };
}

/** As specific as a row of a decision table: many rules are many rows, of which few come near to holding. */
const FACTS_OF_A_RULE = 4;

function aboutFacts(index: number, { facts }: Words, random: Random): Condition[] {
  const named = facts[index % facts.length];
  const all: Condition[] = named === undefined ? [] : [aboutFact(named, random)];
  while (all.length < FACTS_OF_A_RULE) all.push(aboutFact(random.pick(facts), random));
  if (random.chance(0.2))
    all.push({ any: [aboutFact(random.pick(facts), random), aboutFact(random.pick(facts), random)] });
  if (random.chance(0.15)) all.push({ not: aboutFact(random.pick(facts), random) });
  return all;
}

function aboutFact({ name, type }: FactWord, random: Random): Condition {
  switch (type) {
    case "boolean":
      return { fact: name, operator: "equal", value: random.chance(0.5) };
    case "string":
      return { fact: name, operator: "in", value: random.some(TEXTS, 2) };
    default:
      return { fact: name, operator: random.pick(["lessThan", "greaterThanInclusive"]), value: random.below(COUNTS) };
  }
}

function aboutCandidate(
  index: number,
  type: "offer" | "withhold" | "prefer",
  { schedules, languages }: Words,
  random: Random,
): Condition[] {
  if (type === "prefer") return [];
  if (type === "withhold") return [{ fact: "contactsInQueue", operator: "greaterThan", value: random.below(20) }];
  const all: Condition[] = [
    { fact: "time", operator: "duringSchedule", value: schedules[index % schedules.length] ?? "" },
    random.chance(0.5)
      ? { condition: "staffed" }
      : { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 + random.below(4) },
  ];
  if (random.chance(0.2)) all.push({ fact: "language", operator: "in", value: random.some(languages, 2) });
  if (random.chance(0.2)) all.push({ condition: "short-queue" });
  return all;
}
