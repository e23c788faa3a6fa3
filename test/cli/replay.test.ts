import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReplayReport } from "../../src/analysis.js";
import { type Circumstances, type Ran, run } from "./console.js";
import { desk } from "./desk.js";
import { removeFolder, writeDeskFolder } from "./desk-folder.js";

const ORDER = {
  requestType: "order",
  at: "2026-11-23T10:00:00+01:00",
  language: "nl",
  agentAvailability: { phone: { nl: 1 } },
};
const FRAUD = { ...ORDER, requestType: "fraud" };

let cwd: string;

beforeAll(() => {
  cwd = writeDeskFolder();
  write("log.jsonl", linesOf(ORDER, FRAUD, { ...ORDER, at: 1_795_000_000_000, language: ["ja", "pl"] }));
  write("empty.jsonl", "");
  write("blank.jsonl", "\n \r\n\n");
  write("table.csv", "requestType,at,language\norder,2026-11-23T10:00:00+01:00,nl\n");
  write("pretty.json", JSON.stringify(ORDER, null, 2));
  write("list.json", JSON.stringify([ORDER, ORDER]));
  write(
    "some-bad.jsonl",
    `${linesOf(ORDER)}{"requestType":"order",}\n\n7\n{"requestType":"ordr"\n${linesOf({ ...ORDER, requestType: "ordr", at: 1e12 })}`,
  );
  write("cut.jsonl.gz", gzipSync(linesOf(ORDER)).subarray(0, -9));
  mkdirSync(join(cwd, "before"));
  const rules = (desk.rules ?? []).filter(({ name }) => name !== "phone-in-hours" && name !== "sign-in-first");
  write("before/desk.json", JSON.stringify({ ...desk, rules, requestTypes: { ...desk.requestTypes, fraud: {} } }));
});

afterAll(() => {
  removeFolder(cwd);
});

describe("`replay`", () => {
  test("counts the decisions of a log", async () => {
    const { requests, rules, period, against, changes } = await replay("log.jsonl");
    expect({ requests, against, changes }).toEqual({ requests: 3, against: null, changes: null });
    expect(period).toEqual({ from: "2026-11-18T11:06:40.000Z", through: "2026-11-23T09:00:00.000Z" });
    expect(rules.channels.map(({ channel, offered }) => [channel, offered])).toEqual([
      ["phone", 1],
      ["chat", 0],
      ["email", 3],
    ]);
    expect(rules.channels[0]?.reasons).toContainEqual({ code: "needs-evidence", withheld: 1, share: 0.5 });
  });

  test.each([
    ["packed with gzip, whatever its name", gzipSync(linesOf(ORDER, FRAUD))],
    ["of several packed files", Buffer.concat([gzipSync(linesOf(ORDER)), gzipSync(linesOf(FRAUD))])],
    ["with a byte order mark", `\uFEFF${linesOf(ORDER, FRAUD)}`],
    ["with CRLF", linesOf(ORDER, FRAUD).replaceAll("\n", "\r\n")],
    ["without a line break at its end", linesOf(ORDER, FRAUD).trimEnd()],
    ["with carriage returns alone", linesOf(ORDER, FRAUD).replaceAll("\n", "\r")],
    ["with record separators", linesOf(ORDER, FRAUD).replace(/^(?=.)/gm, "\u001E")],
    [
      "with a time and a level before each request",
      linesOf(ORDER, FRAUD).replace(/^(?=.)/gm, "2026-11-23T10:00:00Z [INFO] "),
    ],
    [
      "with the name of a container before each record",
      linesOf({ request: ORDER }, { request: FRAUD }).replace(/^(?=.)/gm, "api-1  | "),
    ],
    ["of audit records", linesOf({ at: "then", request: ORDER }, { user: 7, request: FRAUD, decision: {} })],
  ])("reads a log %s", async (_, content) => {
    write("same.jsonl", linesOf(ORDER, FRAUD));
    write("other", content);
    expect(await replay("other")).toEqual(await replay("same.jsonl"));
    expect(await replay("-", [], { stdin: pieces(content, 7) })).toEqual(await replay("same.jsonl"));
  });

  test("reads what is piped in where no log is named", async () => {
    const { exitCode, stdout } = await run(["replay", "--format", "json"], { cwd, stdin: linesOf(ORDER) });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ requests: 1 });
  });

  test("skips lines that cannot be read, and says of each kind where and what to do", async () => {
    const { exitCode, stdout, stderr } = await run(["replay", "some-bad.jsonl"], { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("\n  Skipped   4 lines, listed below\n");
    expect(stdout.slice(stdout.indexOf("\nSkipped"))).toMatchInlineSnapshot(`
      "
      Skipped
        2 lines [syntax]
          line 2  the line is not JSON: a comma stands after the last item, before
                  \`}\`; delete the comma
          line 5  the line breaks off within its JSON; log the whole request: it was
                  cut when it was written

        1 line [wrong-type]
          line 4  the line holds no request; write a JSON object with a \`requestType\`

        1 line [unknown-request-type]
          line 6  unknown request type \`ordr\`; did you mean \`order\`?
      "
    `);
  });

  test("tells once what is wrong with several lines", async () => {
    const { stdout } = await run(["replay", "pretty.json"], { cwd });
    expect(stdout).toContain("\n    lines 1, 2, 3  the line holds a piece of JSON");
  });

  test("advises those who log more than the request where to put it", async () => {
    write("more.jsonl", linesOf(ORDER, { ...ORDER, user: 7 }));
    expect((await run(["replay", "more.jsonl"], { cwd })).stdout).toContain('goes beside the request: { "request": {');
  });
});

