import { cpSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./console.js";
import { removeFolder, writeDeskFolder } from "./desk-folder.js";

let cwd: string;

beforeAll(() => {
  cwd = writeDeskFolder();
});

afterAll(() => {
  removeFolder(cwd);
});

describe("`check`", () => {
  test("says so where nothing is wrong", async () => {
    expect(await run(["check"], { cwd })).toEqual({ exitCode: 0, stdout: "rules: 1 file, no problems\n", stderr: "" });
  });

  test("shows the line, names the file as it was named, and counts", async () => {
    const { exitCode, stdout } = await run(["check", "./broken/"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^\.\/broken\/desk\.json:\d+:\d+ {2}error {2}unknown-channel\n/);
    expect(stdout).toMatch(/> \d+ │ +"phnoe"\n/);
    expect(stdout).toMatch(/\n\.\/broken: 1 file, 1 error\n$/);
    expect(stdout).not.toContain(cwd);
  });

  test("counts a file once where a link leads back up", async () => {
    cpSync(join(cwd, "rules"), join(cwd, "linked/rules"), { recursive: true });
    symlinkSync("..", join(cwd, "linked/rules/up"));
    expect((await run(["check", "linked"], { cwd })).stdout).toBe("linked: 1 file, no problems\n");
  });

  test("counts the files of a mounted ConfigMap", async () => {
    cpSync(join(cwd, "rules"), join(cwd, "mounted/..2026_11_24"), { recursive: true });
    symlinkSync("..2026_11_24", join(cwd, "mounted/..data"));
    symlinkSync("..data/desk.json", join(cwd, "mounted/desk.json"));
    expect((await run(["check", "mounted"], { cwd })).stdout).toBe("mounted: 1 file, no problems\n");
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
    expect(JSON.parse((await run(["check", "--format", "json"], { cwd })).stdout)).toEqual({ findings: [] });
  });

  test("prints annotations for a pull request", async () => {
    const { stdout } = await run(["check", "broken", "--format", "github"], { cwd });
    expect(stdout).toMatch(
      /^::error file=broken\/desk\.json,line=\d+,col=\d+,title=unknown-channel::unknown channel `phnoe`/,
    );
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
