export type { RulesetFailure, RulesetReload, RulesetStatus } from "./node/live-rules.js";
export { loadRuleset } from "./node/load-ruleset.js";
export type { WatchedRouter, WatchOptions } from "./node/watch-ruleset.js";
export { watchRuleset } from "./node/watch-ruleset.js";
