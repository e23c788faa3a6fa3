import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Comparison } from "../../src/analysis.js";
import type { RulesetDocument } from "../../src/index.js";
import type { ScenarioRequest } from "../../src/ruleset/document.js";
import { createReferenceRouter } from "../reference/router.js";
import { type Circumstances, type Ran, run } from "./console.js";
import { desk } from "./desk.js";
import { removeFolder, writeDeskFolder } from "./desk-folder.js";

const EXAMPLES = new URL("../../examples/rulesets/", import.meta.url).pathname;
const FRAUD_ONLY = (desk.rules ?? []).filter(({ name }) => name !== "chat-in-hours");

let cwd: string;

beforeAll(() => {
  cwd = writeDeskFolder();
  mkdirSync(join(cwd, "new"));
  write("new/desk.json", JSON.stringify({ ...desk, rules: FRAUD_ONLY, ruleset: { id: "desk", version: "2" } }));
  write("same.json", JSON.stringify({ ...desk, rules: [...(desk.rules ?? [])].reverse() }));
});

afterAll(() => {
  removeFolder(cwd);
});

function write(path: string, text: string): void {
  writeFileSync(join(cwd, path), text);
}

async function diff(argv: readonly string[], circumstances: Circumstances = {}): Promise<Ran> {
  return run(["diff", ...argv], { cwd, ...circumstances });
}

