import { chmodSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCli } from "../../src/cli/program.js";
import type { Scenario, ScenarioExpectation } from "../../src/index.js";
import { run } from "./console.js";
import { desk } from "./desk.js";
import { removeFolder, writeFolder } from "./desk-folder.js";

const MONDAY = `{
  "scenarios": [
    {
      "name": "Monday: chat",
      "request": {
        "requestType": "order", "at": "2026-11-23T10:00:00+01:00", "language": "nl",
        "agentAvailability": { "phone": { "nl": 2 } }
      },
      "expect": {
        "offered": ["email"],
        "withheld": { "phone": [ "no-agents" ], "chat": ["no-agents","outside-hours"] },
        "nextOpensAt": { "chat": "2026-11-23T21:00:00+01:00" },
        "validUntil": "2026-11-23T17:00:00Z"
      }
    }
  ]
}
`;
const MONDAY_ACCEPTED = MONDAY.replace('["email"]', '["phone", "email"]')
  .replace('"phone": [ "no-agents" ], "chat": ["no-agents","outside-hours"]', '"chat": ["availability-unknown"]')
  .replace('"2026-11-23T21:00:00+01:00"', "null")
  .replace("T17:00:00Z", "T09:02:00.001Z");

let cwd: string;

beforeEach(() => {
  cwd = writeFolder({
    "rules/desk.json": JSON.stringify(desk),
    "rules/scenarios/monday.json": `\uFEFF${MONDAY.replaceAll("\n", "\r\n")}`,
    "rules/scenarios/more.json": written(
      scenario("Monday: the phone", { offered: ["phone"] }),
      scenario("Monday: no phone", { withheld: { phone: ["no-agents"] } }),
      scenario("Monday: email", { closesAt: { email: null } }),
    ),
  });
});

afterEach(() => {
  removeFolder(cwd);
});

