import { compileRuleset } from "../../src/compile/compile-ruleset.js";
import { zoneOffsets } from "../../src/compile/schedule/zone-offsets.js";
import type { Router, RulesetInput } from "../../src/index.js";
import { toRuleset } from "../../src/ruleset/read-ruleset.js";
import type { CompiledRules } from "../../src/runtime/compiled-rules.js";
import { loadRules } from "../../src/runtime/load-rules.js";
import { routerOf } from "../../src/runtime/router.js";

/** As `createRouter` of the library, but the compiled rules go through JSON text, so that a law also proves them to be plain data. */
export async function createRouter(ruleset: RulesetInput): Promise<Router> {
  const text = JSON.stringify(await compileRuleset(toRuleset(ruleset)));
  return routerOf(loadRules(JSON.parse(text) as CompiledRules, zoneOffsets));
}
