import type { Channel, PromiseStatement, Ruleset, RulesetDocument } from "../ruleset/document.js";
import { fingerprintRuleset } from "../ruleset/fingerprint.js";
import { type RulesetInput, toRuleset } from "../ruleset/read-ruleset.js";
import type { CompiledChannel, CompiledFact, CompiledRules } from "../runtime/compiled-rules.js";
import { readAliases, readLanguage } from "../runtime/language/language-matcher.js";
import { loadRules } from "../runtime/load-rules.js";
import { type Router, routerOf } from "../runtime/router.js";
import { type DeclaredFact, spellingOf } from "../values/declared-fact.js";
import { compileConditions } from "./conditions/compile-conditions.js";
import { refuseManyHours } from "./conditions/work-bounds.js";
import { zoneOffsets } from "./schedule/zone-offsets.js";

/**
 * Makes a router of a ruleset: a plain document (parsed JSON), or what `loadRuleset` or `parseRuleset` gave.
 *
 * Asynchronous because json-rules-engine is, which decides what each condition means. Throws `RulesetError` with every issue at once.
 */
export async function createRouter(ruleset: RulesetInput): Promise<Router> {
  return routerOf(loadRules(await compileRuleset(toRuleset(ruleset)), zoneOffsets));
}

/**
 * Compiles a ruleset to plain data. Give `promises` to compile their conditions too; a router does not need them.
 *
 * Throws RulesetError if a rule or a promise has too many ways to hold, or a channel too many hours to follow.
 */
export async function compileRuleset(
  document: Ruleset,
  promises: readonly PromiseStatement[] = [],
): Promise<CompiledRules> {
  const conditions = await compileConditions(document, promises);
  refuseManyHours(document, conditions);
  const { id, version } = document.ruleset;
  return {
    ruleset: { id, version, fingerprint: await fingerprintRuleset(document) },
    requestTypes: Object.entries(document.requestTypes).map(([type, { tags = [] }]) => ({ id: type, tags })),
    facts: compileFacts(document),
    maxAgeSeconds: document.availability?.maxAgeSeconds ?? null,
    aliases: readAliases(document.languages.aliases),
    channels: document.channels.map((channel) => compileChannel(channel, document.languages.fallback)),
    steps: (document.steps ?? []).map((step) => step.id),
    ...conditions,
  };
}

function compileFacts({ facts = {} }: RulesetDocument): CompiledFact[] {
  return Object.entries(facts).map(([name, { description: _, ...declared }]) => ({
    name,
    declared: withSpelling(declared),
  }));
}

function withSpelling(declared: DeclaredFact): DeclaredFact {
  if (declared.type !== "string" || declared.default === undefined) return declared;
  return { ...declared, default: spellingOf(declared, declared.default) };
}

function compileChannel(channel: Channel, fallbackLanguage: string): CompiledChannel {
  const { id, always = false, offerInFallbackLanguage = false, languages } = channel;
  return {
    id,
    always,
    languages,
    served: languages.map(readLanguage),
    fallback: always || offerInFallbackLanguage ? languages.indexOf(fallbackLanguage) : -1,
  };
}