describe("`test --accept`", () => {
  test("shows each change before and after, and rewrites each scenario in its file, and no other character", async () => {
    const before = read("rules/scenarios/more.json");
    const { exitCode, stdout, stderr } = await run(["test", "--accept", "chat", "the phone"], { cwd });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`✓ Monday: chat
  rules/scenarios/monday.json:4
  offered
    before    email
    after     phone  email
  withheld phone
    before    no-agents
    after     left out: the channel is offered
  withheld chat
    before    no-agents             outside-hours
    after     availability-unknown
  nextOpensAt chat
    before    2026-11-23T21:00:00+01:00
    after     null: time alone does not open it
  validUntil
    before    2026-11-23T18:00:00+01:00
    after     2026-11-23T10:02:00.001+01:00

✓ Monday: the phone
  rules/scenarios/more.json:4
  offered
    before    phone
    after     phone  email

rules/scenarios/monday.json: written
rules/scenarios/more.json: written
rules: 2 scenarios accepted; read what they expect now before you keep it
`);
    expect(read("rules/scenarios/monday.json")).toBe(`\uFEFF${MONDAY_ACCEPTED.replaceAll("\n", "\r\n")}`);
    const phone = '[\n          "phone"';
    expect(read("rules/scenarios/more.json")).toBe(before.replace(phone, `${phone},\n          "email"`));
  });

  test("accepts all failures without a name, and keeps a scenario that would expect nothing", async () => {
    const { exitCode, stdout } = await run(["test", "--accept"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("✗ Monday: no phone\n  not accepted: the channels that it is about");
    expect(stdout).toContain("rules: 2 scenarios accepted, 1 not accepted; read");
    expect(read("rules/scenarios/more.json")).toContain('"no-agents"');
    expect((await run(["test"], { cwd })).stdout).toContain("rules: 4 scenarios, 1 failed, 3 passed");
  });

  test("has nothing to do where the chosen scenarios passed", async () => {
    const { exitCode, stdout } = await run(["test", "--accept", "email"], { cwd });
    expect([exitCode, stdout]).toEqual([0, "rules: nothing to accept: every chosen scenario passed\n"]);
  });

  test("keeps a scenario whose request cannot be read, and says why", async () => {
    const { request, ...rest } = scenario("Unread", { offered: [] });
    const unread = { ...rest, request: { ...request, agentAvailability: { phone: { iw: 1, he: 2 } } } };
    writeFileSync(join(cwd, "rules/scenarios/more.json"), written(unread));
    const { exitCode, stdout } = await run(["test", "--accept"], { cwd });
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining("  not accepted: its request cannot be read\n")]);
    expect(stdout).toContain("  error  duplicate-language\n");
    expect(read("rules/scenarios/more.json")).toBe(written(unread));
    expect(read("rules/scenarios/monday.json")).toContain('["phone", "email"]');
  });

  test.each([
    ["tuesday", "no scenario has `tuesday` in its name; the scenarios are `Monday: chat`, `Monday: the phone`"],
    ["rules", "no scenario has `rules` in its name; if it is the rules, write it before `--accept`"],
  ])("refuses the name `%s`", async (name, message) => {
    const { exitCode, stderr } = await run(["test", "--accept", name], { cwd });
    expect([exitCode, stderr.replace(/\s+/g, " ")]).toEqual([2, expect.stringContaining(message)]);
  });

  test("reports rules with errors, and changes nothing", async () => {
    writeFileSync(join(cwd, "rules/more.json"), '{ "rule": [] }');
    const { exitCode, stdout, stderr } = await run(["test", "--accept"], { cwd });
    expect([exitCode, stdout, stderr]).toEqual([1, "", expect.stringContaining("  error  unknown-key\n")]);
    expect(read("rules/scenarios/monday.json")).toContain('"offered": ["email"]');
  });

  test("writes through a link, and keeps the link", async () => {
    mkdirSync(join(cwd, "linked/.data"), { recursive: true });
    writeFileSync(join(cwd, "linked/.data/monday.json"), MONDAY);
    writeFileSync(join(cwd, "linked/desk.json"), JSON.stringify(desk));
    symlinkSync(".data/monday.json", join(cwd, "linked/monday.json"));
    expect((await run(["test", "linked", "--accept"], { cwd })).exitCode).toBe(0);
    expect(lstatSync(join(cwd, "linked/monday.json")).isSymbolicLink()).toBe(true);
    expect(read("linked/.data/monday.json")).toBe(MONDAY_ACCEPTED);
  });

  test("writes no file that changed while it worked", async () => {
    const path = join(cwd, "rules/scenarios/monday.json");
    const said = { stdout: "", stderr: "" };
    const exitCode = await runCli({
      ...{ argv: ["test", "--accept", "chat"], cwd, variables: {}, now: Date.now },
      stdin: { async *[Symbol.asyncIterator]() {} },
      // An editor saves the file at the moment at which the command shows its changes.
      stdout: { write: () => writeFileSync(path, `${MONDAY}\n`) },
      stderr: { write: (text) => (said.stderr += text) },
    });
    expect([exitCode, read("rules/scenarios/monday.json")]).toEqual([2, `${MONDAY}\n`]);
    expect(said.stderr.replace(/\s+/g, " ")).toContain(
      "monday.json has changed in the meantime; run the command again",
    );
  });

  // Root may write everything.
  test.skipIf(process.getuid?.() === 0)("writes none of the files if one is read-only", async () => {
    chmodSync(join(cwd, "rules/scenarios/more.json"), 0o444);
    const { exitCode, stderr } = await run(["test", "--accept"], { cwd });
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/more\.json may not be written; check its\s+permissions/),
    ]);
    expect(read("rules/scenarios/monday.json")).toContain('"offered": ["email"]');
  });
});

function scenario(name: string, expectation: ScenarioExpectation): Scenario {
  const request = { requestType: "order", at: "2026-11-23T10:00:00+01:00", language: "nl" };
  return { name, request: { ...request, agentAvailability: { phone: { nl: 2 } } }, expect: expectation };
}

function written(...scenarios: readonly unknown[]): string {
  return JSON.stringify({ scenarios }, null, 2);
}

function read(path: string): string {
  return readFileSync(join(cwd, path), "utf8");
}
