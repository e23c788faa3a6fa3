import { describe, expect, it } from "vitest";
import { createRouter } from "../../src/index.js";
import { checkRulesetDocument } from "../../src/ruleset/read-ruleset.js";
import { RulesetError } from "../../src/values/errors.js";
import type { Issue } from "../../src/values/issue.js";
import { validDocument } from "./valid-document.js";

/** A file may hold a mebibyte of anything. */
const HALF = 500_000;
const SPACES = `${" ".repeat(HALF)}x`;

describe("a file that would keep a check busy for minutes, or overflow its stack", () => {
  it.each<[string, object, readonly (readonly [code: string, message: string])[]]>([
    [
      "a list of wrong things as long as a file",
      { rules: [{ name: "r", event: { type: "offer", params: { channels: fill(200_000, () => 1) } } }] },
      [["too-many", "rule `r` holds more than 50000 values; split it, or say it in fewer"]],
    ],
    [
      "a weekday of spaces",
      { schedules: { a: { timeZone: "UTC", weekly: { [SPACES]: [] } } } },
      [["unknown-weekday", "is not a weekday; write a day such as `sat`, or a range such as `mon-fri`"]],
    ],
    [
      "hours of spaces",
      { schedules: { a: { timeZone: "UTC", weekly: { mon: [SPACES, ",".repeat(HALF)] } } } },
      [
        ["invalid-span", "are not hours; write opening and closing time, such as `09:00-17:00`"],
        ["invalid-span", "are not hours; write opening and closing time, such as `09:00-17:00`"],
      ],
    ],
    [
      "an instant of spaces",
      { scenarios: [scenario("s", { at: `2026${SPACES}` })] },
      [["invalid-instant", "is not an instant; write a date, a time and an offset, as in"]],
    ],
    [
      "two words as long as a file, that might be meant for each other",
      {
        requestTypes: { order: {}, ["a".repeat(HALF)]: {} },
        scenarios: [scenario("s", { requestType: "order", facts: { ["b".repeat(HALF)]: 1 } })],
      },
      [
        ["too-long", "is longer than 64 characters; shorten it"],
        ["unknown-fact", "unknown fact `bbbb"],
      ],
    ],
    [
      "a time zone as long as a file",
      { schedules: { a: { timeZone: "A/".repeat(HALF / 2), weekly: {} } } },
      [["unknown-time-zone", "write an IANA name such as `Europe/Amsterdam`"]],
    ],
    [
      "a language as long as a file",
      { channels: [{ id: "email", languages: [`en${"-a".repeat(HALF / 2)}`], always: true }] },
      [["malformed-language-tag", "is not a language tag"]],
    ],
    [
      "a value that is none of ten thousand",
      {
        facts: { country: { type: "string", values: fill(10_000, (index) => `value-${index}`), default: "@" } },
        rules: [],
        promises: [],
        scenarios: [],
      },
      [["value-not-for-fact", "`value-28`, `value-29` or 9970 more"]],
    ],
    [
      "a circle of conditions that all lead back to the first",
      {
        conditions: Object.fromEntries(
          fill(30, (index) => [`c${index}`, { any: fill(100, () => ({ condition: `c${(index + 1) % 30}` })) }]),
        ),
        rules: [],
        promises: [],
        scenarios: [],
      },
      fill(100, () => ["circular-condition", "refers to itself through"] as const),
    ],
  ])("%s is answered with its problems", (_, part, expected) => {
    const { ruleset, issues } = checkRulesetDocument({ ...validDocument(), ...part });
    expect(ruleset).toBeNull();
    // What else follows from the part that is missing then is not looked at here.
    const told = issues.filter(({ code }) => expected.some(([wanted]) => wanted === code));
    expect(told.map(({ code }) => code)).toEqual(expected.map(([code]) => code));
    for (const [index, [, message]] of expected.entries()) expect(told[index]?.message).toContain(message);
    for (const { message } of issues) expect(message.length).toBeLessThan(1000);
  });

  it.each<[string, object]>([
    [
      "unknown time zones",
      { scenarios: fill(5_000, (index) => scenario(`s${index}`, { timeZone: `Europa/Amsterdm${index}` })) },
    ],
    [
      "unknown request types in one list after another",
      {
        conditions: Object.fromEntries(
          fill(5, (list) => [
            `c${list}`,
            { fact: "requestType", operator: "in", value: fill(2_000, (index) => `ordre-${list}-${index}`) },
          ]),
        ),
      },
    ],
    ["rules of one name", { rules: fill(20_000, () => ({ name: "same", event: offer(["phone"]) })) }],
    ["keys that mean nothing", { rules: fill(20_000, (index) => ({ [`key-${index}`]: 1 })) }],
    [
      "dates that collide",
      { schedules: { desk: { timeZone: "UTC", weekly: {}, exceptions: OVERLAPPING }, a: LONG, b: LONG } },
    ],
  ])("%s are not looked for to the end", (_, part) => {
    const { ruleset, issues } = checkRulesetDocument({ ...validDocument(), promises: [], scenarios: [], ...part });
    expect(ruleset).toBeNull();
    expect(issues).toHaveLength(1001);
    const [, left] =
      /^at least (\d+) more (?:(?<= 1 more )problem is|(?<! 1 more )problems are) left out; mend these first$/.exec(
        issues.at(-1)?.message ?? "",
      ) ?? [];
    // One thing may have many problems, and is finished.
    expect(Number(left)).toBeLessThan(4_000);
  });

  it("warnings by the thousand hide no error", () => {
    const rules = fill(1_500, (index) => ({ name: `r${index}`, event: offer(["email"]) }));
    const wrong = { name: "last", event: offer(["phnoe"]) };
    const document = { ...validDocument(), promises: [], scenarios: [] };
    const { ruleset, issues } = checkRulesetDocument({ ...document, rules: [...rules, wrong] });
    expect([ruleset, issues.filter(({ severity }) => severity === "error").map(({ code }) => code)]).toEqual([
      null,
      ["unknown-channel", "too-many-issues"],
    ]);
    const read = checkRulesetDocument({ ...document, rules });
    expect([read.ruleset !== null, read.issues.length]).toEqual([true, 1000]);
  });

  it("nor does what is only worth knowing", () => {
    const nights = { timeZone: "UTC", weekly: { mon: ["18:00-09:00"], wed: ["18:00-09:00"], fri: ["18:00-09:00"] } };
    const many = Object.fromEntries(fill(900, (index) => [`s${index}`, nights]));
    const { schedules, ...others } = validDocument() as { schedules: object };
    const wrong = { ...nights, timeZone: "Europa/Amsterdm" };
    const { issues } = checkRulesetDocument({ ...others, schedules: { ...schedules, ...many, wrong } });
    expect(issues.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
      "unknown-time-zone",
      "too-many-issues",
    ]);
  });
});

