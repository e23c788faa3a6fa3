import { describe, expect, test } from "vitest";
import { buildMatrix, type MatrixOptions } from "../../src/analysis.js";
import { RequestError, type RulesetDocument, RulesetError } from "../../src/index.js";
import { desk } from "../cli/desk.js";

const MONDAY_MORNING = "2026-11-23T10:00:00+01:00";
const SUNDAY = "2026-11-22T12:00:00+01:00";

describe("a matrix at an instant", () => {
  test("has a table for each request type, a row for each language and one for all others, a column for each channel", async () => {
    const { at, channels, tables, ruleset } = await buildMatrix(desk, { at: MONDAY_MORNING });
    expect({ at, channels, id: ruleset.id }).toEqual({
      at: "2026-11-23T09:00:00.000Z",
      channels: [
        { channel: "phone", always: false },
        { channel: "chat", always: false },
        { channel: "email", always: true },
      ],
      id: "desk",
    });
    expect(tables.map(({ requestType, rows }) => [requestType, rows.map(({ language }) => language)])).toEqual([
      ["order", ["en", "nl", "pl", null]],
      ["fraud", ["en", "nl", "pl", null]],
    ]);
  });

  test("tells the language in which a channel answers, or the first reason why it is withheld", async () => {
    const told = await cells(desk, { at: MONDAY_MORNING, languages: ["nl-BE", "pl", "ja"] });
    expect(told).toEqual({
      order: {
        "nl-BE": ["phone in nl", "chat in nl", "email in nl"],
        pl: ["phone: language-not-served", "chat: language-not-served", "email in pl"],
        ja: ["phone: language-not-served", "chat: language-not-served", "email in en as fallback"],
      },
      fraud: {
        "nl-BE": ["phone: needs-evidence", "chat in nl", "email in nl"],
        pl: ["phone: language-not-served", "chat: language-not-served", "email in pl"],
        ja: ["phone: language-not-served", "chat: language-not-served", "email in en as fallback"],
      },
    });
  });

  test("names the holiday that closed a channel, and ends as the hours do", async () => {
    const { tables, validUntil } = await buildMatrix(desk, { at: "2026-12-25T10:00:00+01:00", channels: ["phone"] });
    expect(tables[0]?.rows[0]?.cells).toEqual([
      { channel: "phone", outcome: "withheld", reason: "outside-hours", exception: "Christmas Day" },
    ]);
    expect(validUntil).toBe("2026-12-25T17:00:00.000Z");
  });

  test("is narrowed to request types and channels in the order of the rules, and to languages as they were asked for", async () => {
    const { channels, tables } = await buildMatrix(desk, {
      at: SUNDAY,
      requestTypes: ["fraud", "order", "fraud"],
      languages: ["pl", "en", "pl"],
      channels: ["email", "phone"],
    });
    expect(channels.map(({ channel }) => channel)).toEqual(["phone", "email"]);
    expect(tables.map(({ requestType }) => requestType)).toEqual(["order", "fraud"]);
    expect(tables[0]?.rows.map(({ language }) => language)).toEqual(["pl", "en"]);
  });

  test("takes the facts of the customer", async () => {
    const forPaid: RulesetDocument = {
      ...desk,
      rules: [
        {
          name: "phone-for-paid",
          conditions: { all: [{ fact: "plan", operator: "equal", value: "paid" }] },
          event: { type: "offer", params: { channels: ["phone"] } },
        },
      ],
    };
    const options = { at: SUNDAY, languages: ["en"], channels: ["phone"], requestTypes: ["order"] };
    expect(await cells(forPaid, options)).toEqual({ order: { en: ["phone in en"] } });
    expect(await cells(forPaid, { ...options, facts: { plan: "free" } })).toEqual({
      order: { en: ["phone: not-eligible"] },
    });
  });

  test("knows hours in customer time where the zone of the customer is given", async () => {
    const local = withSchedule({ timeZone: "customer", weekly: { "mon-fri": ["09:00-18:00"] } });
    const options = {
      at: "2026-11-23T09:30:00+01:00",
      languages: ["en"],
      channels: ["phone"],
      requestTypes: ["order"],
    };
    expect(await cells(local, options)).toEqual({ order: { en: ["phone: time-zone-unknown"] } });
    expect(await cells(local, { ...options, timeZone: "Europe/Amsterdam" })).toEqual({
      order: { en: ["phone in en"] },
    });
    expect(await cells(local, { ...options, timeZone: "Europe/London" })).toEqual({
      order: { en: ["phone: outside-hours"] },
    });
  });
});

