import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { getLanguageService, TextDocument } from "vscode-json-languageservice";
import { generateSchema } from "../../src/analysis.js";
import { marketplaceSupport } from "../../src/rulesets.js";
import { run } from "./console.js";
import { tidyDesk } from "./desk.js";
import { removeFolder, writeFolder } from "./desk-folder.js";

// Visual Studio Code completes and checks JSON by this service.
const base = JSON.parse(readFileSync(new URL("../../schema/ruleset.schema.json", import.meta.url), "utf8"));
const schema = generateSchema(
  {
    ...marketplaceSupport,
    facts: {
      ...marketplaceSupport.facts,
      plan: { type: "string", values: ["free", "paid"], optional: true, description: "What is paid for." },
      rating: { type: "number", minimum: 0, maximum: 5, default: 0 },
    },
  },
  base,
);
const service = getLanguageService({});
service.configure({ validate: true, schemas: [{ uri: "rules://schema", fileMatch: ["*"], schema }] });

/** The words that are offered at `¦`. */
async function completionsAt(marked: string): Promise<string[]> {
  const offset = marked.indexOf("¦");
  const document = TextDocument.create("rules://file.json", "json", 1, marked.replace("¦", ""));
  const json = service.parseJSONDocument(document);
  const { items = [] } = (await service.doComplete(document, document.positionAt(offset), json)) ?? {};
  return items.map(({ label }) => label.replaceAll('"', ""));
}

async function errorsIn(text: string): Promise<string[]> {
  const document = TextDocument.create("rules://file.json", "json", 1, text);
  const found = await service.doValidation(document, service.parseJSONDocument(document));
  return found.map(({ message, range }) => `${document.getText(range)}: ${message}`);
}

const OFFER = '{ "type": "offer", "params": { "channels": ["phone"] } }';
const doing = (event: string) => `{ "rules": [{ "name": "x", "event": ${event} }] }`;
const when = (conditions: string) => `{ "rules": [{ "name": "x", "conditions": ${conditions}, "event": ${OFFER} }] }`;
const leaf = (fact: string, operator: string, value: string) =>
  when(`{ "all": [{ "fact": "${fact}", "operator": "${operator}", "value": ${value} }] }`);
const REQUEST = '"requestType": "dispute", "at": "2026-11-23T10:00:00+01:00", "language": "nl"';
const scenario = (request: string, expectation = '{ "offered": ["email"] }') =>
  `{ "scenarios": [{ "name": "x", "request": { ${REQUEST}${request} }, "expect": ${expectation} }] }`;
const promise = (text: string) => `{ "promises": [{ "name": "x", ${text} }] }`;
const schedule = (text: string) => `{ "schedules": { "x": ${text} } }`;
const own = (text: string) => schedule(`{ "timeZone": "UTC", "weekly": {}, ${text} }`);

describe("an editor completes", () => {
  test.each<[string, string, string[]]>([
    ["sections", '{ "¦" }', ["channels", "rules", "schedules"]],
    ["the types of an event", doing('{ "type": "¦" }'), ["offer", "withhold", "prefer", "advise"]],
    ["the channels of an offer", doing('{ "type": "offer", "params": { "channels": ["¦"] } }'), ["phone", "chat"]],
    ["the channels of a withhold", doing('{ "type": "withhold", "params": { "channels": ["¦"] } }'), ["phone", "chat"]],
    ["the steps of advice", doing('{ "type": "advise", "params": { "steps": ["¦"] } }'), ["sign-in", "ai-answer"]],
    ["facts", leaf("¦", "equal", "1"), ["requestType", "time", "signedIn", "plan"]],
    ["the operators of a boolean", leaf("signedIn", "¦", "true"), ["equal", "notEqual"]],
    ["the operators of a text", leaf("role", "¦", '"buyer"'), ["equal", "in", "notIn"]],
    ["the operators of an optional fact", leaf("plan", "¦", "true"), ["isKnown", "in"]],
    ["the operators of time", leaf("time", "¦", '"phone-desk"'), ["duringSchedule", "outsideSchedule"]],
    ["the operators of tags", leaf("requestTags", "¦", '"order"'), ["contains", "doesNotContain"]],
    ["the operators of a number of agents", leaf("availableAgents", "¦", "1"), ["greaterThanInclusive", "isKnown"]],
    ["schedules", leaf("time", "duringSchedule", '"¦"'), ["phone-desk", "chat-desk"]],
    ["request types", leaf("requestType", "equal", '"¦"'), ["dispute", "report-fraud"]],
    ["request types of a list", leaf("requestType", "in", '["¦"]'), ["dispute", "report-fraud"]],
    ["tags", leaf("requestTags", "contains", '"¦"'), ["documents", "trust"]],
    ["languages", leaf("language", "equal", '"¦"'), ["nl", "pl"]],
    ["the values of a fact", leaf("role", "equal", '"¦"'), ["buyer", "seller"]],
    ["the values of a fact in a list", leaf("plan", "in", '["¦"]'), ["free", "paid"]],
    ["true and false", leaf("signedIn", "equal", "¦"), ["true", "false"]],
    ["named conditions", when('{ "all": [{ "condition": "¦" }] }'), ["agent-free"]],
    ["calendars", own('"holidays": [{ "calendar": "¦", "hours": [] }]'), ["nl"]],
    ["the base of a schedule", schedule('{ "basedOn": "¦" }'), ["phone-desk", "chat-desk"]],
    ["the channels of a promise", promise('"never": ["¦"]'), ["phone", "chat"]],
    ["the steps of a promise", promise('"alwaysSteps": ["¦"]'), ["sign-in"]],
    ["the request type of a scenario", '{ "scenarios": [{ "request": { "requestType": "¦" } }] }', ["dispute"]],
    ["the facts of a scenario", scenario(', "facts": { "¦" }'), ["signedIn", "plan"]],
    ["the value of a fact of a scenario", scenario(', "facts": { "role": "¦" }'), ["buyer", "seller"]],
    ["the closed channels of a scenario", scenario(', "closedChannels": ["¦"]'), ["phone", "chat"]],
    ["what a scenario expects to be offered", scenario("", '{ "offered": ["¦"] }'), ["phone", "email"]],
    ["the reasons that a scenario expects", scenario("", '{ "withheld": { "phone": ["¦"] } }'), ["no-agents"]],
    ["the steps that a scenario expects", scenario("", '{ "steps": ["¦"] }'), ["sign-in"]],
  ])("%s", async (_, text, words) => {
    expect(await completionsAt(text)).toEqual(expect.arrayContaining(words));
  });

  test("no operator that does not fit, and no value of another fact", async () => {
    expect(await completionsAt(leaf("signedIn", "¦", "true"))).not.toContain("lessThan");
    expect(await completionsAt(leaf("role", "equal", '"¦"'))).not.toContain("paid");
    expect(await completionsAt(leaf("role", "¦", '"buyer"'))).not.toContain("isKnown");
  });
});