describe("`replay --against`", () => {
  test("tells who gains and who loses", async () => {
    const { stdout, exitCode } = await run(["replay", "log.jsonl", "--against", "before"], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout.replace(/\([0-9a-f]{12}\)/g, "(…)")).toMatchInlineSnapshot(`
      "Replay of log.jsonl

        Requests  3, from Wednesday 18 November 2026, 12:06:40 to Monday 23 November
                  2026, 10:00 (Europe/Amsterdam)
        Now       rules: desk 1 (…)
        Before    before: desk 1 (…)

      Offered
               before  share  now  share
        phone       0     0%    1  33.3%
        chat        0     0%    0     0%
        email       3   100%    3   100%

      What changes
        3 requests (100%) are answered differently.

        1 request (33.3%) gains phone
          by type      order 1
          by language  Dutch 1
          line 1       email:nl → phone:nl, email:nl {"requestType": "order", "at":
                       "2026-11-23T10:00:00+01:00", "language": "nl",
                       "agentAvailability": {"phone": {"nl": 1}}}

        3 requests (100%) get other steps before contact
          by type      order 2, fraud 1
          by language  Dutch 2, Polish 1
          line 1       none → sign-in {"requestType": "order", "at":
                       "2026-11-23T10:00:00+01:00", "language": "nl",
                       "agentAvailability": {"phone": {"nl": 1}}}
          line 2       none → sign-in {"requestType": "fraud", "at":
                       "2026-11-23T10:00:00+01:00", "language": "nl",
                       "agentAvailability": {"phone": {"nl": 1}}}
          line 3       none → sign-in {"requestType": "order", "at": 1795000000000,
                       "language": ["ja", "pl"], "agentAvailability": {"phone": {"nl":
                       1}}}

      Withheld, and why
        phone, withheld from 2 requests (66.7%)
                                                               before  now  share
        not in the customer's languages [language-not-served]       0    1  50.0%
        needs evidence [needs-evidence]                             0    1  50.0%
        no rule offers it [no-rule]                                 3    0     0%

        chat, withheld from 3 requests (100%)
                                                               before  now  share
        nobody reported on agents [availability-unknown]            2    2  66.7%
        not in the customer's languages [language-not-served]       1    1  33.3%

      Offered by request type
               requests  phone  chat  email
        order         2  50.0%    0%   100%
        fraud         1     0%    0%   100%

      Offered by the customer's language
                     requests  phone  chat  email
        Dutch (nl)          2  50.0%    0%   100%
        Polish (pl)         1     0%    0%   100%

      Advised before contact
                 before  now  share
        sign-in       0    3   100%
      "
    `);
  });

  test("says that nothing changes against the same rules", async () => {
    const { stdout } = await run(["replay", "log.jsonl", "--against", "./rules/"], { cwd });
    expect(stdout).toContain("  Before    ./rules: desk 1 (");
    expect(stdout).toContain("What changes\n  Nothing: every customer is offered the same by both.\n");
  });

  test("names the rules that cannot read a request", async () => {
    const { order: _, ...requestTypes } = desk.requestTypes;
    const rules = (desk.rules ?? []).filter(({ event: { type } }) => type === "offer");
    mkdirSync(join(cwd, "fewer"));
    write("fewer/desk.json", JSON.stringify({ ...desk, requestTypes, rules }));
    const { stdout } = await run(["replay", "log.jsonl", "--against", "fewer"], { cwd });
    expect(stdout).toContain("lines 1, 3  unknown request type `order`; the request type is `fraud` (for\n");
  });

  test.each([["broken"], ["nowhere"]])("tells what is wrong with the other rules: %s", async (against) => {
    const { exitCode, stdout, stderr } = await run(["replay", "log.jsonl", "--against", against], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: against === "broken" ? 1 : 2, stdout: "" });
    expect(stderr).toContain(`\n${against}: `);
  });
});

