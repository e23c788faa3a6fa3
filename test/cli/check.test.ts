import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Issue } from "../../src/index.js";
import { run } from "./console.js";
import { tidyDesk } from "./desk.js";
import { removeFolder, writeDeskFolder } from "./desk-folder.js";

const VALID = "The rules are valid. They make no promises.\n";

let cwd: string;

beforeAll(() => {
  cwd = writeDeskFolder();
  writeFileSync(join(cwd, "rules/desk.json"), JSON.stringify(tidyDesk, null, 2));
});

afterAll(() => {
  removeFolder(cwd);
});

describe("`check`", () => {
  test("says so where nothing is wrong", async () => {
    expect(await run(["check"], { cwd })).toEqual({
      exitCode: 0,
      stdout: `rules: 1 file, no problems\n${VALID}`,
      stderr: "",
    });
  });

  test("shows the line, names the file as it was named, and counts", async () => {
    const { exitCode, stdout } = await run(["check", "./broken/"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^\.\/broken\/desk\.json:\d+:\d+ {2}error {2}unknown-channel\n/);
    expect(stdout).toMatch(/> \d+ │ +"phnoe"\n/);
    expect(stdout).toMatch(/\n\.\/broken: 1 file, 1 error\n$/);
    expect(stdout).not.toContain(cwd);
  });

  test("links each code to its explanation, in a terminal with colours alone", async () => {
    const docs = "file:///docs/";
    const link = "\u001B]8;;file:///docs/findings.md#unknown-channel\u001B\\";
    const at = (circumstances: object) => run(["check", "broken"], { cwd, docs, ...circumstances });
    expect((await at({ columns: 80 })).stdout).toContain(link);
    for (const other of [{}, { columns: 80, variables: { NO_COLOR: "1" } }, { variables: { FORCE_COLOR: "1" } }]) {
      expect((await at(other)).stdout).not.toContain("]8;");
    }
  });

  test("counts a file once where a link leads back up", async () => {
    cpSync(join(cwd, "rules"), join(cwd, "linked/rules"), { recursive: true });
    symlinkSync("..", join(cwd, "linked/rules/up"));
    expect((await run(["check", "linked"], { cwd })).stdout).toBe(`linked: 1 file, no problems\n${VALID}`);
  });

  test("counts the files of a mounted ConfigMap", async () => {
    cpSync(join(cwd, "rules"), join(cwd, "mounted/..2026_11_24"), { recursive: true });
    symlinkSync("..2026_11_24", join(cwd, "mounted/..data"));
    symlinkSync("..data/desk.json", join(cwd, "mounted/desk.json"));
    expect((await run(["check", "mounted"], { cwd })).stdout).toMatch(/^mounted: 1 file, no problems\n/);
  });

  test("refuses a link that leads out, and does not count what is there", async () => {
    cpSync(join(cwd, "rules"), join(cwd, "leaking"), { recursive: true });
    symlinkSync("/", join(cwd, "leaking/disk"));
    const { exitCode, stdout } = await run(["check", "leaking"], { cwd });
    expect(exitCode).toBe(2);
    expect(stdout).toBe(`leaking/disk  error  link-out-of-folder
  \`leaking/disk\` is a link that leads out of \`leaking\`
  → put there what it leads to, not a link to it

leaking: 1 file, 1 error
`);
  });

  test("prints data for a program", async () => {
    const { exitCode, stdout } = await run(["check", "broken", "--format", "json"], { cwd });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ code: "unknown-channel", file: "broken/desk.json" }] });
    expect(JSON.parse((await run(["check", "--format", "json"], { cwd })).stdout)).toMatchObject({
      findings: [],
      promises: [{ path: null, status: "proven", counterexample: null }],
      situations: 1808,
    });
  });

  test("prints annotations for a pull request", async () => {
    const { stdout } = await run(["check", "broken", "--format", "github"], { cwd });
    expect(stdout).toMatch(
      /^::error file=broken\/desk\.json,line=\d+,col=\d+,title=unknown-channel::unknown channel `phnoe`/,
    );
  });

  test("shows who a promise is broken for, and a line to paste that shows it happen", async () => {
    const promises = [
      { name: "It's never the phone", never: ["phone"] },
      { name: "E-mail, always", always: ["email"] },
    ];
    mkdirSync(join(cwd, "promised"));
    writeFileSync(join(cwd, "promised/desk.json"), JSON.stringify({ ...tidyDesk, promises }, null, 2));
    const { exitCode, stdout } = await run(["check", "promised"], { cwd, columns: 60, variables: { NO_COLOR: "1" } });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^promised\/desk\.json:\d+:\d+ {2}error {2}promise-broken\n/);
    expect(stdout).toContain("\nIt's never the phone is broken; see it with\n");
    expect(stdout).toMatch(
      /\npromised: 1 file, 1 error\n1 promise holds in every situation of the next 400 days, 1\npromise is broken\.\n$/,
    );
    const [, request = ""] = /^echo '(.*)' \| contact-routing route promised --explain$/m.exec(stdout) ?? [];
    const routed = await run(["route", "promised", "--json"], { cwd, stdin: request });
    expect(JSON.parse(routed.stdout).offered[0].channel).toBe("phone");
  });

  test("proves promises for the days it is told to", async () => {
    const promises = [{ name: "E-mail, always", always: ["email"] }];
    mkdirSync(join(cwd, "dated"));
    writeFileSync(join(cwd, "dated/desk.json"), JSON.stringify({ ...tidyDesk, promises }, null, 2));
    const flags = ["--from", "2026-12-25 00:00", "--days", "1", "--verbose"];
    const { stdout } = await run(["check", "dated", ...flags], { cwd });
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "1 promise holds in every situation of the 1 day from 2026-12-25 00:00. " +
        "904 situations were looked at; every always channel is offered in all of them.",
    );
  });

  test("says that scenarios were not run, and by which command they are", async () => {
    const scenarios = [
      {
        name: "at night",
        request: { requestType: "order", at: "2026-11-23T23:00:00+01:00", language: "en" },
        expect: { offered: ["email:en"] },
      },
    ];
    mkdirSync(join(cwd, "tested"));
    writeFileSync(join(cwd, "tested/desk.json"), JSON.stringify({ ...tidyDesk, scenarios }, null, 2));
    expect((await run(["check", "tested"], { cwd })).stdout.replace(/\s+/g, " ")).toContain(
      "Scenarios were not run; use contact-routing test tested.",
    );
  });

  describe("`--changed`", () => {
    const write = (folder: string, part: object) => {
      mkdirSync(join(cwd, folder), { recursive: true });
      writeFileSync(join(cwd, folder, "desk.json"), JSON.stringify({ ...tidyDesk, ...part }, null, 2));
    };

    test("shows what is new since another version, and no more", async () => {
      write("was", { steps: [...(tidyDesk.steps ?? []), { id: "old-step" }] });
      write("is", { steps: [{ id: "new-step" }, { id: "old-step" }, ...(tidyDesk.steps ?? [])] });
      const { exitCode, stdout } = await run(["check", "is", "--changed", "was", "--format", "json"], { cwd });
      const { findings } = JSON.parse(stdout);
      expect([exitCode, findings.map(({ code, message }: Issue) => `${code} ${message.slice(0, 15)}`)]).toEqual([
        0,
        ["version-not-raised the rules have ", "unused-step step `new-step`"],
      ]);
      const words = (await run(["check", "was", "--changed", "was"], { cwd })).stdout.replace(/\s+/g, " ");
      expect(words).toContain("was: 1 file, no new problems The rules are valid.");
      expect(words).toContain("Only what is new since was is shown.");
    });

    test("wants the version raised if other rules decide, and not for scenarios or promises", async () => {
      const codes = async (part: object) => {
        write("edited", part);
        const { stdout } = await run(["check", "edited", "--changed", "rules", "--format", "json"], { cwd });
        return JSON.parse(stdout).findings.map(({ code }: Issue) => code);
      };
      expect(await codes({ promises: [{ name: "E-mail", always: ["email"] }] })).toEqual([]);
      expect(await codes({ languages: { fallback: "en", aliases: { af: "nl" } } })).toEqual(["version-not-raised"]);
      const ruleset = { ...tidyDesk.ruleset, version: "another" };
      expect(await codes({ ruleset, languages: { fallback: "en", aliases: { af: "nl" } } })).toEqual([]);
    });

    test("says what to do about another version that is missing or wrong", async () => {
      const missing = await run(["check", "--changed", "nowhere"], { cwd });
      expect([missing.exitCode, missing.stderr.replace(/\s+/g, " ")]).toEqual([
        2,
        expect.stringContaining("`nowhere` is not a folder or file, and this folder is not in a git repository"),
      ]);
      const wrong = await run(["check", "--changed", "broken"], { cwd });
      expect([wrong.exitCode, wrong.stderr.replace(/\s+/g, " ")]).toEqual([
        2,
        expect.stringContaining("the rules of `broken` have errors, so there is nothing to compare with"),
      ]);
    });
  });

  test.each([
    ["--from", "soon", "`--from soon` cannot be read; write date and time"],
    ["--from", "2226-11-23 10:00", "`from` is not between March 1973 and 2200"],
    ["--days", "many", "`days` must be a whole number from 1 to 3660"],
    ["--days", "0", "`days` must be a whole number from 1 to 3660"],
  ])("does not take %s %s", async (flag, value, message) => {
    const { exitCode, stderr } = await run(["check", flag, value], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain(message);
  });

  test("tells warnings of promises apart from errors, but for those who are strict", async () => {
    const promises = [
      { name: "Phone in Polish", when: { fact: "language", operator: "equal", value: "pl" }, always: ["phone"] },
    ];
    writeFileSync(join(cwd, "vacuous.json"), JSON.stringify({ ...tidyDesk, promises }));
    expect(await run(["check", "vacuous.json"], { cwd })).toMatchObject({ exitCode: 0 });
    const { exitCode, stdout } = await run(["check", "vacuous.json", "--strict"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("warning  promise-holds-vacuously");
  });

  test.each([
    ["not-found", ["check", "nowhere"], 2],
    ["no-files", ["check", "empty"], 2],
    ["not-utf-8", ["check", "latin"], 2],
    ["too-deep", ["check", "nested.json"], 1],
  ])("reports %s for %o and exits with %s", async (code, argv, expected) => {
    const { exitCode, stdout } = await run(argv, { cwd });
    expect(exitCode).toBe(expected);
    expect(stdout).toContain(`  error  ${code}\n`);
  });

  test("finds nothing wrong with the shipped rules", async () => {
    const root = resolve(import.meta.dirname, "../..");
    expect((await run(["check", "rules", "--strict"], { cwd: root })).exitCode).toBe(0);
  });
});
