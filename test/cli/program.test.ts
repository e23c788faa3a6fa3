import { join } from "node:path";
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

test("`schema` prints the JSON Schema", async () => {
  const { exitCode, stdout } = await run(["schema"]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#" });
});

describe("misuse", () => {
  test.each([
    [["rout"], "error: unknown command `rout`\n(Did you mean route?)\n(see `contact-routing --help`)\n"],
    [
      ["route", "--jsn"],
      "error: unknown option `--jsn`\n(Did you mean --json?)\n(see `contact-routing route --help`)\n",
    ],
    [["route", "--type"], "error: option `--type <id>` argument missing\n(see `contact-routing route --help`)\n"],
    [
      ["route", "a", "b"],
      "error: too many arguments for `route`. Expected 1 argument but got 2.\n(see `contact-routing route --help`)\n",
    ],
    [
      ["check", "--format", "xml"],
      "error: option `--format <format>` argument `xml` is invalid. Allowed choices are pretty, json, github, sarif.\n(see `contact-routing check --help`)\n",
    ],
    [
      ["route"],
      "error: say what the customer needs help with: give `--type` one of `order`,\n`fraud`; or give a whole request with `--request`\n",
    ],
    [["route", "--request", "no.json"], "error: no.json does not exist; check the path\n"],
    [["route", "--request", "rules"], "error: rules is a folder; name one file in it\n"],
    [
      ["route", "--request", "list.json"],
      "error: list.json holds no request; write a JSON object with a `requestType`\n",
    ],
    [["route", "--request", "latin.json"], "error: latin.json is not UTF-8; save it as UTF-8\n"],
    [["route", "--request", "comment.json"], "error: comment.json:2:3: comments are not allowed in JSON\n"],
    [
      ["route", "--type", "order", "--at", "tomorrow"],
      [
        "error: `--at tomorrow` cannot be read; write date and time, like `--at",
        '"2026-11-23 10:00"`, or a day and a time, like "last saturday 17:30", "monday',
        '9:00" (the coming one), "yesterday 17:30", "today 10:00" or "tomorrow 12:00"\n',
      ].join("\n"),
    ],
    [
      ["route", "--request", "comma.json"],
      "error: comma.json:2:25: a comma stands after the last item, before `}`; delete\nthe comma\n",
    ],
    [["route", "--request", "nested.json"], "error: nested.json:1:33: lists and objects nest more than 32 deep here\n"],
  ])("%o: %s", async (argv, message) => {
    expect(await run(argv, { cwd })).toEqual({ exitCode: 2, stdout: "", stderr: message });
  });

  test.each([["route", "--type", "order"], ["check"]])(
    "%s where there is no folder `rules` says to name one",
    async (...argv) => {
      const { exitCode, stderr } = await run(argv, { cwd: join(cwd, "empty") });
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/^error: there is no folder `rules` here; name the folder/);
    },
  );

  test("a pipe that breaks, or never ends, is told on one line", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array([0x7b]);
      throw Object.assign(new Error("read EIO"), { code: "EIO" });
    }
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield new Uint8Array(100_000);
    }
    expect(await run(["route"], { cwd, stdin: broken() })).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "error: cannot read standard input\n",
    });
    expect((await run(["route"], { cwd, stdin: endless() })).stderr).toBe(
      "error: standard input is larger than 1 MiB; no request is\n",
    );
  });

  test("a defect is one line, without a stack trace", async () => {
    const { exitCode, stderr } = await run(["route", "--type", "order"], { cwd: undefined as unknown as string });
    expect(exitCode).toBe(2);
    expect(stderr.trimEnd()).not.toContain("    at ");
  });
});

describe("help", () => {
  test("lists the commands, and fits the screen", async () => {
    const { exitCode, stdout } = await run(["--help"], { columns: 60 });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/ route .* check .* test .* matrix .* replay .* schema /s);
  });

  test.each(["route", "check", "test", "matrix", "replay", "types", "schema"])(
    "of `%s` has an example",
    async (command) => {
      const { exitCode, stdout } = await run([command, "--help"]);
      expect(exitCode).toBe(0);
      expect(stdout).toContain(`\n  $ contact-routing ${command}`);
    },
  );

  test("is what a bare command gets, as misuse", async () => {
    const { exitCode, stdout, stderr } = await run([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^Usage: contact-routing /);
  });

  test("`--version` prints the version alone", async () => {
    const { exitCode, stdout } = await run(["--version"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });
});

describe("colour", () => {
  test.each([
    ["a terminal", { columns: 80 }, true],
    ["a file", {}, false],
    ["a terminal under NO_COLOR", { columns: 80, variables: { NO_COLOR: "1" } }, false],
    ["a dumb terminal", { columns: 80, variables: { TERM: "dumb" } }, false],
    ["a file under FORCE_COLOR", { variables: { FORCE_COLOR: "1" } }, true],
    ["a terminal under FORCE_COLOR=0", { columns: 80, variables: { FORCE_COLOR: "0" } }, false],
    ["a file under both", { variables: { NO_COLOR: "1", FORCE_COLOR: "1" } }, false],
  ])("on %s with %o: %s", async (_, circumstances, colored) => {
    const { stdout } = await run(["check"], { cwd, ...circumstances });
    expect(stdout.includes("\u001b[")).toBe(colored);
  });
});
