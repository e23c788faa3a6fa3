import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import calendars from "../cases/holidays/calendars.json" with { type: "json" };
import refused from "../cases/holidays/refused.json" with { type: "json" };
import { type Ran, run } from "./console.js";
import { desk } from "./desk.js";
import { removeFolder, writeFolder } from "./desk-folder.js";

let cwd: string;

beforeAll(() => {
  cwd = writeFolder({ "rules/desk.json": JSON.stringify(desk) });
});

afterAll(() => {
  removeFolder(cwd);
});

describe("`holidays`", () => {
  test.each(calendars as readonly Case[])("$name", async ({ ics, calendar, skipped, years }) => {
    const { exitCode, stdout, stderr } = await holidays(ics, years === undefined ? [] : ["--years", years]);
    const { $comment, ...written } = JSON.parse(stdout || "{}");
    expect($comment).toMatch(/^from \S+\.ics, \d{4}( to \d{4})?$/);
    expect(written, stderr).toEqual({ calendars: { de: calendar } });
    expect(skippedIn(stderr)).toEqual(skipped);
    expect(exitCode).toBe(0);
  });

  test.each(refused as readonly RefusedCase[])("refuses $name", async ({ ics, exitCode, error, options = [] }) => {
    const ran = await holidays(ics, options);
    expect({ ...ran, stderr: onOneLine(ran.stderr) }).toEqual({ exitCode, stdout: "", stderr: error });
  });

  test("reads the bytes of a file as they are: a byte order mark, folds within a character, any line ends", async () => {
    const name = Buffer.from("Tag der Arbeit für alle");
    const cut = name.indexOf(0xbc);
    for (const end of ["\r\n", "\n", "\r"]) {
      const folded = Buffer.concat([name.subarray(0, cut), Buffer.from(`${end} `), name.subarray(cut)]);
      const [before, after] = [
        "\ufeffBEGIN:VCALENDAR|BEGIN:VEVENT|DTSTART:20260501|SUMMARY:",
        "|END:VEVENT|END:VCALENDAR|",
      ];
      const bytes = [Buffer.from(before.replaceAll("|", end)), folded, Buffer.from(after.replaceAll("|", end))];
      writeFileSync(join(cwd, "bytes.ics"), Buffer.concat(bytes));
      const { stdout } = await run(["holidays", "bytes.ics", "--calendar", "de"], { cwd });
      expect(JSON.parse(stdout).calendars.de).toEqual([{ date: "2026-05-01", name: "Tag der Arbeit für alle" }]);
    }
  });

  test.each([
    ["UTF-16", Buffer.from("\ufeffBEGIN:VCALENDAR", "utf16le")],
    ["Latin-1", Buffer.from("BEGIN:VCALENDAR\r\nX-WR-CALNAME:für alle", "latin1")],
  ])("asks for UTF-8 if a file is %s", async (_, bytes) => {
    writeFileSync(join(cwd, "bytes.ics"), bytes);
    const { exitCode, stderr } = await run(["holidays", "bytes.ics", "--calendar", "de"], { cwd });
    expect([exitCode, stderr]).toEqual([2, "error: bytes.ics is not UTF-8; save it as UTF-8\n"]);
  });

  test("reads standard input, and says what it waits for", async () => {
    const stdin = linesOf(LABOUR_DAY);
    const { exitCode, stdout } = await run(["holidays", "-", "--calendar", "de"], { stdin });
    expect([exitCode, JSON.parse(stdout).calendars.de]).toEqual([0, [{ annually: "05-01", name: "Labour Day" }]]);
    expect(await run(["holidays", "-", "--calendar", "de"])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^reading an iCalendar file from standard input…\nerror: standard input is not an iC/,
      ),
    });
  });

  test.each([
    [["no.ics", "--calendar", "de"], "error: no.ics does not exist; check the path"],
    [["rules", "--calendar", "de"], "error: rules is a folder; name one file in it"],
    [["file.ics", "--calendar", "2027"], "error: `2027` cannot be an id"],
    [["file.ics", "--calendar", "the days"], "error: `the days` cannot be an id"],
    [["file.ics", "--calendar", "__proto__"], "error: `__proto__` cannot be"],
    [["file.ics"], "error: required option `--calendar <id>` not specified"],
  ])("refuses %j", async (argv, message) => {
    writeFileSync(join(cwd, "file.ics"), linesOf(LABOUR_DAY));
    const { exitCode, stdout, stderr } = await run(["holidays", ...argv], { cwd });
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(onOneLine(stderr)).toContain(message);
  });

  test("writes a new file, and no file that is there already", async () => {
    writeFileSync(join(cwd, "file.ics"), linesOf(LABOUR_DAY));
    const write = () => run(["holidays", "file.ics", "--calendar", "de", "--out", "rules/holidays-de.json"], { cwd });
    const { stdout, stderr } = await write();
    expect([stdout, onOneLine(stderr)]).toEqual([
      "",
      "rules/holidays-de.json: written, calendar `de` of 2026 to 2028: 1 annual holiday; check the annual ones before you keep them, as a few years can fit a rule by chance",
    ]);
    const text = readFileSync(join(cwd, "rules/holidays-de.json"), "utf8");
    expect(text).toBe((await run(["holidays", "file.ics", "--calendar", "de"], { cwd })).stdout);
    expect(await write()).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "error: rules/holidays-de.json is there already; name a new file\n",
    });
  });
});

