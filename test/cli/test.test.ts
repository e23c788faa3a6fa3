import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { displayWidth } from "../../src/cli/terminal/screen.js";
import type { Scenario, ScenarioExpectation } from "../../src/index.js";
import { run } from "./console.js";
import { desk } from "./desk.js";
import { removeFolder, writeFolder } from "./desk-folder.js";

const GOOD = scenario("Monday morning: the phone", { offered: ["phone:nl", "email:nl"] });
const BAD = scenario("Monday morning: chat", { offered: ["chat", "email"], closesAt: { phone: null } });

const COVERAGE = "coverage: 32.6% of 46 goals reached; `--coverage` lists the 31 gaps\n";

let cwd: string;

beforeAll(() => {
  const rules = JSON.stringify(desk, null, 2);
  cwd = writeFolder({
    "rules/desk.json": rules,
    "rules/scenarios/good.json": written(GOOD),
    "failing/desk.json": rules,
    "failing/scenarios/mixed.json": written(GOOD, BAD),
    "none/desk.json": rules,
    "one.json": rules,
    "empty/readme.txt": "",
    "many/desk.json": rules,
    "many/scenarios.json": written(...Array.from({ length: 11 }, (_, index) => ({ ...GOOD, name: `Number ${index}` }))),
  });
});

afterAll(() => {
  removeFolder(cwd);
});

