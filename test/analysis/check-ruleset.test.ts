import { describe, expect, it } from "vitest";
import { checkRuleset } from "../../src/analysis.js";
import { parseRuleset } from "../../src/index.js";
import { shop } from "../routing/shop.js";

const ALWAYS_OFFERED = { name: "email-too", event: { type: "offer", params: { channels: ["email"] } } };

describe("checking a ruleset", () => {
  it("finds nothing where nothing is wrong", async () => {
    expect(await checkRuleset(shop())).toEqual({ findings: [] });
  });

  it("finds errors without throwing them", async () => {
    const { findings } = await checkRuleset(shop({ channels: [] }));
    expect(findings.map(({ code }) => code)).toContain("no-always-channel");
  });

  it("finds warnings, with their place in the text", async () => {
    const ruleset = parseRuleset([
      { file: "rules/shop.json", text: JSON.stringify({ ...shop(), rules: [] }) },
      { file: "rules/email.json", text: `{\n  "rules": [\n    ${JSON.stringify(ALWAYS_OFFERED)}\n  ]\n}` },
    ]);
    const { findings } = await checkRuleset(ruleset);
    expect(findings).toMatchObject([
      { code: "offer-of-always-channel", severity: "warning", file: "rules/email.json", line: 3 },
    ]);
  });

  it("finds what shows only when the rules are compiled, with its place in the text", async () => {
    const pair = {
      any: [
        { fact: "signedIn", operator: "equal", value: true },
        { fact: "availableAgents", operator: "equal", value: 1 },
      ],
    };
    const wide = {
      name: "wide",
      conditions: { all: Array(13).fill(pair) },
      event: { type: "offer", params: { channels: ["phone"] } },
    };
    const { findings } = await checkRuleset(parseRuleset(JSON.stringify(shop({ rules: [wide] }))));
    expect(findings).toMatchObject([{ code: "too-many-ways", path: "/rules/0/conditions", line: 1 }]);
  });
});
