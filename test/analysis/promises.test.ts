import { beforeAll, describe, expect, it } from "vitest";
import { provePromises } from "../../src/analysis/check/prove-promises.js";
import { type CheckReport, checkRuleset } from "../../src/analysis.js";
import { createRouter, type PromiseStatement, parseRuleset, type RulesetDocument } from "../../src/index.js";
import { desk } from "../cli/desk.js";
import { subjectOf } from "./spaces.js";

/** A Monday, the desk's first hour. */
const FROM = "2026-11-23T09:30:00+01:00";

const OPEN = { condition: "open" };
const STAFFED = { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 };
const FRAUD = { fact: "requestType", operator: "equal", value: "fraud" };
const PAID = { fact: "plan", operator: "equal", value: "paid" };

describe("a promise that holds", () => {
  it.each<[string, Omit<PromiseStatement, "name">]>([
    ["of a channel outside its hours", { when: { not: OPEN }, never: ["phone", "chat"] }],
    ["of an empty desk", { when: { not: STAFFED }, never: ["phone"] }],
    ["of agents nobody reports", { when: { all: [OPEN, STAFFED, { not: FRAUD }] }, always: ["phone"] }],
    ["of an always channel", { always: ["email"] }],
    ["of a step", { when: { fact: "signedIn", operator: "equal", value: true }, neverSteps: ["sign-in"] }],
    [
      "of a step that is advised",
      { when: { fact: "signedIn", operator: "equal", value: false }, alwaysSteps: ["sign-in"] },
    ],
  ])("%s is proven", async (_, promise) => {
    const { findings, promises } = await checkPromise(promise);
    expect(findings).toEqual([]);
    expect(promises[0]).toMatchObject({
      name: "the promise",
      path: "/promises/0",
      status: "proven",
      counterexample: null,
    });
    expect(promises[0]?.situations).toBeGreaterThan(0);
  });

  it("is the law that always channels are offered, though nobody wrote it", async () => {
    const { promises } = await checkRuleset(desk, { from: FROM });
    expect(promises).toMatchObject([
      { name: "Every always channel is offered in every situation", path: null, status: "proven" },
    ]);
  });
});

describe("a promise that is broken", () => {
  it.each<[Omit<PromiseStatement, "name">, string]>([
    [
      { when: { all: [PAID, { fact: "language", operator: "equal", value: "nl" }] }, never: ["phone"] },
      "a Dutch-speaking customer with `order`, whose `plan` is `paid`, is offered `phone` on Monday 23 November 2026 at 12:00, with 1 or more agents free; " +
        "change rule `phone-in-hours`, which offers it, or the promise",
    ],
    [
      { when: { all: [OPEN, STAFFED] }, always: ["phone"] },
      "a customer with `fraud` is not offered `phone` on Monday 23 November 2026 at 12:00, with 1 or more agents free; " +
        "change rule `fraud-in-writing`, which withholds it, or the promise",
    ],
    [
      { when: OPEN, always: ["chat"] },
      "a customer is not offered `chat` on Monday 23 November 2026 at 12:00, while nobody reports on the agents; " +
        "add a rule that offers it then, or change the promise",
    ],
    [
      { when: { fact: "items", operator: "greaterThan", value: 3 }, neverSteps: ["sign-in"] },
      "a customer whose `signedIn` is `false`, whose `items` is 4 or more, is advised `sign-in`; " +
        "change rule `sign-in-first`, which advises it, or the promise",
    ],
    [
      { alwaysSteps: ["sign-in"] },
      "a customer whose `signedIn` is `true` is not advised `sign-in`; add a rule that advises it then, or change the promise",
    ],
  ])("by %j says who it is broken for, and no more", async (promise, message) => {
    const { findings, promises } = await checkPromise(promise);
    expect(findings).toMatchObject([
      { code: "promise-broken", severity: "error", path: "/promises/0", message: `promise broken: ${message}` },
    ]);
    expect(promises[0]?.status).toBe("broken");
  });

  it("comes with the request that says least, and the decision on it", async () => {
    const { promises } = await checkPromise({ never: ["chat"], when: FRAUD });
    const request = {
      requestType: "fraud",
      at: "2026-11-23T12:00:00+01:00",
      language: "en",
      agentAvailability: { chat: { en: { available: 1, estimatedWaitSeconds: 0 } } },
    };
    const decision = (await createRouter(desk)).route(request);
    expect(promises[0]?.counterexample).toMatchObject({ request, channel: "chat", step: null });
    expect(promises[0]?.counterexample?.decision.offered).toEqual(decision.offered);
  });

  it("is found on the one day of the year on which it is broken, and not before that day is looked at", async () => {
    const schedules = {
      ...desk.schedules,
      weekdays: { timeZone: "Europe/Amsterdam", weekly: { "mon-fri": ["00:00-24:00"] } },
    };
    const when = {
      all: [
        { fact: "time", operator: "outsideSchedule", value: "desk" },
        { fact: "time", operator: "duringSchedule", value: "midday" },
      ],
    };
    const midday = { timeZone: "Europe/Amsterdam", weekly: { "mon-fri": ["12:00-13:00"] } };
    const document = {
      ...desk,
      schedules: { ...schedules, midday },
      rules: [
        ...(desk.rules ?? []),
        {
          name: "sms",
          conditions: { fact: "time", operator: "duringSchedule", value: "weekdays" },
          event: { type: "offer" as const, params: { channels: ["chat"] } },
        },
      ],
      promises: [{ name: "the promise", when, never: ["chat"] }],
    };
    const near = await checkRuleset(document, { from: FROM, days: 14 });
    expect(near.promises[0]).toMatchObject({ status: "proven", situations: 0 });
    const { promises } = await checkRuleset(document, { from: FROM, days: 60 });
    expect(promises[0]?.counterexample?.request.at).toBe("2026-12-25T12:00:00+01:00");
  });

  it("is located at its place in the text", async () => {
    const text = JSON.stringify({ ...desk, promises: [{ name: "Never", never: ["chat"] }] }, null, 2);
    const { findings } = aboutPromises(await checkRuleset(parseRuleset([{ file: "desk.json", text }]), { from: FROM }));
    const line = text.split("\n").findIndex((each) => each.includes('"promises"')) + 2;
    expect(findings).toMatchObject([{ code: "promise-broken", file: "desk.json", line }]);
  });
});