describe("the calendar that `holidays` writes", () => {
  test.each((calendars as readonly Case[]).filter(({ calendar }) => calendar.some((entry) => "annually" in entry)))(
    "passes `check` in the case that $name",
    async ({ ics, years }) => {
      const { stdout } = await holidays(ics, years === undefined ? [] : ["--years", years]);
      const schedules = Object.fromEntries(
        Object.entries(desk.schedules ?? {}).map(([id, schedule]) => [
          id,
          { ...schedule, holidays: [{ calendar: "de", hours: [] }] },
        ]),
      );
      const folder = writeFolder({
        "rules/desk.json": JSON.stringify({ ...desk, schedules }),
        "rules/holidays-de.json": stdout,
      });
      const { stdout: report } = await run(["check", "rules", "--format", "json"], { cwd: folder });
      removeFolder(folder);
      const { findings } = JSON.parse(report);
      expect(
        findings.filter(({ severity, path }: Found) => severity !== "info" && path.startsWith("/calendars")),
      ).toEqual([]);
      expect(findings.filter(({ severity }: Found) => severity === "error")).toEqual([]);
    },
  );
});

describe("a hostile iCalendar file", () => {
  const event = (...lines: string[]) => ["BEGIN:VEVENT", "DTSTART;VALUE=DATE:19700101", ...lines, "END:VEVENT"];
  const many = (count: number, ...lines: string[]) =>
    calendarOf(Array.from({ length: count }, (_, index) => event(`SUMMARY:${index}`, ...lines)).flat());

  test.each([
    [
      "is larger than 4 MiB",
      [`BEGIN:VCALENDAR${" ".repeat(4_194_304)}`],
      "is larger than 4 MiB; no calendar of holidays is",
    ],
    [
      "repeats its events too often",
      many(20_000, "RRULE:FREQ=YEARLY;BYDAY=MO;UNTIL=22000101"),
      "file.ics has too many days to look at; take fewer years",
    ],
    [
      "has too many long events",
      many(20_000, "DURATION:P366D"),
      "file.ics has too many days to look at; take fewer years",
    ],
    ["has more holidays than a calendar may have", many(1_001), "take fewer years, such as `--years 2027-2029`"],
    ["is nested deeply", Array.from({ length: 200_000 }, () => "BEGIN:VCALENDAR"), "is cut short"],
    ["is one line that is folded often", ["BEGIN:VCALENDAR", `X:${"a\r\n ".repeat(500_000)}`], "is cut short"],
    [
      "has a list without end",
      calendarOf(event(`RRULE:FREQ=YEARLY;BYMONTHDAY=${"1,".repeat(1_000_000)}99`)),
      "has a line that cannot be read",
    ],
  ])("that %s is refused", async (_, lines, message) => {
    const { exitCode, stdout, stderr } = await holidays(lines, []);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(onOneLine(stderr)).toContain(message);
  });
});

interface Found {
  readonly severity: string;
  readonly path: string;
}

interface Case {
  readonly name: string;
  readonly ics: readonly string[];
  readonly years?: string;
  readonly calendar: readonly object[];
  /** The lines of `stderr`, without the words that each begins with. */
  readonly skipped: readonly string[];
}

interface RefusedCase {
  readonly name: string;
  readonly ics: readonly string[];
  readonly options?: readonly string[];
  readonly exitCode: number;
  readonly error: string;
}

const LABOUR_DAY = calendarOf(
  [2026, 2027, 2028].flatMap((year) => ["BEGIN:VEVENT", `DTSTART:${year}0501`, "SUMMARY:Labour Day", "END:VEVENT"]),
);

function calendarOf(lines: readonly string[]): string[] {
  return ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR"];
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join("");
}

function holidays(ics: readonly string[], options: readonly string[]): Promise<Ran> {
  writeFileSync(join(cwd, "file.ics"), linesOf(ics));
  return run(["holidays", "file.ics", "--calendar", "de", ...options], { cwd });
}

function onOneLine(text: string): string {
  return text.trimEnd().replace(/\s+/g, " ");
}

function skippedIn(stderr: string): string[] {
  return onOneLine(stderr).split(" skipped, as it ").slice(1);
}
