import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generateTypes } from "../../src/analysis.js";
import type { RulesetDocument } from "../../src/index.js";
import { run } from "./console.js";
import { desk } from "./desk.js";
import { removeFolder, writeDeskFolder } from "./desk-folder.js";

let cwd: string;

beforeEach(() => {
  cwd = writeDeskFolder();
});

afterEach(() => {
  removeFolder(cwd);
});

describe("`types`", () => {
  test("prints the types", async () => {
    expect(await run(["types"], { cwd })).toEqual({ exitCode: 0, stdout: generateTypes(desk), stderr: "" });
  });

  test("writes them to a file, and again over them", async () => {
    for (let time = 0; time < 2; time++) {
      expect(await run(["types", "--out", "types.ts"], { cwd })).toEqual({
        exitCode: 0,
        stdout: "types.ts: written, 2 request types, 3 channels, 3 facts\n",
        stderr: "",
      });
      expect(readFileSync(join(cwd, "types.ts"), "utf8")).toBe(generateTypes(desk));
    }
  });

  test.each([
    [
      "request.json",
      "error: request.json holds something else than these types; name another file, or\ndelete it first\n",
    ],
    ["rules", "error: rules is a folder; name a file in it\n"],
    ["src/types.ts", "error: the folder of src/types.ts does not exist; make it first\n"],
    ["request.json/types.ts", "error: the folder of request.json/types.ts is a file; name another\n"],
  ])("writes nothing to %s", async (out, message) => {
    const before = readFileSync(join(cwd, "request.json"), "utf8");
    expect(await run(["types", "--out", out], { cwd })).toEqual({ exitCode: 2, stdout: "", stderr: message });
    expect(readFileSync(join(cwd, "request.json"), "utf8")).toBe(before);
    expect(existsSync(join(cwd, "src"))).toBe(false);
  });

  test("reports a broken ruleset as `check` does, and writes nothing", async () => {
    const { exitCode, stderr } = await run(["types", "broken", "--out", "types.ts"], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toBe((await run(["check", "broken"], { cwd })).stdout);
    expect(existsSync(join(cwd, "types.ts"))).toBe(false);
  });
});

describe("`types --check`", () => {
  const check = () => run(["types", "--check", "types.ts"], { cwd });

  beforeEach(async () => {
    await run(["types", "--out", "types.ts"], { cwd });
  });

  test("says that a file is up to date, with whatever line ends, versions, descriptions and order", async () => {
    const fine = { exitCode: 0, stdout: "types.ts: up to date\n", stderr: "" };
    expect(await check()).toEqual(fine);
    writeFileSync(join(cwd, "types.ts"), generateTypes(desk).replaceAll("\n", "\r\n"));
    expect(await check()).toEqual(fine);
    writeRules({
      ruleset: { id: "desk", version: "2" },
      facts: { items: { type: "integer", description: "New words.", default: 2 }, ...desk.facts },
      channels: [...desk.channels].reverse(),
    });
    expect(await check()).toEqual(fine);
  });

  test("says what is out of date, and how to mend it", async () => {
    writeRules({
      requestTypes: { ...desk.requestTypes, returns: {} },
      facts: { signedIn: { type: "boolean" }, plan: desk.facts?.plan ?? { type: "boolean" } },
    });
    expect(await check()).toMatchInlineSnapshot(`
      {
        "exitCode": 1,
        "stderr": "",
        "stdout": "types.ts: out of date; write it anew with \`contact-routing types rules --out
      types.ts\`
        it lacks:
          export type RequestType = "fraud" | "order" | "returns";
          readonly signedIn: boolean;
          readonly facts: Facts;
        it has, but the rules do not:
          export type RequestType = "fraud" | "order";
          readonly items?: number | null | undefined;
          readonly signedIn?: boolean | null | undefined;
          readonly facts?: Facts | null | undefined;
      ",
      }
    `);
  });

  test("says of a file that is not there how to write it", async () => {
    expect(await run(["types", "./rules/", "--check", "no.ts"], { cwd })).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "error: no.ts does not exist; write it with `contact-routing types ./rules --out\nno.ts`\n",
    });
  });

  test("is not to be had with `--out`", async () => {
    const { exitCode, stderr } = await run(["types", "--check", "types.ts", "--out", "types.ts"], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("cannot be used with option");
  });
});

function writeRules(sections: Partial<RulesetDocument>): void {
  mkdirSync(join(cwd, "rules"), { recursive: true });
  writeFileSync(join(cwd, "rules/desk.json"), JSON.stringify({ ...desk, ...sections }));
}