describe("`replay --out`", () => {
  test.each(["decisions.jsonl", "decisions.jsonl.gz"])("writes a log of decisions to %s", async (out) => {
    await replay("some-bad.jsonl", ["--out", out]);
    const written = readFileSync(join(cwd, out));
    const lines = (out.endsWith(".gz") ? gunzipSync(written) : written).toString().trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { line: 1, request: ORDER, decision: { offered: [{ channel: "phone" }, { channel: "email" }] } },
    ]);
    expect((await replay(out)).rules).toEqual((await replay("some-bad.jsonl")).rules);
  });

  test("writes both decisions where there are two", async () => {
    await replay("log.jsonl", ["--against", "before", "--out", "both.jsonl"]);
    const [first = ""] = readFileSync(join(cwd, "both.jsonl"), "utf8").split("\n");
    const { decision, against } = JSON.parse(first);
    expect([decision, against].map(({ offered }) => offered.length)).toEqual([2, 1]);
  });

  test.each([
    ["log.jsonl", "`--out log.jsonl` is the log itself; name another file"],
    ["./rules/../log.jsonl", "`--out ./rules/../log.jsonl` is the log itself; name another file"],
    ["no/folder.jsonl", "cannot write `no/folder.jsonl`: its folder does not exist; make it first"],
    ["rules", "cannot write `rules`: it is a folder; name a file in it"],
    ["-", "decisions go to a file, and the report to standard output; name a file as `--out`"],
  ])("refuses %s", async (out, message) => {
    const { exitCode, stdout, stderr } = await run(["replay", "log.jsonl", "--out", out], { cwd });
    expect({ exitCode, stdout, stderr: stderr.replace(/\n(?!$)/g, " ") }).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `error: ${message}\n`,
    });
    expect(readFileSync(join(cwd, "log.jsonl"), "utf8")).not.toBe("");
  });
});

describe("a log of which nothing can be replayed", () => {
  test.each([
    ["empty.jsonl", "empty.jsonl is empty; a log holds a request on each line, as JSON"],
    ["blank.jsonl", "blank.jsonl is empty; a log holds a request on each line, as JSON"],
    [
      "table.csv",
      "table.csv holds no request that can be replayed: the line is one of a table, not JSON; export the requests as JSON, each on a line of its own",
    ],
    [
      "pretty.json",
      "pretty.json holds no request that can be replayed: the line holds a piece of JSON, and not the whole of it; write each request on a line of its own, as `jq -c '[.] | flatten[]'` does",
    ],
    [
      "list.json",
      "list.json holds no request that can be replayed: the line holds a list; write each request on a line of its own, as `jq -c '[.] | flatten[]'` does",
    ],
    [
      "wrong.json",
      "wrong.json holds no request that can be replayed: `at` has no time; add a time and an offset, as in `2026-11-23T10:00:00+01:00`",
    ],
  ])("is a finding: %s", async (log, message) => {
    const { exitCode, stdout, stderr } = await run(["replay", log], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr.replace(/\n(?!$)/g, " ")).toBe(`error: ${message}\n`);
    expect(stdout).toContain("  Requests  0\n");
    const printed = await run(["replay", log, "--format", "json"], { cwd });
    expect([printed.exitCode, JSON.parse(printed.stdout).requests]).toEqual([1, 0]);
  });
});