describe("options that cannot be read", () => {
  test("are told of together, by their paths", async () => {
    const strict: RulesetDocument = {
      ...desk,
      facts: { ...desk.facts, plan: { type: "string", values: ["free", "paid"] } },
    };
    const options = {
      at: "tomorrow",
      requestTypes: ["ordr"],
      languages: ["en_US", "*"],
      channels: ["email", "phnoe"],
      timeZone: "Amsterdam",
      facts: { pln: "free" },
      langauges: [],
    };
    expect(await issuesOf(strict, options)).toEqual([
      "/at invalid-instant",
      "/channels/1 unknown-channel",
      "/facts/plan missing-fact",
      "/facts/pln unknown-fact",
      "/langauges unknown-key",
      "/languages/0 malformed-language-tag",
      "/requestTypes/0 unknown-request-type",
      "/timeZone unknown-time-zone",
    ]);
  });

  test.each<[string, unknown, string[]]>([
    ["no object", null, [" wrong-type"]],
    ["no list", { at: SUNDAY, languages: "nl" }, ["/languages wrong-type"]],
    ["a list of something else", { at: SUNDAY, channels: [1] }, ["/channels wrong-type"]],
    ["a zone to show a week in, without a week", { at: SUNDAY, shownTimeZone: "UTC" }, ["/shownTimeZone unknown-key"]],
    ["a zone that is none", { at: SUNDAY, week: true, shownTimeZone: "+01:00" }, ["/shownTimeZone unknown-time-zone"]],
    ["a zone that is no text", { at: SUNDAY, week: true, shownTimeZone: 1 }, ["/shownTimeZone wrong-type"]],
  ])("%s", async (_, options, expected) => {
    expect(await issuesOf(desk, options)).toEqual(expected);
  });

  test("are not looked at where the ruleset is broken", async () => {
    const broken = { ...desk, languages: { fallback: "ja" } };
    await expect(buildMatrix(broken, { at: "tomorrow" })).rejects.toBeInstanceOf(RulesetError);
  });
});

function withSchedule(schedule: NonNullable<RulesetDocument["schedules"]>[string]): RulesetDocument {
  return { ...desk, schedules: { desk: schedule } };
}

/** By request type, then language. */
async function cells(
  ruleset: RulesetDocument,
  options: MatrixOptions,
): Promise<Record<string, Record<string, string[]>>> {
  const { tables } = await buildMatrix(ruleset, options);
  return Object.fromEntries(
    tables.map(({ requestType, rows }) => [
      requestType,
      Object.fromEntries(
        rows.map(({ language, cells }) => [
          language ?? "any other",
          cells.map((cell) =>
            cell.outcome === "withheld"
              ? `${cell.channel}: ${cell.reason}`
              : `${cell.channel} in ${cell.servedLanguage}${cell.usingFallbackLanguage ? " as fallback" : ""}`,
          ),
        ]),
      ),
    ]),
  );
}

async function issuesOf(ruleset: RulesetDocument, options: unknown): Promise<string[]> {
  const error = await buildMatrix(ruleset, options as MatrixOptions).catch((thrown: unknown) => thrown);
  if (!(error instanceof RequestError)) throw error;
  return error.issues.map(({ path, code }) => `${path} ${code}`).sort();
}