describe("`diff`", () => {
  test("says first what a change comes to, then who loses what, with an example, then what was compared", async () => {
    expect(await diff(["rules", "new", "--days", "14"])).toMatchInlineSnapshot(`
      {
        "exitCode": 0,
        "stderr": "",
        "stdout": "  1 change: all customers lose chat in every language it serves, while \`desk\` is
        open, when the wait is 600 seconds or less
          because of  rule chat-in-hours, removed (rules/desk.json:121:5)
          such as     chat:en, email:en → email:en {"requestType": "order", "at":
                      "2026-11-23T12:00:00+01:00", "language": "en",
                      "agentAvailability": {"chat": {"en": {"available": 1,
                      "estimatedWaitSeconds": 0}}}}

        Nobody gains anything.

        Stated reasons also change in 6 ways; --reasons lists them.

        Before    rules: desk 1
        Now       new: desk 2
        Compared  1,816 situations from Monday 23 November 2026, 10:00 to Monday 7
                  December 2026, 10:00 (Europe/Amsterdam)
      ",
      }
    `);
  });

  test("says that nothing changes where rules are only written otherwise, and that is no failure", async () => {
    const { exitCode, stdout } = await diff(["rules", "same.json", "--exit-code"]);
    expect(stdout).toMatch(/^ {2}Nothing changes for any customer\.\n/);
    expect(exitCode).toBe(0);
  });

  test("exits with 1 on a change where that is asked for", async () => {
    expect((await diff(["rules", "new"])).exitCode).toBe(0);
    expect((await diff(["rules", "new", "--exit-code"])).exitCode).toBe(1);
  });

  test("leaves examples out where nobody wants them", async () => {
    const { stdout } = await diff(["rules", "new", "--no-examples"]);
    expect(stdout).toContain("lose chat");
    expect(stdout).not.toContain("such as");
  });

  test("counts changed reasons, and lists them if asked to", async () => {
    const words = async (...flags: string[]) => (await diff(["rules", "new", ...flags])).stdout.replace(/\s+/g, " ");
    expect(await words()).toContain(
      "Nobody gains anything. Stated reasons also change in 6 ways; --reasons lists them.",
    );
    expect(await words("--reasons")).toContain(
      "Customers are told other reasons why chat is withheld now no-rule instead of",
    );
    expect(await words("--reasons")).not.toContain("Stated reasons");
    const rules = JSON.stringify(desk).replace("needs-evidence", "needs-a-form");
    write("retold.json", rules);
    expect((await diff(["rules", "retold.json"])).stdout.replace(/\s+/g, " ")).toMatch(
      /^ The same is offered to everyone\. Only stated reasons change, in \d+ ways?; --reasons lists them\. /,
    );
  });

  test("shows the week before and after an edit of hours, and the dates that were added or removed", async () => {
    const [was, is] = [
      {
        weekly: { "mon-fri": ["09:00-18:00"] },
        exceptions: [{ date: "2026-12-24", hours: [], name: "Christmas Eve" }],
      },
      { weekly: { "mon-fri": ["09:00-17:00"] }, exceptions: [{ date: "2026-12-01", closed: ["12:00-13:00"] }] },
    ].map((hours) => ({ ...desk, schedules: { desk: { timeZone: "Europe/Amsterdam", ...hours } } }));
    write("was.json", JSON.stringify(was));
    write("is.json", JSON.stringify(is));
    const { stdout } = await diff(["was.json", "is.json", "--no-examples"]);
    expect(stdout).toContain(
      [
        "  Hours of desk",
        "    before   mon-fri 09:00-18:00 (Europe/Amsterdam)",
        "    now      mon-fri 09:00-17:00 (Europe/Amsterdam)",
        "    added    2026-12-01 closed 12:00-13:00",
        "    removed  2026-12-24 closed (Christmas Eve)",
        "",
      ].join("\n"),
    );
  });

  test("prints Markdown for a pull request", async () => {
    const { stdout } = await diff(["rules", "new", "--format", "markdown", "--days", "14"]);
    expect(stdout).toMatchInlineSnapshot(`
      "1 change: all customers **lose** \`chat\` in every language it serves, while \`desk\` is open, when the wait is 600 seconds or less

      - because of: rule \`chat-in-hours\`, removed (rules/desk.json:121:5)
      - such as: chat:en, email:en → email:en {"requestType": "order", "at": "2026-11-23T12:00:00+01:00", "language": "en", "agentAvailability": {"chat": {"en": {"available": 1, "estimatedWaitSeconds": 0}}}}

      **Nobody gains** anything.

      Stated reasons also change in 6 ways; \`--reasons\` lists them.

      - Before: \`rules\`: desk 1
      - Now: \`new\`: desk 2
      - Compared: 1,816 situations from Monday 23 November 2026, 10:00 to Monday 7 December 2026, 10:00 (Europe/Amsterdam)
      "
    `);
  });

  test("prints an annotation for a workflow", async () => {
    const { stdout } = await diff(["rules", "new", "--format", "github", "--days", "14"]);
    expect(stdout).toMatch(
      /^::notice title=from rules to new::1 change: all customers lose `chat`, while `desk` is open, when the wait is 600 seconds or less\. Nobody gains anything\.%0A- all customers lose `chat` /,
    );
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  });

  test("prints the comparison as JSON", async () => {
    const { stdout } = await diff(["rules", "new", "--format", "json"]);
    const { equivalent, verdict, changes, situations, notCompared } = JSON.parse(stdout) as Comparison;
    expect({ equivalent, verdict, notCompared }).toEqual({ equivalent: false, verdict: "less", notCompared: [] });
    expect(changes[0]).toMatchObject({ kind: "lost", channel: "chat", example: { request: { language: "en" } } });
    expect(situations).toBeGreaterThan(10);
  });

  test("looks at no other days than it is told to", async () => {
    const christmas = await diff(["rules", "new", "--from", "2026-12-25 00:00", "--days", "1"]);
    expect(christmas.stdout).not.toContain("lose chat");
    expect(christmas.stdout.replace(/\s+/g, " ")).toContain(
      "from Friday 25 December 2026, 00:00 to Saturday 26 December 2026, 00:00",
    );
  });

  test.each([
    [
      "rules",
      "nwe",
      "`nwe` is not a folder or file, and this folder is not in a git repository,\nso there are no revisions; name the folder of the other rules",
    ],
    ["--", "-rf", "`-rf` is not a folder or file, and this folder is not in a git repository,"],
  ])("says what to do about `%s %s`", async (...args) => {
    const [first, second, message] = args;
    const argv = first === "--" ? ["rules", "--", second] : [first, second];
    const { exitCode, stderr } = await diff(argv);
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain(message.replace(/\s+/g, " "));
  });

  test.each([
    [["--days", "0"], "`days` must be a whole number from 1 to 3660"],
    [["--days", "many"], "`days` must be a whole number from 1 to 3660"],
    [["--from", "soon"], "soon"],
    [["--format", "html"], "`html` is invalid"],
  ])("says what to do about %j", async (flags, message) => {
    const { exitCode, stderr } = await diff(["rules", "new", ...flags]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test("reports a broken version as `check` does", async () => {
    for (const argv of [
      ["rules", "broken"],
      ["broken", "rules"],
    ]) {
      const { exitCode, stderr } = await diff(argv);
      expect([exitCode, stderr]).toEqual([1, (await run(["check", "broken"], { cwd })).stdout]);
    }
  });
});

describe("`diff` in a repository", () => {
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=me", "-c", "user.email=me@example.com", ...args], { cwd, encoding: "utf8" });

  beforeAll(() => {
    git("init", "--quiet", "--initial-branch=main");
    git("add", ".");
    git("commit", "--quiet", "--message", "first");
    git("tag", "v1");
  });

  beforeEach(() => {
    write("rules/desk.json", JSON.stringify({ ...desk, rules: FRAUD_ONLY }));
  });

  test("compares a revision with the rules as they are here", async () => {
    for (const revision of ["main", "v1", "HEAD", git("rev-parse", "HEAD").trim()]) {
      const { exitCode, stdout } = await diff([revision]);
      expect(exitCode).toBe(0);
      expect(stdout).toContain("lose chat");
      expect(stdout).toContain(`Before    ${revision}:rules: desk 1\n`);
    }
  });

  test("compares two revisions, of a folder and of a file", async () => {
    git("commit", "--quiet", "--all", "--message", "second");
    expect((await diff(["HEAD~1", "HEAD"])).stdout).toContain("lose chat");
    expect((await diff(["HEAD", "HEAD~1"])).stdout).toContain("gain chat");
    expect((await diff(["HEAD", "HEAD"])).stdout).toContain("Nothing changes");
    expect((await diff(["HEAD~1", "HEAD", "--rules", "rules/desk.json"])).stdout).toContain("lose chat");
  });

  test("finds the rules of a revision from a folder within the repository", async () => {
    const { exitCode, stdout } = await diff(["v1", "--rules", "desk.json"], { cwd: join(cwd, "rules") });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Before    v1:desk.json: desk 1\n");
    expect((await diff(["v1", "../new", "--rules", "../rules"], { cwd: join(cwd, "rules") })).stdout).toContain(
      "lose chat",
    );
  });

  test("leaves nothing behind, and the index of the repository alone", async () => {
    write("staged.json", "{}");
    git("add", "staged.json");
    const before = git("status", "--short");
    await diff(["v1"]);
    expect(git("status", "--short")).toBe(before);
  });

  test("says where a revision has no rules", async () => {
    const { exitCode, stderr } = await diff(["v1", "--rules", "config"]);
    expect([exitCode, stderr]).toEqual([
      2,
      "error: `v1` has no `config`; name the folder or file of its rules with `--rules`\n",
    ]);
  });

  test("says that a revision has broken rules by where they stand in it", async () => {
    write("rules/desk.json", '{ "channels": [,] }');
    git("commit", "--quiet", "--all", "--message", "broken");
    const { exitCode, stderr } = await diff(["HEAD", "new"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("HEAD:rules/desk.json:1:");
  });

  test("says that git is missing, where revisions are asked for", async () => {
    const { exitCode, stderr } = await diff(["v1"], { variables: { PATH: "" } });
    expect([exitCode, stderr]).toEqual([
      2,
      "error: git is not installed here, so revisions cannot be read; name folders or\nfiles\n",
    ]);
  });

  test("knows no revision where there is no repository", async () => {
    rmSync(join(cwd, ".git"), { recursive: true });
    const { exitCode, stderr } = await diff(["main"]);
    expect(exitCode).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain("this folder is not in a git repository, so there are no revisions");
  });
});

describe("the three versions of a help article", () => {
  const versions = ["catawiki-v1.json", "catawiki-v2.json", "catawiki-v3.json"].map((name) => join(EXAMPLES, name));
  const [first = "", second = "", third = ""] = versions;

  const sentences = async (before: string, after: string) => {
    const { stdout } = await diff([before, after].map((path) => basename(path)).concat("--no-examples", "--reasons"), {
      cwd: EXAMPLES,
      columns: 200,
      variables: { NO_COLOR: "1" },
    });
    return stdout
      .split("\n\n")
      .slice(0, -1)
      .map((text) => text.trim());
  };

  test("tell what the second changed", async () => {
    expect(await sentences(first, second)).toMatchInlineSnapshot(`
      [
        "6 changes: customers with quick-question or object-question, whose objectCount is 0 to 1, lose phone; customers with
        quick-question or object-question, whose objectCount is 0 to 3 and whose phoneCase is \`false\`, lose phone; customers
        with case-update or problem, whose objectCount is 2 to 3 and whose phoneCase is \`true\`, gain phone; customers with
        quick-question, case-update or object-question, whose objectCount is 3, lose email; 2 more. Some customers are offered
        more, and some less.",
        "Customers with quick-question or object-question, whose objectCount is 0 to 1, lose phone in every language it serves
          because of  rule phone-for-at-most-three-objects, removed (catawiki-v1.json:42:5); request type quick-question,
                      edited (catawiki-v2.json:21:23)",
        "Customers with quick-question or object-question, whose objectCount is 0 to 3 and whose phoneCase is \`false\`, lose
        phone in every language it serves
          because of  rule phone-for-at-most-three-objects, removed (catawiki-v1.json:42:5); request type quick-question,
                      edited (catawiki-v2.json:21:23)",
        "Customers with case-update or problem, whose objectCount is 2 to 3 and whose phoneCase is \`true\`, gain phone in every
        language it serves
          because of  rule phone-for-certain-cases-with-two-or-three-objects, added (catawiki-v2.json:43:5)",
        "Customers with quick-question, case-update or object-question, whose objectCount is 3, lose email in every language it
        serves
          because of  rule email-for-problems-or-more-than-two-objects, removed (catawiki-v1.json:53:5)",
        "English-, Spanish-, Italian-, French-, Dutch- and German-speaking customers with quick-question, whose objectCount is
        3 and whose phoneCase is \`true\`, find chat ahead of phone
          because of  rule three-objects-by-phone-first, removed (catawiki-v1.json:64:5)",
        "Requests that say phoneCase can be decided now; before, they were an error
          because of  fact phoneCase, added (catawiki-v2.json:28:18)",
        "Customers are told other reasons why phone is withheld
          now  not-eligible instead of request-type-not-served, for customers with case-update or problem, whose objectCount
               is 0 to 1, in the languages that it serves
          now  not-eligible instead of request-type-not-served, for customers with case-update or problem, whose objectCount
               is 0 to 3 and whose phoneCase is \`false\`, in the languages that it serves
          now  not-eligible instead of not-eligible and request-type-not-served, for customers with case-update or problem,
               whose objectCount is 4 or more, in the languages that it serves",
      ]
    `);
  });

  test("tell what the third changed", async () => {
    expect(await sentences(second, third)).toMatchInlineSnapshot(`
      [
        "14 changes: requests that say objectCount or phoneCase are an error now; customers whose objectCount is 2 to 3 and
        whose phoneCase is \`true\` lose phone; customers whose phoneCase is \`false\` gain phone; customers whose objectCount is
        0 to 1 or 4 or more gain phone; 10 more. Some customers are offered more, and some less.",
        "Requests that say objectCount or phoneCase are an error now; before, they could be decided
          because of  fact objectCount, removed (catawiki-v2.json:27:20); fact phoneCase, removed (catawiki-v2.json:28:18)",
        "Customers whose objectCount is 2 to 3 and whose phoneCase is \`true\` lose phone in every language it serves, when no
        agent is free or nobody says how many are free
          because of  rule phone-for-certain-cases-with-two-or-three-objects, removed (catawiki-v2.json:43:5)",
        "Customers whose phoneCase is \`false\` gain phone in every language it serves, when an agent is free
          because of  rule live-when-the-team-is-available, added (catawiki-v3.json:27:5)",
        "Customers whose objectCount is 0 to 1 or 4 or more gain phone in every language it serves, when an agent is free
          because of  rule live-when-the-team-is-available, added (catawiki-v3.json:27:5)",
        "Customers with quick-question or case-update lose chat in every language it serves, when no agent is free or nobody
        says how many are free
          because of  rule chat-for-quick-questions-and-updates, removed (catawiki-v2.json:35:5)",
        "Customers with object-question or problem gain chat in every language it serves, when an agent is free
          because of  rule live-when-the-team-is-available, added (catawiki-v3.json:27:5)",
        "Customers with quick-question, case-update or object-question, whose objectCount is 0 to 3, gain email
          because of  channel email, edited (catawiki-v3.json:11:5)",
        "Customers of languages that it does not serve gain email
          because of  channel email, edited (catawiki-v3.json:11:5)",
        "All customers lose help-centre
          because of  channel help-centre, removed (catawiki-v2.json:12:5)",
        "English-, Spanish-, Italian-, French-, Dutch- and German-speaking customers with quick-question or case-update, whose
        objectCount is 2 to 3 and whose phoneCase is \`true\`, find phone ahead of chat, when an agent is free at \`phone\`, when
        an agent is free at \`chat\`
          because of  the order of the channels (catawiki-v3.json:8:15)",
        "Customers whose signedIn is \`false\` are asked to take step sign-in
          because of  rule sign-in-first, added (catawiki-v3.json:33:5)",
        "All customers are asked to take step ai-answer
          because of  rule ai-answer-first, added (catawiki-v3.json:45:5)",
        "Requests with order, viewed-object, general or purchase-concern can be decided now; before, they were an error
          because of  request type order, added (catawiki-v3.json:15:14); request type viewed-object, added
                      (catawiki-v3.json:16:22); request type purchase-concern, added (catawiki-v3.json:17:25); 1 more",
        "Requests that say signedIn can be decided now; before, they were an error
          because of  fact signedIn, added (catawiki-v3.json:24:26)",
        "Customers are told other reasons why phone is withheld
          now         availability-unknown instead of not-eligible, for customers whose phoneCase is \`false\`, in the languages
                      that it serves, while nobody says how many agents are free
          now         availability-unknown instead of not-eligible, for customers whose objectCount is 0 to 1 or 4 or more, in
                      the languages that it serves, while nobody says how many agents are free
          now         no-agents instead of not-eligible, for customers whose phoneCase is \`false\`, in the languages that it
                      serves, when no agent is free
          now         no-agents instead of not-eligible, for customers whose objectCount is 0 to 1 or 4 or more, in the
                      languages that it serves, when no agent is free
          because of  rule live-when-the-team-is-available, added (catawiki-v3.json:27:5)",
        "Customers are told other reasons why chat is withheld
          now         availability-unknown instead of request-type-not-served, for customers with object-question or problem,
                      in the languages that it serves, while nobody says how many agents are free
          now         no-agents instead of request-type-not-served, for customers with object-question or problem, in the
                      languages that it serves, when no agent is free
          because of  rule live-when-the-team-is-available, added (catawiki-v3.json:27:5)",
      ]
    `);
  });

  test.each([
    [first, second],
    [second, third],
    [first, third],
  ])("come with examples that the reference decides alike", async (before, after) => {
    const { stdout } = await diff([before, after, "--format", "json"]);
    const { changes } = JSON.parse(stdout) as Comparison;
    const documents = [before, after].map((path) => JSON.parse(readFileSync(path, "utf8")) as RulesetDocument);
    const [one, other] = documents.map((document) => createReferenceRouter(document, ""));
    for (const { kind, example } of changes) {
      const [before, after] = [one, other].map((router) => () => router?.route(example.request as ScenarioRequest));
      if (kind !== "accepted") expect(example.before?.offered).toEqual((await before?.())?.offered);
      if (kind !== "refused") expect(example.after?.offered).toEqual((await after?.())?.offered);
    }
  });
});
