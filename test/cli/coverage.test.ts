import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { displayWidth } from "../../src/cli/terminal/screen.js";
import type { RulesetDocument } from "../../src/index.js";
import { run } from "./console.js";
import { desk } from "./desk.js";
import { removeFolder, writeFolder } from "./desk-folder.js";

/** The phone alone, of a desk with scenarios that reach some of what its two rules say. */
const small: RulesetDocument = {
  ...desk,
  channels: [
    { id: "phone", languages: ["en", "nl"] },
    { id: "email", languages: ["en", "nl"], always: true },
  ],
  facts: {},
  rules: desk.rules?.filter(({ name }) => name === "phone-in-hours" || name === "fraud-in-writing") ?? [],
};

const MONDAY = {
  name: "Monday morning: the phone",
  request: {
    requestType: "order",
    at: "2026-11-23T10:00:00+01:00",
    language: "nl",
    agentAvailability: { phone: { nl: 2 } },
  },
  expect: { offered: ["phone:nl", "email:nl"] },
};

let cwd: string;

beforeAll(() => {
  cwd = writeFolder({
    "rules/desk.json": JSON.stringify(small, null, 2),
    "rules/scenarios.json": JSON.stringify({ scenarios: [MONDAY] }),
    "none/desk.json": JSON.stringify(small),
    "broken/desk.json": JSON.stringify({ ...small, rules: [{ name: "phone" }] }),
  });
});

afterAll(() => {
  removeFolder(cwd);
});

describe("`test --coverage`", () => {
  test("lists what no scenario reaches, at its place, and what to do", async () => {
    const { exitCode, stdout } = await run(["test", "--coverage"], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`✓ Monday morning: the phone

rules: 1 scenario, passed

Reached
  rules       2 of  5
  conditions  1 of  3
  channels    6 of 14
  schedules   1 of  2
  2 more goals cannot be reached, and do not count

No scenario in which
  rules/desk.json:97
    rule \`fraud-in-writing\` holds
  rules/desk.json:73
    rule \`phone-in-hours\` does not hold
    rule \`phone-in-hours\` is stopped by this alone: within \`desk\`
    rule \`phone-in-hours\` is stopped by this alone: \`availableAgents\` is at
    least 1
  rules/desk.json:8
    \`phone\` is offered in \`en\`
    \`phone\` is withheld for \`order\` in \`en\` or \`nl\`
    \`phone\` is withheld for \`order\` in a language that it does not serve
    \`phone\` is withheld for \`fraud\` in \`en\` or \`nl\`
    \`phone\` is withheld for \`fraud\` in a language that it does not serve
  rules/desk.json:15
    \`email\` is offered for \`order\` or \`fraud\` in a language that it does not
    serve
    \`email\` is offered for \`fraud\`
    \`email\` is offered in \`en\`
  rules/desk.json:42
    schedule \`desk\` is closed

coverage: 41.6% of 24 goals reached; \`contact-routing test rules --suggest\`
writes scenarios for them
`);
  });

  test("fits a narrow terminal", async () => {
    const { stdout } = await run(["test", "--coverage"], { cwd, columns: 40, variables: { NO_COLOR: "1" } });
    expect(stdout.split("\n").filter((line) => displayWidth(line) > 40)).toEqual([]);
  });

  test("is data for a program, with every gap", async () => {
    const { stdout } = await run(["test", "--format", "json"], { cwd });
    const { coverage } = JSON.parse(stdout);
    expect(coverage.gaps).toHaveLength(coverage.total - coverage.reached);
    expect(coverage.gaps[0]).toEqual({
      goal: { kind: "rule-holds", rule: "fraud-in-writing" },
      shows: "rule `fraud-in-writing` holds",
      message: "no scenario in which rule `fraud-in-writing` holds",
      reason: null,
      path: "/rules/1/name",
      file: "rules/desk.json",
      line: 97,
      column: 15,
    });
  });

  test("annotates a pull request, once for each place, and only where it was asked to", async () => {
    expect((await run(["test", "--format", "github"], { cwd })).stdout).toBe("");
    const { exitCode, stdout } = await run(["test", "--format", "github", "--coverage"], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^::notice file=rules\/desk\.json,line=97,col=15,title=coverage::no scenario in which rule `fraud-in-writing`/,
    );
    const places = stdout.match(/line=\d+/g) ?? [];
    expect(new Set(places).size).toBe(places.length);
  });
});

test("the coverage of scenarios does not change with the day", async () => {
  const dated = {
    ...small,
    schedules: {
      desk: {
        timeZone: "Europe/Amsterdam",
        weekly: { "mon-sun": ["00:00-24:00"] },
        exceptions: [{ date: "2026-11-22", hours: [] }],
      },
    },
  };
  write("dated/desk.json", JSON.stringify(dated));
  const friday = { ...MONDAY.request, at: "2026-11-20T10:00:00+01:00" };
  write("dated/scenarios.json", JSON.stringify({ scenarios: [{ ...MONDAY, request: friday }] }));
  const gapsFrom = async (...from: string[]) => {
    const { stdout } = await run(["test", "dated", "--format", "json", ...from], { cwd });
    return JSON.parse(stdout).coverage.gaps.map(({ shows }: { shows: string }) => shows);
  };
  expect(await gapsFrom()).toContain("schedule `desk` is closed");
  expect(await gapsFrom("--from", "2026-11-23 10:00")).not.toContain("schedule `desk` is closed");
});

