import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadRuleset } from "../../src/node.js";
import { marketplaceSupport } from "../../src/rulesets.js";

test("the shipped ruleset is the folder `rules`, no file left out", async () => {
  const folder = await loadRuleset(fileURLToPath(new URL("../../rules", import.meta.url)));
  expect(marketplaceSupport).toEqual({ ...folder });
});
