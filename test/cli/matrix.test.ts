import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FoundSituations, Matrix, WeekMatrix } from "../../src/analysis.js";
import { displayWidth } from "../../src/cli/terminal/screen.js";
import type { RulesetDocument } from "../../src/index.js";
import { run } from "./console.js";
import { desk } from "./desk.js";
import { removeFolder, writeDeskFolder } from "./desk-folder.js";

let cwd: string;

beforeAll(() => {
  cwd = writeDeskFolder();
  write("strict", {
    facts: { ...desk.facts, plan: { type: "string", values: ["free", "paid"] }, age: { type: "integer" } },
  });
  write("optional", {
    facts: {
      signedIn: { type: "boolean", default: false },
      plan: { type: "string", values: ["free", "paid"], optional: true },
      age: { type: "integer", optional: true },
    },
  });
  write("local", { schedules: { desk: { timeZone: "customer", weekly: { mon: ["09:00-18:00"] } } } });
  const many = Array.from({ length: 40 }, (_, index) => [`type-${index}`, {}]);
  write("many", { requestTypes: { ...Object.fromEntries(many), ...desk.requestTypes } });
});

afterAll(() => {
  removeFolder(cwd);
});

describe("`matrix`", () => {
  test("shows at this moment what each language is offered, and request types of which the same is true once", async () => {
    expect(await show()).toMatchInlineSnapshot(`
      "When      Monday 23 November 2026, 10:00, times in Europe/Amsterdam
      Customer  by default signedIn=false, plan=paid, items=1
      Agents    as if free in every language of every channel

      order

        language   phone                  chat                   email
        en, nl     ✓                      ✓                      ✓ always
        pl         ✗ language-not-served  ✗ language-not-served  ✓ always
        any other  ✗ language-not-served  ✗ language-not-served  ✓ always, in en
                                                                 (fallback)

      fraud

        language   phone                  chat                   email
        en, nl     ✗ needs-evidence       ✓                      ✓ always
        pl         ✗ language-not-served  ✗ language-not-served  ✓ always
        any other  ✗ language-not-served  ✗ language-not-served  ✓ always, in en
                                                                 (fallback)

      ✓ offered in the customer's own language
      This holds until today at 18:00.
      Decided by desk 1 (1d8987f626af).
      "
    `);
  });

  test("shows the hours of a week, and marks what a holiday changes", async () => {
    expect(await show("--week", "--at", "2026-12-24")).toMatchInlineSnapshot(`
      "When      the week of Monday 21 December 2026, times in Europe/Amsterdam
      Customer  by default signedIn=false, plan=paid, items=1
      Agents    as if free in every language of every channel

      order

        phone  en, nl         ✓ mon-thu 09:00-18:00, fri* closed
               pl, any other  ✗ never: language-not-served
        chat   en, nl         ✓ mon-thu 09:00-18:00, fri* closed
               pl, any other  ✗ never: language-not-served
        email  en, nl, pl     ✓ always
               any other      ✓ always, in en (fallback)

      fraud

        phone  en, nl         ✗ never: needs-evidence
               pl, any other  ✗ never: language-not-served
        chat   en, nl         ✓ mon-thu 09:00-18:00, fri* closed
               pl, any other  ✗ never: language-not-served
        email  en, nl, pl     ✓ always
               any other      ✓ always, in en (fallback)

      * Fri 25 Dec: Christmas Day
      Decided by desk 1 (1d8987f626af).
      "
    `);
  });

  test("is narrowed to request types, languages and channels", async () => {
    const { stdout } = await run(
      ["matrix", "--type", "fraud", "--language", "nl-BE, ja", "--channel", "email,phone", "--format", "csv"],
      { cwd },
    );
    expect(stdout).toBe(
      [
        "requestType,language,channel,always,servedLanguage,usingFallbackLanguage,reason,exception",
        "fraud,nl-BE,phone,false,,,needs-evidence,",
        "fraud,nl-BE,email,true,nl,false,,",
        "fraud,ja,phone,false,,,language-not-served,",
        "fraud,ja,email,true,en,true,,",
        "",
      ].join("\n"),
    );
  });

  test("reads a time by the clock of the desk, and a date alone as its week", async () => {
    const at = await run(["matrix", "--at", "2026-12-25 10:00", "--format", "json"], { cwd });
    expect((JSON.parse(at.stdout) as Matrix).at).toBe("2026-12-25T09:00:00.000Z");
    const week = await run(["matrix", "--at", "2026-12-27", "--week", "--format", "json"], { cwd });
    expect((JSON.parse(week.stdout) as WeekMatrix).days[0]?.date).toBe("2026-12-21");
  });

  test("names the customers who only ever get the always channels", async () => {
    expect(await show("--only-always")).toMatchInlineSnapshot(`
      "Only email, however many agents are free, in the 28 days from Monday 23 November
      2026, 10:00 (Europe/Amsterdam):

        all customers, while \`desk\` is closed

        customers of languages that no other channel serves
      "
    `);
    const { stdout } = await run(["matrix", "--only-always", "--at", "2026-11-24 00:00", "--format", "json"], { cwd });
    const { places } = JSON.parse(stdout) as FoundSituations;
    expect(places.map(({ request }) => request.language)).toEqual(["en", "pl"]);
    expect(places[0]?.windows?.[0]?.from).toBe("2026-11-23T23:00:00.000Z");
  });

  test("says so if nobody is left with only the always channels", async () => {
    const rules = [{ name: "chat", event: { type: "offer", params: { channels: ["chat"] } } }];
    const [phone, chat, email] = desk.channels.map((channel) => ({ ...channel, offerInFallbackLanguage: true }));
    write("open", { channels: [phone, chat, email] as never, rules: rules as never });
    expect(await show("open", "--only-always")).toMatchInlineSnapshot(`
      "Nobody is left with only email in the 28 days from Monday 23 November 2026,
      10:00 (Europe/Amsterdam), if agents are free.
      "
    `);
  });

  test("prints Markdown in which no text of the rules is markup", async () => {
    const name = "*Feast* | [of](x) <b>all</b>";
    write("feast", {
      schedules: {
        desk: {
          timeZone: "UTC",
          weekly: { "mon-sun": ["00:00-24:00"] },
          exceptions: [{ date: "2026-11-23", hours: [], name }],
        },
      },
    });
    const { stdout } = await run(["matrix", "feast", "--type", "order", "--format", "markdown"], { cwd });
    expect(stdout).toContain("### order\n\n| language | phone | chat | email |\n| --- | --- | --- | --- |\n");
    expect(stdout).toContain("| en, nl | ✗ outside-hours: \\*Feast\\* \\| \\[of\\](x) \\<b\\>all\\</b\\> |");
  });

  test("prints a spreadsheet no formula", async () => {
    const name = '=HYPERLINK("x"), y';
    write("formula", {
      schedules: {
        desk: {
          timeZone: "UTC",
          weekly: { "mon-sun": ["00:00-24:00"] },
          exceptions: [{ date: "2026-11-23", hours: [], name }],
        },
      },
    });
    const { stdout } = await run(["matrix", "formula", "--type", "order", "--language", "en", "--format", "csv"], {
      cwd,
    });
    expect(stdout).toContain(`order,en,phone,false,,,outside-hours,"'=HYPERLINK(""x""), y"\n`);
  });

  test("prints a week with as many values on each line", async () => {
    const { stdout } = await run(["matrix", "--week", "--format", "csv"], { cwd });
    const widths = new Set(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.split(",").length),
    );
    expect([...widths]).toEqual([15]);
    expect(stdout).toContain(
      "order,nl,phone,false,nl,false,,09:00-18:00,09:00-18:00,09:00-18:00,09:00-18:00,09:00-18:00,closed,closed,\n",
    );
  });

  test.each([40, 60, 80, 120])("fits a screen of %s columns", async (columns) => {
    for (const argv of [["matrix"], ["matrix", "--week"], ["matrix", "many"]]) {
      const { stdout } = await run(argv, { cwd, columns, variables: { NO_COLOR: "1" } });
      expect(Math.max(...stdout.split("\n").map(displayWidth))).toBeLessThanOrEqual(columns);
    }
  });

  test("does not name request types that are many and alike", async () => {
    const { stdout } = await run(["matrix", "many"], { cwd });
    expect(stdout).toMatch(/^fraud\n.*^the 41 other request types\n/ms);
    expect(stdout).not.toContain("type-7");
    const alike = await run(["matrix", "many", "--channel", "email"], { cwd });
    expect(alike.stdout).toMatch(/^all 42 request types\n/m);
  });

  test("has colour on a terminal alone", async () => {
    expect((await run(["matrix"], { cwd, columns: 80 })).stdout).toContain("\u001b[");
    expect((await run(["matrix"], { cwd })).stdout).not.toContain("\u001b[");
  });

  test("must not be told optional facts", async () => {
    const { stdout, exitCode } = await run(["matrix", "optional"], { cwd });
    expect([exitCode, stdout.split("\n")[1]]).toEqual([0, "Customer  by default signedIn=false; not known: plan, age"]);
  });

  test("says which facts of the customer it must be told, and takes them", async () => {
    expect(await run(["matrix", "strict"], { cwd })).toEqual({
      exitCode: 2,
      stdout: "",
      stderr:
        "error: these rules need facts of the customer: `plan` (free or paid), `age` (a\nwhole number); give each, like `--fact plan=free`\n",
    });
    const { exitCode, stdout } = await run(["matrix", "strict", "--fact", "plan=paid", "--fact", "age=30"], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Customer  plan=paid, age=30; by default");
  });

  test("says how to see hours in customer time", async () => {
    expect((await run(["matrix", "local", "--week"], { cwd })).stdout).toContain("give `--time-zone`");
    const { stdout } = await run(["matrix", "local", "--week", "--time-zone", "Asia/Tokyo"], { cwd });
    expect(stdout).toContain("times in Asia/Tokyo\n");
    expect(stdout).toContain("✓ mon 09:00-18:00\n");
  });

  test.each<[string[], string]>([
    [
      ["--type", "ordr"],
      "--type  error  unknown-request-type\n  unknown request type `ordr`\n  → did you mean `order`?\n",
    ],
    [
      ["--channel", "phnoe"],
      "--channel  error  unknown-channel\n  unknown channel `phnoe`\n  → did you mean `phone`?\n",
    ],
    [["--language", "en_US"], "--language  error  malformed-language-tag\n"],
    [["--time-zone", "+01:00"], "--time-zone  error  unknown-time-zone\n"],
    [["--fact", "signdIn=true"], "--fact  error  unknown-fact\n"],
    [["--at", "1969-12-31T00:00Z"], "--at  error  invalid-instant\n"],
    [["--only-always", "--week"], "leave out `--week`"],
    [["--only-always", "--format", "csv"], "use `--format pretty` or `json`"],
    [["--only-always", "--format", "markdown"], "use `--format pretty` or `json`"],
    [["--type", ","], "error: `--type` names nothing; write it like `--type order-question`\n"],
    [["--at", "2026-12-24"], "error: `--at 2026-12-24` cannot be read; write date and time"],
  ])("%o is misuse, and is told of by its flag", async (argv, message) => {
    const { exitCode, stdout, stderr } = await run(["matrix", ...argv], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  test("reports a broken ruleset as `check` does", async () => {
    const { exitCode, stderr } = await run(["matrix", "broken"], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toBe((await run(["check", "broken"], { cwd })).stdout);
  });
});

async function show(...argv: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(["matrix", ...argv], { cwd });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout;
}

/** The desk's rules with other sections in place of some, in a folder of their own. */
function write(folder: string, sections: Partial<RulesetDocument>): void {
  mkdirSync(join(cwd, folder));
  writeFileSync(join(cwd, folder, "desk.json"), JSON.stringify({ ...desk, ...sections }));
}