describe("a log that cannot be read", () => {
  test.each([
    ["no.jsonl", "no.jsonl does not exist; check the path"],
    ["rules", "rules is a folder; name one file in it"],
    ["cut.jsonl.gz", "cut.jsonl.gz breaks off: its gzip has no end; copy it again, or wait until it is written"],
  ])("is misuse: %s", async (log, message) => {
    const { exitCode, stdout, stderr } = await run(["replay", log], { cwd });
    expect({ exitCode, stdout, stderr: stderr.replace(/\n(?!$)/g, " ") }).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: `error: ${message}\n`,
    });
  });

  test("is misuse where none is named", async () => {
    const { exitCode, stderr } = await run(["replay"], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error: name the log to replay/);
  });

  test("is misuse where a pipe breaks", async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(linesOf(ORDER));
      throw Object.assign(new Error("read EIO"), { code: "EIO" });
    }
    const { exitCode, stdout, stderr } = await run(["replay", "-"], { cwd, stdin: broken() });
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "error: cannot read standard input\n",
    });
  });
});

describe("progress", () => {
  test("is shown on a terminal, and taken away before the report", async () => {
    const { stderr } = await run(["replay", "log.jsonl"], { cwd, columns: 80 });
    expect(stderr).toMatch(/^\r +100% █+ {2}3 lines\u001b\[K\r\u001b\[K$/);
  });

  test("counts lines alone where nobody knows how many come", async () => {
    const { stderr } = await run(["replay"], { cwd, columns: 80, stdin: linesOf(ORDER) });
    expect(stderr).toBe("\r  1 line\u001b[K\r\u001b[K");
  });

  test("is not shown in a file, or on a dumb terminal", async () => {
    expect((await run(["replay", "log.jsonl"], { cwd })).stderr).toBe("");
    expect((await run(["replay", "log.jsonl"], { cwd, columns: 80, variables: { TERM: "dumb" } })).stderr).toBe("");
  });
});

describe("`replay --format`", () => {
  test("github annotates the lines that were skipped, and gives notice of what changes", async () => {
    const { stdout } = await run(["replay", "some-bad.jsonl", "--against", "before", "--format", "github"], { cwd });
    expect(stdout).toMatchInlineSnapshot(`
      "::warning file=some-bad.jsonl,line=2,title=syntax::the line is not JSON: a comma stands after the last item, before \`}\`; delete the comma
      ::warning file=some-bad.jsonl,line=5,title=syntax::the line breaks off within its JSON; log the whole request: it was cut when it was written
      ::warning file=some-bad.jsonl,line=4,title=wrong-type::the line holds no request; write a JSON object with a \`requestType\`
      ::warning file=some-bad.jsonl,line=6,title=unknown-request-type::unknown request type \`ordr\`; did you mean \`order\`? (for rules)
      ::notice title=replay of some-bad.jsonl::1 request, 4 lines skipped; 1 request (100%25) answered differently
      ::notice title=replay of some-bad.jsonl::phone is gained for 1 request
      "
    `);
  });

  test("markdown writes tables, with the words of a log as code", async () => {
    const { stdout } = await run(["replay", "log.jsonl", "--against", "before", "--format", "markdown"], { cwd });
    expect(stdout).toContain("## Replay of log.jsonl\n");
    expect(stdout).toContain("\n|  | before | share | now | share |\n| --- | ---: | ---: | ---: | ---: |\n| `phone` |");
    expect(stdout).toContain("\n- by language: Dutch 1\n");
  });
});

async function replay(
  log: string,
  more: readonly string[] = [],
  circumstances: Circumstances = {},
): Promise<ReplayReport> {
  const ran: Ran = await run(["replay", log, "--format", "json", ...more], { cwd, ...circumstances });
  expect([ran.exitCode, ran.stderr]).toEqual([0, ""]);
  return JSON.parse(ran.stdout);
}

function write(file: string, content: string | Uint8Array): void {
  writeFileSync(join(cwd, file), content);
}

function linesOf(...requests: readonly object[]): string {
  return requests.map((request) => `${JSON.stringify(request)}\n`).join("");
}

async function* pieces(content: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
