import type { RulesetInput } from "../ruleset/read-ruleset.js";
import { toRuleset } from "../ruleset/read-ruleset.js";
import { loadRules } from "../runtime/load-rules.js";
import { type Router, routerOf } from "../runtime/router.js";
import { compileRuleset } from "./compile-ruleset.js";
import { zoneOffsets } from "./schedule/zone-offsets.js";

/**
 * Makes a router of a ruleset: a plain document (parsed JSON), or what `loadRuleset` or `parseRuleset` gave.
 *
 * Asynchronous because json-rules-engine is, which decides what each condition means. Throws `RulesetError` with every issue at once.
 */
export async function createRouter(ruleset: RulesetInput): Promise<Router> {
  return routerOf(loadRules(await compileRuleset(toRuleset(ruleset)), zoneOffsets));
}
