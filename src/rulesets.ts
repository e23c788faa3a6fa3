export { marketplaceSupport } from "./rulesets/marketplace-support.js";
