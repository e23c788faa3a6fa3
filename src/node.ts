export { loadRuleset } from "./node/load-ruleset.js";
export { watchRuleset } from "./node/watch-ruleset.js";
export type * from "./node/watched-router.js";