describe("`schema --for`", () => {
  test("writes a file that `check` finds up to date, until the rules have other words", async () => {
    const cwd = writeFolder({ "rules/desk.json": JSON.stringify(tidyDesk) });
    const check = async () => (await run(["check", "--format", "json"], { cwd })).stdout;
    const written = await run(["schema", "--for", "rules", "--out", "rules/.schema.json"], { cwd });
    expect([written.exitCode, written.stdout]).toEqual([0, "rules/.schema.json: written\n"]);
    expect(JSON.parse(await check()).findings).toEqual([]);
    writeFileSync(
      join(cwd, "rules/more.json"),
      JSON.stringify({ facts: { vip: { type: "boolean", default: false } } }),
    );
    const { findings } = JSON.parse(await check());
    expect(findings).toContainEqual({
      code: "schema-out-of-date",
      severity: "warning",
      message:
        "the schema for editors is out of date; write it anew with `contact-routing schema --for rules --out rules/.schema.json`",
      hint: "write it anew with `contact-routing schema --for rules --out rules/.schema.json`",
      path: "",
      file: "rules/.schema.json",
    });
    removeFolder(cwd);
  });
});

describe("an editor reports", () => {
  test.each<[string, string, string]>([
    [
      "an unknown channel",
      promise('"never": ["phnoe"]'),
      "not among the channels of these rules: phone, chat or email",
    ],
    ["an unknown step", promise('"alwaysSteps": ["sing-in"]'), "not among the steps of these rules"],
    ["an unknown fact", leaf("singedIn", "equal", "true"), "not among the facts of these rules"],
    ["an operator that does not fit", leaf("signedIn", "lessThan", "true"), "signedIn takes equal or notEqual"],
    ["an unknown request type", leaf("requestType", "equal", '"ordr"'), "not among the request types of these rules"],
    ["an unknown schedule", leaf("time", "duringSchedule", '"fone-desk"'), "not among the schedules of these rules"],
    ["a value of another type", leaf("signedIn", "equal", '"yes"'), 'Incorrect type. Expected "boolean"'],
    ["a value that a fact cannot have", leaf("role", "equal", '"byer"'), "not among the values of these rules: buyer"],
    ["a number that a fact cannot have", leaf("rating", "equal", "6"), "Value is above the maximum of 5"],
    ["hours that are none", schedule('{ "timeZone": "UTC", "weekly": { "mon": ["9-17"] } }'), "such as 09:00-17:00"],
    ["a day that is none", schedule('{ "timeZone": "UTC", "weekly": { "monday": [] } }'), "write a day such as sat"],
    ["a date that is none", own('"exceptions": [{ "date": "24.12.2026", "hours": [] }]'), "such as 2026-12-24"],
    ["a fact that a scenario cannot give", scenario(', "facts": { "singedIn": true }'), "singedIn"],
    ["a reason that nobody gives", scenario("", '{ "withheld": { "phone": ["no-agent"] } }'), "not among the reasons"],
  ])("%s", async (_, text, message) => {
    expect((await errorsIn(text)).join("\n")).toContain(message);
  });

  test.each<[string, string]>([
    ["a fact in a list", leaf("role", "in", '["buyer", "seller"]')],
    ["whether a fact is known", leaf("plan", "isKnown", "true")],
    ["a channel with its language", scenario("", '{ "offered": ["phone:nl", "email"] }')],
    ["a scenario with facts", scenario(', "facts": { "role": "seller", "objectCount": 2 }')],
  ])("nothing of %s", async (_, text) => {
    expect(await errorsIn(text)).toEqual([]);
  });

  test.each(["offer", "withhold", "prefer", "promises", "steps", "channels", "hours/chat-desk", "scenarios/agents"])(
    "nothing of the shipped rules/%s.json",
    async (name) => {
      const text = readFileSync(new URL(`../../rules/${name}.json`, import.meta.url), "utf8");
      // They name the schema of all rule files, which goes before the settings.
      expect(await errorsIn(text.replace(/"\$schema": "[^"]*",/, ""))).toEqual([]);
    },
  );
});
