import { expect, test } from "vitest";
import type { FailedCondition, RulesetDocument } from "../../src/index.js";
import { describeReason, reportAgeSeconds } from "../../src/words/describe-reason.js";
import { toSpans } from "../../src/words/prose.js";
import { desk } from "../cli/desk.js";

const condition = (fact: string, operator: string, value: unknown): FailedCondition => ({ fact, operator, value });
const inHours = condition("time", "duringSchedule", "desk");
const free = condition("availableAgents", "greaterThanInclusive", 1);

test.each([
  ["manually-closed", null, null, "switched off by hand"],
  ["no-rule", null, null, "no rule offers it"],
  ["needs-evidence", null, null, "needs evidence"],
  ["outside-hours", inHours, "closed", "outside the hours of desk: normally mon-fri 09:00-18:00 (Europe/Amsterdam)"],
  ["outside-hours", condition("time", "outsideSchedule", "desk"), "open", "only outside the hours of desk"],
  [
    "time-zone-unknown",
    inHours,
    null,
    "it is not known where the customer is, and the hours of desk are in the customer's own time",
  ],
  ["no-agents", free, 0, "no agent is free"],
  ["no-agents", condition("availableAgents", "greaterThan", 2), 1, "1 agent free; it takes more than 2"],
  ["no-agents", condition("staffedAgents", "greaterThanInclusive", 3), 0, "no agent is on duty; it takes at least 3"],
  [
    "over-capacity",
    condition("contactsInQueue", "lessThan", 10),
    12,
    "12 customers are waiting; it takes less than 10",
  ],
  [
    "over-capacity",
    condition("estimatedWaitSeconds", "lessThanInclusive", 600),
    900,
    "the wait is 15 minutes; it takes at most 10 minutes",
  ],
  ["availability-unknown", free, null, "nobody reported how many agents are free"],
  [
    "availability-unknown",
    condition("contactsInQueue", "lessThan", 9),
    null,
    "nobody reported how many customers are waiting",
  ],
  [
    "availability-unknown",
    condition("staffedAgents", "isKnown", true),
    null,
    "nobody reported how many agents are on duty",
  ],
  [
    "availability-known",
    condition("contactsInQueue", "isKnown", false),
    3,
    "a report says how many customers are waiting; the rule is for when none does",
  ],
  ["fact-unknown", condition("vip", "equal", true), null, "vip is not known"],
  ["fact-unknown", condition("vip", "isKnown", true), null, "vip is not known"],
  ["not-eligible", condition("vip", "isKnown", false), true, "vip is known; the rule is for when it is not"],
  ["availability-stale", free, null, "the report on agents is 8 minutes old, and counts for 2 minutes"],
  ["language-not-served", null, ["pl", "fr-BE"], "not in Polish or French (Belgium); only in English and Dutch"],
  [
    "language-not-served",
    condition("language", "in", ["nl", "de"]),
    "en",
    "not in English; only in Dutch (nl) and German (de)",
  ],
  ["language-not-served", condition("language", "notEqual", "en"), "en", "not in English"],
  [
    "language-not-served",
    condition("usingFallbackLanguage", "equal", false),
    true,
    "only in a language the customer asked for",
  ],
  [
    "request-type-not-served",
    condition("requestType", "in", ["order", "fraud"]),
    "sale",
    "not for sale; only for order and fraud",
  ],
  ["request-type-not-served", condition("requestTags", "contains", "quick"), [], "only for request types tagged quick"],
  [
    "request-type-not-served",
    condition("requestTags", "doesNotContain", "quick"),
    ["quick"],
    "not for request types tagged quick",
  ],
  ["not-eligible", condition("plan", "in", ["a", "b"]), "free", "plan is free; it takes a or b"],
  ["not-eligible", condition("plan", "notEqual", "free"), "free", "plan is free; it takes anything but free"],
  ["not-eligible", condition("signedIn", "equal", true), false, "signedIn is false; it takes true"],
  ["not-eligible", condition("items", "lessThan", 4), 7, "items is 7; it takes less than 4"],
])("%s of %o, which was %o, reads `%s`", (code, failed, actual, expected) => {
  const reason = { code, rule: null, condition: failed, actual };
  expect(words(describeReason(reason, { ruleset: desk, channel: "phone", reportAgeSeconds: 480 }))).toBe(expected);
});

