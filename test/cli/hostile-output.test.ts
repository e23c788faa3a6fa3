import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NAUGHTY_TEXTS } from "../ruleset/naughty-texts.js";
import { run } from "./console.js";
import { desk } from "./desk.js";
import { removeFolder, writeFolder } from "./desk-folder.js";

/** Starts a control sequence, turns the direction of writing, or breaks a line where the command did not. */
const STEERING = /[^\n\P{Cc}]|[\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const EVIL = "a\u001b[31m\u009b2J\u0007\u202eb\u2066c\r\u2028::error::d";
const REQUEST = { requestType: "order", at: "2026-11-23T20:00:00+01:00", language: "nl" };

const LOG = [
  EVIL,
  `{"requestType":"${EVIL}`,
  ...["requestType", "language", "at", "timeZone"].map((key) => JSON.stringify({ ...REQUEST, [key]: EVIL })),
  JSON.stringify({ ...REQUEST, facts: { [EVIL]: EVIL, plan: EVIL }, closedChannels: [EVIL] }),
  JSON.stringify({ ...REQUEST, agentAvailability: { [EVIL]: {}, phone: { [EVIL]: 1, nl: { [EVIL]: 1 } } } }),
  JSON.stringify(REQUEST),
].join("\n");

let folder: string;

beforeAll(() => {
  const written = JSON.stringify(desk, null, 2);
  folder = writeFolder({
    "rules/desk.json": written,
    // A text that every decision would carry.
    "unusual/desk.json": JSON.stringify({ ...desk, ruleset: { id: "desk", version: EVIL } }),
    "broken/desk.json": written
      .replaceAll('"desk"', () => JSON.stringify(EVIL))
      .replaceAll('"sign-in"', () => JSON.stringify(EVIL))
      .replaceAll('"description"', () => JSON.stringify(EVIL)),
    "raw/desk.json": `{ "rules": [${EVIL} ] }`,
    [`names/${EVIL.replaceAll("/", "")}.json`]: "{ 1 }",
    "log.jsonl": LOG,
    "request.json": JSON.stringify({ ...REQUEST, [EVIL]: 1, requestType: EVIL, facts: { [EVIL]: EVIL } }),
    "raw.json": EVIL,
    "holidays.ics": `BEGIN:VCALENDAR\n${["STATUS:CANCELLED", "COMMENT:read"].map((line) => `BEGIN:VEVENT\nDTSTART:20260501\nSUMMARY:${EVIL.replace("\r", "")}\n${line}\nEND:VEVENT\n`).join("")}END:VCALENDAR`,
    "raw.ics": `BEGIN:VCALENDAR\n${EVIL.replace(/::.*/, "")}\nEND:VCALENDAR`,
  });
});

afterAll(() => {
  removeFolder(folder);
});

const RULES = ["rules", "unusual", "broken", "raw", "names", EVIL];
const COMMANDS: readonly (readonly string[])[] = [
  ...RULES.flatMap((rules) => [
    ["check", rules],
    ["check", rules, "--format", "json"],
    ["check", rules, "--format", "github"],
    ["check", rules, "--format", "sarif"],
    ["test", rules],
    ["test", rules, "--format", "github"],
    ["test", rules, "--format", "json"],
    ["test", rules, "--format", "junit"],
    ["test", rules, "--accept"],
    ["test", rules, "--name", EVIL],
    ["route", rules, "--type", "order", "--language", "nl"],
    ["route", rules, "--type", "order", "--json"],
    ["route", rules, "--type", "order", "--explain"],
    ["matrix", rules],
    ["matrix", rules, "--week"],
    ["matrix", rules, "--format", "csv"],
    ["matrix", rules, "--format", "json"],
    ["matrix", rules, "--format", "markdown"],
    ["types", rules],
    ["diff", "rules", rules],
    ["diff", rules, "rules", "--format", "markdown"],
    ["diff", "rules", rules, "--format", "github"],
    ["diff", "rules", rules, "--format", "json"],
    ["replay", "log.jsonl", "--rules", rules],
    ["replay", "log.jsonl", "--rules", rules, "--against", "rules"],
    ["replay", "log.jsonl", "--rules", rules, "--format", "json"],
    ["replay", "log.jsonl", "--rules", rules, "--format", "markdown"],
    ["replay", "log.jsonl", "--rules", rules, "--format", "github"],
  ]),
  ["route", "--request", "request.json"],
  ["route", "--request", "raw.json"],
  ["route", "--request", EVIL],
  ["replay", EVIL],
  ["route", "--type", EVIL],
  ["route", "--type", "order", "--language", EVIL],
  ["route", "--type", "order", "--at", EVIL],
  ["route", "--type", "order", "--time-zone", EVIL],
  ["route", "--type", "order", "--fact", `${EVIL}=${EVIL}`],
  ["route", "--type", "order", "--agents", `${EVIL}=1`],
  ["route", "--type", "order", "--closed", EVIL],
  ["matrix", "--type", EVIL],
  ["matrix", "--language", EVIL],
  ["types", "--check", EVIL],
  ["check", "--format", EVIL],
  ["holidays", "holidays.ics", "--calendar", "de"],
  ["holidays", "holidays.ics", "--calendar", EVIL],
  ["holidays", "holidays.ics", "--calendar", "de", "--years", EVIL],
  ["holidays", "raw.ics", "--calendar", "de"],
  ["holidays", EVIL, "--calendar", "de"],
  [EVIL],
  ["check", `--${EVIL}`],
];

describe("what came from outside", () => {
  it.each(COMMANDS.map((argv) => [JSON.stringify(argv), argv] as const))(
    "steers no terminal and no annotation: contact-routing %s",
    async (_, argv) => {
      const { stdout, stderr } = await run(argv, { cwd: folder });
      expect(STEERING.exec(stdout)?.index ?? null, JSON.stringify(stdout.slice(0, 2000))).toBeNull();
      expect(STEERING.exec(stderr)?.index ?? null, JSON.stringify(stderr.slice(0, 2000))).toBeNull();
      expect(stdout).not.toMatch(/^::error::d/m);
    },
  );

  it("steers none either where each naughty text is a request type", async () => {
    for (const text of Object.values(NAUGHTY_TEXTS)) {
      const { stdout, stderr } = await run(["route", "--type", text, "--language", text], { cwd: folder });
      expect(stdout + stderr).not.toMatch(STEERING);
    }
  });
});
