import type { RulesetDocument } from "../../index.js";
import { Misuse } from "../environment.js";

type FactValue = boolean | number | string;
type Facts = Readonly<Record<string, FactValue>>;

/** The `facts` of a request: those of flags over those of its JSON; undefined where no flag gives any. Throws {@link Misuse}. */
export function readFacts(
  texts: readonly string[] | undefined,
  given: unknown,
  ruleset: RulesetDocument,
): Facts | undefined {
  if (texts === undefined) return undefined;
  const before = typeof given === "object" && given !== null && !Array.isArray(given) ? given : {};
  const facts = new Map<string, FactValue>(Object.entries(before));
  for (const text of texts) {
    const equals = text.indexOf("=");
    if (equals < 1) throw new Misuse(`\`--fact ${text}\` gives no value; write it like \`--fact signedIn=true\``);
    const fact = text.slice(0, equals).trim();
    facts.set(fact, readFact(text.slice(equals + 1).trim(), fact, ruleset));
  }
  return Object.fromEntries(facts);
}

/** By the type that the ruleset declares; a value that is not of it stays a text, and the router says what is wrong. */
function readFact(text: string, fact: string, { facts = {} }: RulesetDocument): FactValue {
  const type = Object.hasOwn(facts, fact) ? facts[fact]?.type : undefined;
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if ((type === "integer" || type === "number") && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}
