export { loadRuleset } from "./node/load-ruleset.js";
