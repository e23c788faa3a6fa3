import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "./console.js";
import { removeFolder, writeDeskFolder } from "./desk-folder.js";

const ORDER = ["--type", "order", "--language", "nl", "--agents", "phone=1"];

let cwd: string;

beforeAll(() => {
  cwd = writeDeskFolder();
});

afterAll(() => {
  removeFolder(cwd);
});

describe("`route`", () => {
  test("decides a request of flags by the rules in `rules`, at this moment", async () => {
    const { exitCode, stdout, stderr } = await run(["route", ...ORDER], { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("Monday 23 November 2026, 10:00");
    expect(stdout).toContain("  1  phone  in Dutch, until today at 18:00, 1 agent free");
  });

  test.each([
    ["a file", ["--request", "request.json"], undefined],
    ["`-`", ["--request", "-"], '{"requestType":"order","at":"2026-11-23T20:00:00+01:00","language":"nl"}'],
    ["a pipe", [], '{"requestType":"order","at":"2026-11-23T20:00:00+01:00","language":"nl"}'],
  ])("reads a request from %s, and lets flags change it", async (_, argv, stdin) => {
    const { exitCode, stdout } = await run(["route", ...argv, "--language", "pl"], {
      cwd,
      ...(stdin !== undefined && { stdin }),
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Monday 23 November 2026, 20:00");
    expect(stdout).toContain("Polish (pl)");
  });

  test("leaves a pipe alone where flags say what is asked", async () => {
    const never = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
    expect((await run(["route", ...ORDER], { cwd, stdin: never })).exitCode).toBe(0);
  });

  test("says what it waits for where nothing comes through the pipe", async () => {
    vi.useFakeTimers();
    try {
      async function* slow() {
        await vi.advanceTimersByTimeAsync(5_000);
        yield new TextEncoder().encode('{"requestType":"order","language":"nl"}');
      }
      const { exitCode, stderr } = await run(["route"], { cwd, stdin: slow() });
      expect({ exitCode, stderr }).toEqual({
        exitCode: 0,
        stderr: "reading a request, as JSON, from standard input…\n",
      });
    } finally {
      vi.useRealTimers();
    }
  });

  test("prints the decision alone as JSON, and with `--explain` the explanation", async () => {
    const decision = JSON.parse((await run(["route", ...ORDER, "--json"], { cwd })).stdout) as object;
    expect(Object.keys(decision)).toEqual(["offered", "withheld", "steps", "decidedAt", "validUntil", "ruleset"]);
    const explanation = JSON.parse((await run(["route", ...ORDER, "--json", "--explain"], { cwd })).stdout) as object;
    expect(explanation).toMatchObject({
      decision,
      channels: [{ channel: "phone" }, {}, {}],
      steps: [{ step: "sign-in" }],
    });
  });

  test("adds why and why not to the answer", async () => {
    const { stdout } = await run(["route", ...ORDER, "--explain"], { cwd });
    expect(stdout).toMatch(/^order\n.*\n\nWhy and why not: /s);
  });

  test("reports every problem of a request by its flag, or by its path in the file", async () => {
    const { exitCode, stdout, stderr } = await run(["route", "--request", "wrong.json", "--closed", "email"], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(
      "wrong.json /requestType  error  unknown-request-type\n  unknown request type `ordr`\n  → did you mean `order`?",
    );
    expect(stderr).toContain("wrong.json /at  error  invalid-instant");
    expect(stderr).toContain("--closed  error  always-channel-closed");
    expect(stderr).toMatch(/\nthe request: 3 errors\n$/);
  });

  test("reports a broken ruleset as `check` does", async () => {
    const { exitCode, stdout, stderr } = await run(["route", "broken", ...ORDER], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("unknown channel `phnoe`");
    expect(stderr).toBe((await run(["check", "broken"], { cwd })).stdout);
  });
});