describe("`test`", () => {
  test("names the few scenarios that passed, and counts", async () => {
    const stdout = `✓ Monday morning: the phone\n\nrules: 1 scenario, passed\n${COVERAGE}`;
    expect(await run(["test"], { cwd })).toEqual({ exitCode: 0, stdout, stderr: "" });
  });

  test("names many that passed with --verbose alone", async () => {
    expect((await run(["test", "many"], { cwd })).stdout).toBe(`many: 11 scenarios, all passed\n${COVERAGE}`);
    const { stdout } = await run(["test", "many", "--verbose"], { cwd });
    expect(stdout.match(/^✓ Number \d+$/gm)).toHaveLength(11);
  });

  test("shows a failure in full: the place, what was expected beside what came, and why", async () => {
    const { exitCode, stdout } = await run(["test", "failing"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toBe(`✓ Monday morning: the phone

✗ Monday morning: chat
  order, Monday 23 November 2026, 10:00 (Europe/Amsterdam), in Dutch

  failing/scenarios/mixed.json:41:9

    39 │       },
    40 │       "expect": {
  > 41 │         "offered": [
       │         ^^^^^^^^^
    42 │           "chat",

  offered
    expected  chat   email
    actual    phone  email

    → chat is withheld
        nobody reported how long the wait is [availability-unknown]
        [chat-in-hours]
    → phone is offered in Dutch
        The phone is answered at the desk. [phone-in-hours]

  failing/scenarios/mixed.json:46:11

    44 │         ],
    45 │         "closesAt": {
  > 46 │           "phone": null
       │           ^^^^^^^
    47 │         }

  closesAt phone
    expected  null: it does not close
    actual    2026-11-23T18:00:00+01:00

failing: 2 scenarios, 1 failed, 1 passed
${COVERAGE}`);
  });

  test("runs those that --name picks, and says how many it left out", async () => {
    const { exitCode, stdout } = await run(["test", "failing", "--name", "THE PHONE"], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toBe("✓ Monday morning: the phone\n\nfailing: 1 scenario, passed, 1 left out by `--name`\n");
  });

  test.each([
    ["failing", "the scenarios are `Monday morning: the phone`, `Monday morning: chat`"],
    ["many", "`--verbose` without `--name` lists all 11"],
  ])("says which scenarios there are in %s where --name picks none", async (rules, all) => {
    const { exitCode, stdout, stderr } = await run(["test", rules, "--name", "tuesday"], { cwd });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(unwrapped(stderr)).toBe(`error: no scenario has \`tuesday\` in its name; ${all}`);
  });

  test("prints data for a program", async () => {
    const { exitCode, stdout } = await run(["test", "failing", "--format", "json"], { cwd });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [],
      passed: false,
      results: [
        { name: GOOD.name, passed: true, file: "failing/scenarios/mixed.json", mismatches: [] },
        { name: BAD.name, passed: false, mismatches: [{ field: "offered", line: 41 }, { field: "closesAt" }] },
      ],
    });
  });

  test("prints annotations for a pull request, at the expectations that failed, and nothing where none did", async () => {
    const { exitCode, stdout } = await run(["test", "failing", "--format", "github"], { cwd });
    expect(exitCode).toBe(1);
    const title = "title=Monday morning%3A chat";
    expect(stdout.trimEnd().split("\n")).toEqual([
      `::error file=failing/scenarios/mixed.json,line=41,col=9,${title}::offered: expected chat, email; actual phone, email%0Achat is withheld%0Anobody reported how long the wait is [availability-unknown]%0A[chat-in-hours]%0Aphone is offered in Dutch%0AThe phone is answered at the desk. [phone-in-hours]`,
      `::error file=failing/scenarios/mixed.json,line=46,col=11,${title}::closesAt phone: expected null: it does not close; actual 2026-11-23T18:00:00+01:00%0Aphone is offered in Dutch%0AThe phone is answered at the desk. [phone-in-hours]`,
    ]);
    expect(await run(["test", "--format", "github"], { cwd })).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("fits a narrow terminal, in colour", async () => {
    const { stdout } = await run(["test", "failing"], { cwd, columns: 40 });
    const lines = stdout.split("\n");
    expect(lines.some((line) => line.includes("\u001b[32m"))).toBe(true);
    const plain = lines.map((line) => line.replace(/\u001b\[\d+m/g, ""));
    expect(plain.filter((line) => displayWidth(line) > 40)).toEqual([]);
    expect(stdout.replace(/\u001b\[\d+m/g, "")).not.toBe(stdout);
  });

  test("names files as the person named the folder", async () => {
    const { stdout } = await run(["test", "./failing/"], { cwd });
    expect(stdout).toContain("\n  ./failing/scenarios/mixed.json:41:9\n");
    expect(stdout).not.toContain(cwd);
  });
});

describe("scenarios that failed in the same way", () => {
  const late = (day: number) => ({ ...GOOD.request, at: `2026-11-${day}T20:00:00+01:00` });
  const lost = (name: string, day: number, expectation: ScenarioExpectation): Scenario => {
    return { name, request: late(day), expect: expectation };
  };
  const closed = [
    lost("Monday evening", 23, { offered: ["phone:nl", "email:nl"], closesAt: { phone: "2026-11-23T21:00:00+01:00" } }),
    lost("Tuesday evening", 24, { offered: ["phone", "email"], rules: { phone: ["phone-in-hours"] } }),
    { ...lost("Wednesday evening in English", 25, { closesAt: { phone: null } }) },
    ...Array.from({ length: 10 }, (_, index) => lost(`Evening ${index}`, 25, { offered: ["phone", "email"] })),
  ];
  const others = [
    lost("Other steps", 23, { steps: [] }),
    lost("Other reasons", 23, { withheld: { phone: ["no-agents"] } }),
    lost("Other hours", 23, { nextOpensAt: { phone: "2026-11-24T10:00:00+01:00" } }),
    lost("Other hours, too late", 24, { nextOpensAt: { phone: "2026-11-25T08:00:00+01:00" } }),
    { ...GOOD, name: "Gained", expect: { withheld: { phone: ["outside-hours"] } } },
    { ...GOOD, name: "Another order", expect: { offered: ["email", "phone"] } },
    { ...GOOD, name: "Another language", expect: { offered: ["phone:en", "email"] } },
  ];

  test("are shown once, with the names of the others", async () => {
    write("alike/desk.json", JSON.stringify(desk));
    write("alike/scenarios.json", written(...closed, GOOD, ...others));
    const { exitCode, stdout } = await run(["test", "alike"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout.match(/^✗ .*$/gm)).toEqual(
      ["Monday evening", ...others.map(({ name }) => name)].map((name) => `✗ ${name}`),
    );
    expect(stdout).toMatch(
      /\n\n {2}12 others failed in the same way; --verbose shows each\n {4}✗ Tuesday evening alike\/scenarios\.json:\d+\n/,
    );
    expect(stdout).toContain("\n    … and 2 more\n\n✗ Other steps\n");
    expect(stdout).toContain("\nalike: 21 scenarios, 20 failed in 8 ways, 1 passed\n");
  });

  test("are all shown with --verbose", async () => {
    write("alike/desk.json", JSON.stringify(desk));
    write("alike/scenarios.json", written(...closed));
    const { stdout } = await run(["test", "alike", "--verbose"], { cwd });
    expect(stdout.match(/^✗ .*$/gm)).toHaveLength(closed.length);
    expect(stdout).not.toContain("in the same way");
  });

  test("leave room: the eleventh way and those after it are only named", async () => {
    const steps = Array.from({ length: 12 }, (_, index) => ({ id: `step-${index}` }));
    write("ways/desk.json", JSON.stringify({ ...desk, steps: [...(desk.steps ?? []), ...steps] }));
    const ways = steps.map(({ id }) => lost(`Without ${id}`, 23, { steps: [id] }));
    write("ways/scenarios.json", written(...ways));
    const { stdout } = await run(["test", "ways"], { cwd });
    expect(stdout.match(/^✗ .*$/gm)).toHaveLength(10);
    expect(stdout).toMatch(/\n {2}2 more failed in other ways; --verbose shows each\n {4}✗ Without step-10 ways\//);
  });
});

describe("`test` without scenarios", () => {
  test("fails, and shows a first one that passes once it is in a file", async () => {
    const { exitCode, stdout } = await run(["test", "none"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^none: no scenarios\n\n {2}→ /);
    const [, text = ""] = stdout.split(/\n\n(?=\{)/);
    writeFileSync(join(cwd, "none/scenarios.json"), text);
    expect((await run(["test", "none"], { cwd })).stdout).toMatch(/none: 1 scenario, passed\n/);
    rmSync(join(cwd, "none/scenarios.json"));
  });

  test("shows it as a section where the rules are one file, with the facts that a request must give", async () => {
    const required = {
      ...desk,
      facts: {
        plan: { type: "string", values: ["free", "paid"] },
        seats: { type: "integer", minimum: 2 },
        isNew: { type: "boolean" },
        signedIn: { type: "boolean", default: false },
      },
      rules: [],
    };
    writeFileSync(join(cwd, "one.json"), JSON.stringify(required));
    const { stdout } = await run(["test", "one.json"], { cwd });
    const [, text = ""] = stdout.split(/\n\n(?= {2}"scenarios")/);
    writeFileSync(join(cwd, "one.json"), `{ ${JSON.stringify(required).slice(1, -1)},\n${text} }`);
    expect(JSON.parse(`{${text}}`).scenarios[0].request.facts).toEqual({ plan: "free", seats: 2, isNew: true });
    expect((await run(["test", "one.json"], { cwd })).exitCode).toBe(0);
  });

  test("fails for a program and a pull request too", async () => {
    const json = await run(["test", "none", "--format", "json"], { cwd });
    expect([json.exitCode, JSON.parse(json.stdout)]).toMatchObject([
      1,
      { findings: [], passed: false, results: [], coverage: { percent: 0 } },
    ]);
    const github = await run(["test", "none", "--format", "github"], { cwd });
    expect([github.exitCode, github.stdout]).toEqual([
      1,
      expect.stringMatching(/^::error title=no-scenarios::there are/),
    ]);
  });
});

describe("`test` of rules in which something is wrong", () => {
  const slips: readonly [string, unknown, string][] = [
    ["a misspelt channel", { ...GOOD, expect: { offered: ["phnoe:nl"] } }, "unknown channel `phnoe`"],
    ["a language not served", { ...GOOD, expect: { offered: ["phone:pl"] } }, "`phone` does not serve `pl`"],
    [
      "an instant without an offset",
      { ...GOOD, request: { ...GOOD.request, at: "2026-11-23T10:00" } },
      "add one, as in `2026-11-23T10:00+01:00`",
    ],
    ["nothing expected", { ...GOOD, expect: {} }, "scenario `Monday morning: the phone` expects nothing"],
  ];

  test.each(slips)("reports %s as `check` does", async (_, slip, message) => {
    write("slip/desk.json", JSON.stringify(desk));
    write("slip/scenarios.json", JSON.stringify({ scenarios: [slip] }));
    const tested = await run(["test", "slip"], { cwd });
    expect([tested.exitCode, unwrapped(tested.stdout)]).toEqual([1, expect.stringContaining(message)]);
    expect(tested).toEqual(await run(["check", "slip"], { cwd }));
  });

  test("says where the other scenario of the same name is", async () => {
    write("twice/desk.json", JSON.stringify(desk));
    write("twice/a.json", written(GOOD));
    write("twice/b.json", written(GOOD));
    const { exitCode, stdout } = await run(["test", "twice"], { cwd });
    expect([exitCode, unwrapped(stdout)]).toEqual([
      1,
      expect.stringContaining("is there twice, first in `twice/a.json`"),
    ]);
  });

  test("keeps the shape of the data", async () => {
    write("slip/desk.json", JSON.stringify(desk));
    write("slip/scenarios.json", JSON.stringify({ scenarios: [{ ...GOOD, expect: {} }] }));
    const { stdout } = await run(["test", "slip", "--format", "json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ code: "missing-key" }], passed: false, results: [] });
    const github = await run(["test", "slip", "--format", "github"], { cwd });
    expect(github.stdout).toMatch(/^::error file=slip\/scenarios\.json,.*title=missing-key::/);
  });

  test("names the scenario whose request cannot be read, and the place", async () => {
    const request = { ...GOOD.request, agentAvailability: { phone: { iw: 1, he: 2 } } };
    write("unread/desk.json", JSON.stringify(desk));
    write("unread/scenarios.json", written({ ...GOOD, request }));
    const { exitCode, stdout } = await run(["test", "unread"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^✗ Monday morning: the phone\n\nunread\/scenarios\.json:\d+:\d+ {2}error {2}duplicate-language\n/,
    );
    expect(unwrapped(stdout)).toContain("scenario `Monday morning: the phone`: `he` is the same language");
    const github = await run(["test", "unread", "--format", "github"], { cwd });
    expect(github.stdout).toMatch(/title=duplicate-language::scenario `Monday morning: the phone`: /);
  });

  test.each([
    ["rules/scenarios", "such as `rules`, and pick"],
    ["./rules/scenarios/good.json", "name the folder that holds them all, and pick"],
  ])("asks for the whole of the rules where only %s is named", async (part, advice) => {
    const { exitCode, stdout, stderr } = await run(["test", part], { cwd });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(unwrapped(stderr)).toContain(`\`${part}\` is a part of the rules at most; name the folder`);
    expect(unwrapped(stderr)).toContain(advice);
  });

  test.each([
    ["nowhere", "not-found"],
    ["empty", "no-files"],
  ])("exits with 2 for %s", async (rules, code) => {
    const { exitCode, stdout } = await run(["test", rules], { cwd });
    expect([exitCode, stdout]).toEqual([2, expect.stringContaining(`  error  ${code}\n`)]);
  });
});

function scenario(name: string, expectation: ScenarioExpectation): Scenario {
  const request = { requestType: "order", at: "2026-11-23T10:00:00+01:00", language: "nl" };
  return {
    name,
    request: { ...request, agentAvailability: { phone: { nl: 2 }, chat: { nl: 1 } } },
    expect: expectation,
  };
}

function written(...scenarios: readonly Scenario[]): string {
  return JSON.stringify({ scenarios }, null, 2);
}

function write(path: string, text: string): void {
  mkdirSync(join(cwd, path, ".."), { recursive: true });
  writeFileSync(join(cwd, path), text);
}

function unwrapped(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}

test.each(["test --coverage", "test --suggest", "check", "diff none rules"])(
  "`%s` says what is wrong with a start outside the supported years",
  async (command) => {
    const { exitCode, stderr } = await run([...command.split(" "), "--from", "1900-01-01 00:00"], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: `from` is not between March 1973 and 2200/);
  },
);
