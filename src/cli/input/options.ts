import { type AgentAssumption, shownZone } from "../../analysis.js";
import type { ContactRequest, DeclaredFact, RulesetDocument } from "../../index.js";
import { findLanguage, suggestLanguage } from "../../words/languages.js";
import { readLocalInstant, readRelativeInstant } from "../../words/local-time.js";
import { Misuse } from "../environment.js";

export const RULES = "the folder or file of the rules; `rules` by default";

export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Splits `a, b` into two words. */
export function splitList(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Words of `--agents` that stand for a whole report. */
export const AGENT_ASSUMPTIONS = ["free", "none", "unknown"] as const satisfies readonly AgentAssumption[];

export function isAgentAssumption(word: string): word is AgentAssumption {
  return (AGENT_ASSUMPTIONS as readonly string[]).includes(word);
}

/** The time zone that the command shows times in. Times on the command line are read in the same zone. */
export function deskZone(ruleset: RulesetDocument, customerZone?: unknown): string {
  const zone = shownZone(ruleset, typeof customerZone === "string" ? customerZone : undefined);
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return zone;
  } catch {
    // The router reports the unknown zone.
    return "UTC";
  }
}

/**
 * Reads the instant of a flag. Digits alone are epoch milliseconds; a text without an offset is a time in `zone`, perhaps on a day as seen from
 * now. The router reads a text with an offset. Throws {@link Misuse}.
 */
export function readAt(text: string, flag: string, zone: string, now: () => number): string | number {
  if (/^\d+$/.test(text)) return Number(text);
  if (/^\d{4}-\d\d-\d\d[T ].*(?:Z|[+-]\d\d(?::?\d\d)?)$/i.test(text)) return text;
  const local = readLocalInstant(text, zone) ?? readRelativeInstant(text, now(), zone);
  if (local !== null) return local;
  throw new Misuse(
    `\`--${flag} ${text}\` cannot be read; write date and time, like \`--${flag} "2026-11-23 10:00"\`, or a day and a time, like "last saturday 17:30", "monday 9:00" (the coming one), "yesterday 17:30", "today 10:00" or "tomorrow 12:00"`,
  );
}

/** Reads a list of languages: tags, or names such as `Polish`. The router checks the tags. Throws {@link Misuse}. */
export function readLanguageList(text: string): string[] {
  return text.split(",").map((part) => {
    const language = part.trim();
    // The code of a language has at most three letters.
    if (/^(?:[a-z]{1,3}(?!\p{L}| )|\P{L}|$)/iu.test(language)) return language;
    const tag = findLanguage(language);
    if (tag === null) throw new Misuse(`unknown language \`${language}\`; ${suggestLanguage(language)}`);
    return tag;
  });
}

/** Reads `--from`, the start of a period, in the time zone of the desks; this minute if it is left out. Throws {@link Misuse}. */
export function readStart(from: string | undefined, ruleset: RulesetDocument, now: () => number): string | number {
  return from === undefined
    ? Math.floor(now() / MS_PER_MINUTE) * MS_PER_MINUTE
    : readAt(from, "from", deskZone(ruleset), now);
}

/** Adds the facts of flags to the `facts` of a request; undefined if there are no such flags. Throws {@link Misuse}. */
export function readFactFlags(
  texts: readonly string[] | undefined,
  given: unknown,
  ruleset: RulesetDocument,
): ContactRequest["facts"] {
  if (texts === undefined) return undefined;
  const facts = new Map<string, unknown>(entriesOf(given));
  for (const text of texts) {
    const equals = text.indexOf("=");
    if (equals < 1) throw new Misuse(`\`--fact ${text}\` gives no value; write it like \`--fact signedIn=true\``);
    const fact = text.slice(0, equals).trim();
    facts.set(fact, readFact(text.slice(equals + 1).trim(), fact, ruleset));
  }
  // The router checks the facts of the JSON.
  return Object.fromEntries(facts) as ContactRequest["facts"];
}

/** The facts that every request must contain. */
export function requiredFacts({ facts = {} }: Pick<RulesetDocument, "facts">): [string, DeclaredFact][] {
  return Object.entries(facts).filter(([, { optional, default: value }]) => optional !== true && value === undefined);
}

const MS_PER_MINUTE = 60_000;

export function anyValueOf(fact: DeclaredFact): boolean | number | string {
  if (fact.type === "boolean") return true;
  return fact.type === "string" ? (fact.values?.[0] ?? "text") : (fact.minimum ?? fact.maximum ?? 1);
}

/** The entries of an object; none of anything else. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads a value by its declared type. A value that does not fit stays a text, and the router reports it. */
function readFact(text: string, fact: string, { facts = {} }: RulesetDocument): boolean | number | string {
  const type = Object.hasOwn(facts, fact) ? facts[fact]?.type : undefined;
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if ((type === "integer" || type === "number") && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}