describe("`test --fail-under`", () => {
  test.each([
    ["10", 0],
    ["47%", 1],
    ["99.5", 1],
  ])("%s is met or not, by the exit code", async (percent, exitCode) => {
    const ran = await run(["test", "--fail-under", percent], { cwd });
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.stdout.includes("of `--fail-under`")).toBe(exitCode === 1);
  });

  test("is an error on a pull request", async () => {
    const { exitCode, stdout } = await run(["test", "--format", "github", "--fail-under", "90"], { cwd });
    expect([exitCode, stdout]).toEqual([1, expect.stringMatching(/^::error title=coverage::the scenarios reach \d/)]);
  });

  test.each(["abc", "101", "-1", "1e1", ""])("refuses `%s`", async (percent) => {
    const { exitCode, stdout, stderr } = await run(["test", "--fail-under", percent], { cwd });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(unwrapped(stderr)).toContain("is not a percentage; write a number from 0 to 100");
  });
});

describe("`test --suggest`", () => {
  test("writes scenarios that pass and leave nothing to suggest", async () => {
    const file = "rules/suggested.json";
    const written = await run(["test", "--suggest", "--out", file], { cwd });
    expect([written.exitCode, written.stdout]).toEqual([0, ""]);
    expect(unwrapped(written.stderr)).toMatch(
      /^rules\/suggested\.json: written, \d+ scenarios; read what each expects/,
    );
    expect((await run(["test", "--fail-under", "100"], { cwd })).exitCode).toBe(0);
    const again = await run(["test", "--suggest", "--out", "rules/more.json"], { cwd });
    expect(again).toEqual({ exitCode: 0, stdout: "", stderr: "nothing to suggest: all that can be reached is\n" });
    expect(() => readFileSync(join(cwd, "rules/more.json"))).toThrow("ENOENT");
    rmSync(join(cwd, file));
  });

  test("prints a rule file, and nothing but that, where no file is named", async () => {
    const { exitCode, stdout, stderr } = await run(["test", "none", "--suggest"], { cwd });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).scenarios.length).toBeGreaterThan(3);
    expect(unwrapped(stderr)).toMatch(/^\d+ scenarios; read what each expects, and give it a name of your own/);
  });

  test("starts at --from, by the desk's clock", async () => {
    const { stdout } = await run(["test", "none", "--suggest", "--from", "2027-03-01 08:00"], { cwd });
    const instants = JSON.parse(stdout).scenarios.map(({ request }: { request: { at: string } }) => request.at);
    expect([...instants].sort()[0]).toMatch(/^2027-03-01T\d\d:00:00\+01:00$/);
  });

  test("gives the facts that every request must give, and time zones for hours in customer time", async () => {
    const required = {
      ...small,
      facts: { plan: { type: "string", values: ["free", "paid"] }, seats: { type: "integer", minimum: 2 } },
      schedules: { desk: { timeZone: "customer", weekly: { "mon-fri": ["09:00-18:00"] } } },
    };
    write("required/desk.json", JSON.stringify(required));
    const { stdout } = await run(["test", "required", "--suggest"], { cwd });
    write("required/scenarios.json", stdout);
    const { exitCode, stdout: report } = await run(["test", "required", "--fail-under", "100"], { cwd });
    expect([exitCode, report]).toEqual([0, expect.stringContaining("coverage: 100% of")]);
    const [first] = JSON.parse(stdout).scenarios;
    expect(first.request).toMatchObject({ facts: { plan: "free", seats: 2 }, timeZone: expect.any(String) });
  });

  test.each([
    [["--out", "rules"], "rules is a folder; name a file in it"],
    [["--out", "rules/desk.json"], "rules/desk.json is there already; name a new file"],
    [["--out", "nowhere/new.json"], "the folder of nowhere/new.json does not exist; make it first"],
    [["--out", "rules/desk.json/new.json"], "the folder of rules/desk.json/new.json is a file; name another"],
    [["--from", "tomorrow"], "`--from tomorrow` cannot be read; write date and time"],
    [["--name", "monday"], "cannot be used with option `--name <text>`"],
  ])("with %j says what is wrong, and writes nothing", async (options, message) => {
    const { exitCode, stdout, stderr } = await run(["test", "--suggest", ...options], { cwd });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(unwrapped(stderr)).toContain(message);
  });

  test("is what `--out` needs", async () => {
    const { exitCode, stderr } = await run(["test", "--out", "new.json"], { cwd });
    expect([exitCode, unwrapped(stderr)]).toEqual([2, "error: `--out` says where `--suggest` writes; add `--suggest`"]);
  });

  test("reports rules in which something is wrong", async () => {
    const { exitCode, stdout, stderr } = await run(["test", "broken", "--suggest"], { cwd });
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("broken/desk.json");
  });
});

test("rules without scenarios are told of `--suggest`", async () => {
  const { exitCode, stdout } = await run(["test", "none"], { cwd });
  expect([exitCode, unwrapped(stdout)]).toEqual([
    1,
    expect.stringContaining("`contact-routing test none --suggest` writes scenarios for all rules"),
  ]);
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

function unwrapped(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