describe("a promise of nothing", () => {
  it.each<[string, Omit<PromiseStatement, "name">]>([
    ["whose conditions cannot hold together", { when: { all: [OPEN, { not: OPEN }] }, never: ["phone"] }],
    [
      "of a number that no request can give",
      { when: { fact: "availableAgents", operator: "lessThan", value: 0 }, never: ["phone"] },
    ],
    [
      "that is always kept in a language not served",
      { when: { fact: "language", operator: "equal", value: "pl" }, always: ["phone"] },
    ],
    ["of steps", { when: { all: [PAID, { not: PAID }] }, neverSteps: ["sign-in"] }],
  ])("%s is proven, with a warning", async (_, promise) => {
    const { findings, promises } = await checkPromise(promise);
    expect(findings).toMatchObject([{ code: "promise-holds-vacuously", severity: "warning", path: "/promises/0" }]);
    expect(promises[0]).toMatchObject({ status: "proven", situations: 0 });
  });

  it.each([
    ["a language", { fact: "language", operator: "equal", value: "pl" }],
    ["the fallback", { fact: "usingFallbackLanguage", operator: "equal", value: true }],
  ])("guards the list of a channel's languages where it says never of %s: no warning", async (_, when) => {
    const { findings, promises } = await checkPromise({ when, never: ["phone"] });
    expect(findings).toEqual([]);
    expect(promises[0]).toMatchObject({ status: "proven", situations: 0 });
  });
});

describe("a promise in more situations than can be looked at", () => {
  let document: RulesetDocument;

  beforeAll(() => {
    document = { ...desk, promises: [{ name: "the promise", when: { not: OPEN }, never: ["phone"] }] };
  });

  it("is neither proven nor broken", async () => {
    const [proven] = provePromises(await subjectOf(document, Date.parse(FROM), 7, 3));
    expect(proven?.result).toMatchObject({ status: "undecided", counterexample: null });
  });
});

async function checkPromise(promise: Omit<PromiseStatement, "name">): Promise<CheckReport> {
  return aboutPromises(
    await checkRuleset({ ...desk, promises: [{ name: "the promise", ...promise }] }, { from: FROM }),
  );
}

/** Without what is found of the rules. */
function aboutPromises({ findings, ...rest }: CheckReport): CheckReport {
  return { ...rest, findings: findings.filter(({ code }) => code.startsWith("promise-")) };
}