describe("rules that would take minutes to compile or to decide", () => {
  const facts = Object.fromEntries(fill(24, (index) => [`f${index}`, { type: "boolean", default: false }]));
  const choices = fill(12, (index) => ({ any: [equal(`f${2 * index}`, true), equal(`f${2 * index + 1}`, true)] }));

  it("are refused where each of thousands of ways reads hundreds of schedules, with the rule and the count", async () => {
    const schedules = scheduled(400, ["09:00-17:00"]);
    const conditions = { all: [...choices, ...fill(400, (index) => during(`s${index}`))] };
    expect(
      await issuesOf({ facts, schedules, rules: [{ name: "wide", conditions, event: offer(["phone"]) }] }),
    ).toEqual([
      [
        "too-many-ways",
        "/rules/0/conditions",
        "rule `wide`: 4096 ways to hold, that read 424 things for 1 channels or steps, multiply to 1736704; all together may come to 1048576; use fewer `any` lists inside `all`",
      ],
    ]);
  });

  it("are refused where the hours of a channel are too many to follow, with the channel and the count", async () => {
    const schedules = scheduled(400, ["09:00-17:00"]);
    const rules = [
      { name: "open", conditions: { all: fill(400, (index) => during(`s${index}`)) }, event: offer(["phone"]) },
    ];
    expect(await issuesOf({ schedules, rules })).toEqual([
      [
        "too-many",
        "/channels/1",
        "channel `phone`: its rules look at 400 schedules, which open 2800 times a week together; join schedules that say the same",
      ],
    ]);
  });

  it("are refused where few rules with many ways share a table with many that name values", async () => {
    const number = { type: "number", default: 0 };
    const numbers = Object.fromEntries(fill(100, (index) => [`n${index}`, number]));
    const named = fill(100, (fact) => ({
      name: `values-${fact}`,
      conditions: { any: fill(300, (index) => equal(`n${fact}`, index)) },
      event: offer(["phone"]),
    }));
    const wide = fill(10, (index) => ({
      name: `wide-${index}`,
      conditions: { all: choices },
      event: offer(["phone"]),
    }));
    const issues = await issuesOf({ facts: { ...facts, ...numbers }, rules: [...named, ...wide] });
    expect(issues.map(([code]) => code)).toEqual(["too-many-comparisons"]);
  });

  it("are taken where they are many, but each is like the others", async () => {
    const rules = fill(1_000, (index) => ({
      name: `r${index}`,
      conditions: { all: [...choices.slice(0, 3), during(`s${index % 100}`)] },
      event: offer(["phone"]),
    }));
    expect(await issuesOf({ facts, schedules: scheduled(100, ["09:00-17:00", "18:00-20:00"]), rules })).toEqual([]);
  });
});

const OVERLAPPING = fill(1_000, (index) => {
  const opens = new Date(index * 60_000).toISOString().slice(11, 16);
  return { from: "1970-01-01", through: "2200-12-31", hours: [`${opens}-23:00`] };
});
const LONG = { timeZone: "UTC", weekly: {}, exceptions: OVERLAPPING };

function scenario(name: string, request: object): object {
  const at = "2026-11-23T10:00:00+01:00";
  return { name, request: { requestType: "order", at, language: "en", ...request }, expect: { offered: ["email"] } };
}

function offer(channels: readonly string[]): object {
  return { type: "offer", params: { channels } };
}

function equal(fact: string, value: boolean | number): object {
  return { fact, operator: "equal", value };
}

function during(schedule: string): object {
  return { fact: "time", operator: "duringSchedule", value: schedule };
}

function scheduled(count: number, hours: readonly string[]): object {
  return Object.fromEntries(fill(count, (index) => [`s${index}`, { timeZone: "UTC", weekly: { "mon-sun": hours } }]));
}

async function issuesOf(part: object): Promise<(readonly [code: string, path: string, message: string])[]> {
  const document = {
    ruleset: { id: "hard", version: "1" },
    channels: [
      { id: "email", languages: ["en"], always: true },
      { id: "phone", languages: ["en"] },
    ],
    languages: { fallback: "en" },
    requestTypes: { order: {} },
    ...part,
  };
  try {
    await createRouter(document);
    return [];
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    return error.issues.map(({ code, path, message }: Issue) => [code, path, message] as const);
  }
}

function fill<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}
