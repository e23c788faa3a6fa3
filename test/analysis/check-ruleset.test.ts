import { describe, expect, it } from "vitest";
import { checkRuleset } from "../../src/analysis.js";
import { createRouter, parseRuleset, RequestError } from "../../src/index.js";
import { tidyDesk } from "../cli/desk.js";
import { shop } from "../runtime/shop.js";

const OPTIONS = { from: "2026-11-23T10:00:00+01:00" };
const ALWAYS_OFFERED = { name: "email-too", event: { type: "offer", params: { channels: ["email"] } } };

describe("checking a ruleset", () => {
  it("finds nothing where nothing is wrong", async () => {
    expect((await checkRuleset(tidyDesk, OPTIONS)).findings).toEqual([]);
  });

  it("finds errors without throwing them", async () => {
    const { findings } = await checkRuleset(shop({ channels: [] }), OPTIONS);
    expect(findings.map(({ code }) => code)).toContain("no-always-channel");
  });

  it("finds warnings, with their place in the text", async () => {
    const ruleset = parseRuleset([
      { file: "rules/desk.json", text: JSON.stringify(tidyDesk) },
      { file: "rules/email.json", text: `{\n  "rules": [\n    ${JSON.stringify(ALWAYS_OFFERED)}\n  ]\n}` },
    ]);
    const { findings } = await checkRuleset(ruleset, OPTIONS);
    expect(findings).toMatchObject([
      { code: "offer-of-always-channel", severity: "warning", file: "rules/email.json", line: 3 },
    ]);
  });

  it.each([
    [{ from: "2026-11-23" }, ["/from"]],
    [{ from: "2026-11-23T10:00:00Z", days: 0 }, ["/days"]],
    [{ from: Number.NaN, days: 3661 }, ["/from", "/days"]],
  ])("refuses %o, and says what is wrong with it", async (options, paths) => {
    const refused = await checkRuleset(shop(), options).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RequestError);
    expect((refused as RequestError).issues.map(({ path }) => path)).toEqual(paths);
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
    const { findings } = await checkRuleset(parseRuleset(JSON.stringify(shop({ rules: [wide] }))), OPTIONS);
    expect(findings).toMatchObject([{ code: "too-many-ways", path: "/rules/0/conditions", line: 1 }]);
  });

  it("finds a promise with too many ways to hold, which a router has no need to ask about", async () => {
    const pair = {
      any: [
        { fact: "signedIn", operator: "equal", value: true },
        { fact: "availableAgents", operator: "equal", value: 1 },
      ],
    };
    const promises = [{ name: "wide", when: { all: Array(13).fill(pair) }, never: ["phone"] }];
    const { findings } = await checkRuleset(shop({ promises }), OPTIONS);
    expect(findings).toMatchObject([{ code: "too-many-ways", path: "/promises/0/when" }]);
    await expect(createRouter(shop({ promises }))).resolves.toBeDefined();
  });

  it("looks no further than the last instant of a request", async () => {
    const options = { from: "2199-12-31T12:00:00Z" };
    const promises = [{ name: "never", never: ["phone"] }];
    const { findings } = await checkRuleset(shop({ promises }), options);
    const codes = findings.map(({ code }) => code).filter((code) => code.startsWith("promise-"));
    expect(codes.every((code) => code === "promise-broken" || code === "promise-holds-vacuously")).toBe(true);
  });
});
