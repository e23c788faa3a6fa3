import { expect, it } from "vitest";
import { checkRulesetDocument } from "../../../src/ruleset/read-ruleset.js";

it("of more channels than are looked at, it is not said that none is offered always", () => {
  const channels = Array.from({ length: 1001 }, (_, index) => ({ id: `c${index}`, languages: ["en"] }));
  const { issues } = checkRulesetDocument({ ...OTHERS, channels });
  expect(issues.map(({ message }) => message)).toEqual(["`channels` has 1001 entries; keep 1000 at most"]);
});

const OTHERS = { ruleset: { id: "many", version: "1" }, languages: { fallback: "en" }, requestTypes: { order: {} } };
