import { expect, test } from "vitest";
import dropbox from "../../examples/rulesets/dropbox.json" with { type: "json" };
import github from "../../examples/rulesets/github-enterprise-support.json" with { type: "json" };
import { createRouter, type RulesetDocument, RulesetError, type RulesetInput } from "../../src/index.js";
import * as importedJson from "../cases/ruleset-valid/everything.json" with { type: "json" };
import everything from "../cases/ruleset-valid/everything.json" with { type: "json" };

const tiny = {
  ruleset: { id: "tiny", version: "1" },
  channels: [{ id: "email", languages: ["en"], always: true }],
  languages: { fallback: "en" },
  requestTypes: { question: {} },
};

test.each<[string, RulesetInput]>([
  ["everything there is", everything],
  ["Dropbox", dropbox],
  ["GitHub", github],
])("a ruleset imported from a JSON file is taken as it is: %s", async (_, imported) => {
  expect((await createRouter(imported)).ruleset.version).toBe(imported.ruleset.version);
});

test("a ruleset in a variable is taken, constant or not", async () => {
  const rules = [{ name: "first", event: { type: "prefer", params: { channels: ["email"] } } }];
  const constant = { ...tiny, schedules: { desk: { timeZone: "UTC", weekly: { mon: ["09:00-17:00"] } } } } as const;
  const document: RulesetDocument = constant;
  for (const input of [{ ...tiny, rules }, constant, document]) {
    expect((await createRouter(input)).ruleset.id).toBe("tiny");
  }
});

test.each<[string, object, string]>([
  ["of a JSON file", importedJson, "default"],
  ["as Node makes it of a JSON file", moduleOf({ default: tiny }), "default"],
  ["of a JSON file, without a tag", { default: tiny }, "default"],
  ["as TypeScript makes it for CommonJS", { __esModule: true, default: tiny }, "default"],
  [
    "whose exports are computed",
    Object.defineProperty({}, "default", { get: () => tiny, enumerable: true }),
    "default",
  ],
  ["with named exports alone", moduleOf({ marketplaceSupport: tiny }), "marketplaceSupport"],
])("a module in place of its ruleset is told of once: %s", async (_, imported, name) => {
  const message = `this is a module, not the ruleset that it exports; pass \`.${name}\``;
  await expect(createRouter(imported as RulesetInput)).rejects.toMatchObject({
    issues: [{ code: "not-plain-data", path: "", message }],
  });
});

test("a module whose exports are the sections of a ruleset is one", async () => {
  expect((await createRouter(moduleOf(tiny) as RulesetInput)).ruleset.id).toBe("tiny");
});

/** As `import * as` gives a module. */
function moduleOf(named: object): object {
  return Object.freeze(Object.assign(Object.create(null), named, { [Symbol.toStringTag]: "Module" }));
}

test("a misspelt key is an error before the program runs", async () => {
  // @ts-expect-error: `steps` is meant
  await expect(createRouter({ ...tiny, stepz: [] })).rejects.toThrow(RulesetError);
  // @ts-expect-error: a rule needs an event
  await expect(createRouter({ ...tiny, rules: [{ name: "first" }] })).rejects.toThrow(RulesetError);
});
