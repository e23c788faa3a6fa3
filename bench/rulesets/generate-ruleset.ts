import type { DeclaredFact, RulesetDocument, Schedule } from "../../src/index.js";
import { createRandom, type Random } from "../random.js";
import { generateRule, NAMED_CONDITIONS } from "./generate-rule.js";
import { type FactWord, TEXTS, type Words, wordsOf } from "./generated-words.js";
import type { Size } from "./size.js";

/** A ruleset of the size asked for, the same for the same size: six in ten rules offer, two withhold, one prefers, one advises. */
export function generateRuleset(size: Size): RulesetDocument {
  const random = createRandom(2026);
  const words = wordsOf(size);
  const { requestTypes, channels, languages, schedules, facts } = words;
  return {
    ruleset: { id: "generated", version: "1" },
    channels: channels.map((id) => ({ id, languages, ...(id === "email" && { always: true }) })),
    languages: { fallback: "en" },
    requestTypes: Object.fromEntries(
      requestTypes.map((id, index) => [id, { tags: [words.tags[index % words.tags.length] ?? ""] }]),
    ),
    facts: Object.fromEntries(facts.map((fact) => [fact.name, declared(fact)])),
    availability: { maxAgeSeconds: 120 },
    schedules: Object.fromEntries(schedules.map((id, index) => [id, schedule(index, size.exceptions)])),
    steps: [{ id: "sign-in" }, { id: "read-answer" }],
    conditions: NAMED_CONDITIONS,
    rules: rulesOf(size, words, random),
  };
}

function rulesOf(size: Size, words: Words, random: Random) {
  return Array.from({ length: size.rules }, (_, index) => generateRule(index, words, random));
}

function declared({ type }: FactWord): DeclaredFact {
  switch (type) {
    case "boolean":
      return { type, default: false };
    case "string":
      return { type, values: TEXTS, default: "red" };
    default:
      return { type, minimum: 0, default: 1 };
  }
}

const ZONES = ["Europe/Amsterdam", "America/New_York", "Asia/Tokyo", "Europe/Warsaw"];
const FIRST_DAY = Date.UTC(2026, 0, 1);
const DAYS = 730;
const MS_PER_DAY = 86_400_000;

function schedule(index: number, exceptions: number): Schedule {
  return {
    timeZone: ZONES[index % ZONES.length] ?? "UTC",
    weekly: { "mon-fri": [`${two(7 + (index % 3))}:00-${two(17 + (index % 5))}:30`], sat: ["10:00-16:00"] },
    exceptions: Array.from({ length: exceptions }, (_, at) => ({
      date: dateOf(FIRST_DAY + Math.floor((at * DAYS) / exceptions) * MS_PER_DAY),
      hours: at % 2 === 0 ? [] : ["10:00-14:00"],
    })),
  };
}

function two(hour: number): string {
  return String(hour).padStart(2, "0");
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