test.each<[string, object, string]>([
  [
    "weeks that alternate",
    { timeZone: "UTC", rotation: { startsOn: "2026-11-30", weeks: [{ "mon-fri": ["09:00-17:00"] }, {}] } },
    ": normally in week 1 of 2 mon-fri 09:00-17:00, in week 2 of 2 closed (UTC)",
  ],
  [
    "hours based on others",
    { basedOn: "base", openLaterMinutes: 5, closeEarlierMinutes: 60 },
    ", which opens 5 minutes later and closes 1 hour earlier than base: normally sat 10:00-12:00 (the customer's own time)",
  ],
  [
    "hours based on others without a margin",
    { basedOn: "base" },
    ": normally sat 10:00-12:00 (the customer's own time)",
  ],
])("%s are said", (_, schedule, expected) => {
  const base = { timeZone: "customer", weekly: { sat: ["10:00-12:00"] } };
  const ruleset = { ...desk, schedules: { desk: schedule, base } } as RulesetDocument;
  const reason = { code: "outside-hours", rule: null, condition: inHours, actual: "closed" };
  expect(words(describeReason(reason, { ruleset, channel: "phone", reportAgeSeconds: null }))).toBe(
    `outside the hours of desk${expected}`,
  );
});

test.each([
  ["too old", null],
  ["8 minutes old", 480],
  ["8 minutes ahead", -480],
])("a report that does not count is %s", (age, reportAgeSeconds) => {
  const reason = { code: "availability-stale", rule: null, condition: free, actual: null };
  expect(words(describeReason(reason, { ruleset: desk, channel: "phone", reportAgeSeconds }))).toBe(
    `the report on agents is ${age}, and counts for 2 minutes`,
  );
});

test("the age of a channel's report is that of its entries, if they have one age", () => {
  const [at, before] = ["2026-11-23T10:00:00Z", "2026-11-23T09:50:00Z"];
  const agentAvailability = {
    phone: { nl: { available: 1, asOf: before }, en: { available: 1, asOf: Date.parse(before) } },
    chat: { nl: { available: 1, asOf: before }, en: 1 },
    email: null,
  };
  const request = { requestType: "order", at, language: "nl", agentAvailability, agentAvailabilityAsOf: at };
  const ages = ["phone", "chat", "email", "form", undefined].map((each) => reportAgeSeconds(request, at, each));
  expect(ages).toEqual([600, null, 0, 0, 0]);
  expect(reportAgeSeconds({ ...request, agentAvailability: null }, at, "phone")).toBeNull();
});

test("a season says its own hours: it is not closed for it", () => {
  const seasonal = {
    timeZone: "Europe/Amsterdam",
    weekly: { "mon-fri": ["09:00-18:00"] },
    exceptions: [
      { annually: { from: "07-01", through: "08-31" }, weekly: { "mon-fri": ["10:00-16:00"] }, name: "Summer hours" },
    ],
  };
  const ruleset = { ...desk, schedules: { desk: seasonal, intake: { basedOn: "desk" } } } as RulesetDocument;
  const said = ["desk", "intake"].map((schedule) => {
    const failed = condition("time", "duringSchedule", schedule);
    const reason = {
      code: "outside-hours",
      rule: null,
      condition: failed,
      actual: "closed",
      exception: "Summer hours",
    };
    return words(describeReason(reason, { ruleset, channel: "phone", reportAgeSeconds: null }));
  });
  expect(said).toEqual([
    "outside the hours of desk in Summer hours: mon-fri 10:00-16:00 (Europe/Amsterdam)",
    "outside the hours of intake in Summer hours: mon-fri 10:00-16:00 (Europe/Amsterdam)",
  ]);
});

test("a holiday that closed the desk is named", () => {
  const reason = {
    code: "outside-hours",
    rule: null,
    condition: inHours,
    actual: "closed",
    exception: "Christmas Day",
  };
  expect(words(describeReason(reason, { ruleset: desk, channel: "phone", reportAgeSeconds: null }))).toBe(
    "closed for Christmas Day, by desk",
  );
});

function words(prose: Parameters<typeof toSpans>[0]): string {
  return toSpans(prose)
    .map(({ text }) => text)
    .join("");
}
