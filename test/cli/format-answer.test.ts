import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { answer, formatAnswer } from "../../src/cli/route/format-answer.js";
import { formatExplanation } from "../../src/cli/route/format-explanation.js";
import { displayWidth } from "../../src/cli/terminal/screen.js";
import { type ContactRequest, createRouter, type RulesetDocument } from "../../src/index.js";
import { desk } from "./desk.js";

const monday = { requestType: "order", at: "2026-11-23T10:00:00+01:00", language: "nl" };
const staffed = { phone: { nl: 2 }, chat: { "*": { available: 1, estimatedWaitSeconds: 60 } } };

describe("the answer", () => {
  test("tells who asks, what to offer until when, and what comes first", async () => {
    expect(await tell({ ...monday, agentAvailability: staffed, timeZone: "Europe/London" })).toMatchInlineSnapshot(`
      "order
      A question about one order.

        When      Monday 23 November 2026, 10:00, times in Europe/Amsterdam; 09:00 for
                  the customer in Europe/London
        Language  Dutch (nl)
        Customer  by default signedIn=false, plan=paid, items=1
        Agents    reported at that moment

      Offer, best first
        1  chat   in Dutch, until today at 18:00, 1 agent free, a wait of 1 minute
                  [chat-in-hours]
                  moved ahead: Chat is quickest. [chat-first]
        2  phone  in Dutch, until today at 18:00, 2 agents free [phone-in-hours]
        3  email  in Dutch, always

      Before contact
        →  Sign in first. [sign-in]

      Nothing is withheld.

      This holds for 2 minutes, until today at 10:02.
      Decided by desk 1 (fingerprint)."
    `);
  });

  test("names the rule for whose sake a closed channel will not open either", async () => {
    const told = await tell({ ...monday, requestType: "fraud", at: "2026-11-28T10:00:00+01:00" });
    expect(told.slice(told.indexOf("  ✗  phone"), told.indexOf("  ✗  chat"))).toMatchInlineSnapshot(`
      "  ✗  phone  does not open for this request
                  nobody reported how many agents are free [availability-unknown]
                  outside the hours of desk: normally mon-fri 09:00-18:00
                  (Europe/Amsterdam) [outside-hours]
                  The phone is answered at the desk. [phone-in-hours]
                  also withheld: needs evidence [needs-evidence]
                  Fraud needs evidence. [fraud-in-writing]
      "
    `);
    expect(told.slice(told.indexOf("  ✗  chat"))).not.toContain("also withheld");
  });

  test("names such a rule once where it is the reason", async () => {
    const told = await tell({ ...monday, requestType: "fraud", agentAvailability: staffed });
    expect(told).toContain("needs evidence [needs-evidence]");
    expect(told).not.toContain("also withheld");
  });

  test("calls a step by its id where it has no description", async () => {
    const told = await tell(monday, 80, { ...desk, steps: [{ id: "sign-in" }] });
    expect(told).toContain("  →  sign-in\n");
  });

  test("says why a channel is withheld, when it opens, and what its rule is for", async () => {
    const christmas = {
      ...monday,
      at: "2026-12-25T10:00:00+01:00",
      facts: { signedIn: true },
      closedChannels: ["chat"],
    };
    expect(await tell({ ...christmas, agentAvailability: {} }, 60)).toMatchInlineSnapshot(`
      "order
      A question about one order.

        When      Friday 25 December 2026, 10:00, times in
                  Europe/Amsterdam
        Language  Dutch (nl)
        Customer  signedIn=true; by default plan=paid, items=1
        Agents    reported at that moment
        Closed    chat switched off by hand

      Offer, best first
        1  email  in Dutch, always

      Withheld
        ✗  phone  opens Mon 28 Dec at 09:00, if agents have time
                  then
                  no agent is free [no-agents]
                  closed for Christmas Day, by desk
                  [outside-hours]
                  The phone is answered at the desk.
                  [phone-in-hours]
        ✗  chat   does not open for this request
                  switched off by hand [manually-closed]

      This holds for 2 minutes, until today at 10:02.
      Decided by desk 1 (fingerprint)."
    `);
  });

  test.each([
    ["agents are busy", "opens as soon as agents have time", { agentAvailability: {} }],
    ["nobody reported agents", "opens as soon as free agents are reported", {}],
    [
      "the request is the reason",
      "does not open for this request",
      { requestType: "fraud", agentAvailability: staffed },
    ],
    ["the desk is closed", "opens tomorrow at 09:00", { at: "2026-11-23T20:00:00+01:00", agentAvailability: staffed }],
  ])("says of the phone, where %s, that it `%s`", async (_, expected, part) => {
    const line = (await tell({ ...monday, ...part })).split("\n").find((each) => each.includes("✗  phone"));
    expect(line).toContain(expected);
  });

  test("says how old the report on agents is", async () => {
    const reported = { ...monday, agentAvailability: staffed };
    expect(await tell({ ...reported, agentAvailabilityAsOf: "2026-11-23T08:59:20Z" })).toContain(
      "reported 40 seconds before",
    );
    expect(await tell({ ...reported, agentAvailabilityAsOf: "2026-11-23T08:52:00Z" })).toContain("too old");
    expect(await tell({ ...reported, agentAvailabilityAsOf: "2026-11-23T09:07:00Z" })).toContain(
      "reported 7 minutes later, which is too far ahead to count (at most 2",
    );
    const own = { phone: { "*": { available: 1, asOf: "2026-11-23T08:50:00Z" } }, chat: { en: 1 } };
    expect(await tell({ ...monday, agentAvailability: own })).toContain("the report on agents is 10 minutes old");
    expect(await tell(monday)).toContain("nobody reported who is free");
  });

  test("tells times by the customer's clock where the desks do not share one", async () => {
    const schedules = { ...desk.schedules, other: { timeZone: "Asia/Tokyo", weekly: {} } };
    expect(await tell({ ...monday, timeZone: "America/New_York" }, 80, { ...desk, schedules })).toContain(
      "04:00, times in America/New_York",
    );
  });

  test("does not let a long channel name squeeze the words", async () => {
    const id = "a-very-long-name-for-what-is-only-a-contact-form";
    const channels = [...desk.channels, { id, languages: ["en"], always: true }];
    expect(await tell(monday, 60, { ...desk, channels })).toContain(`  2  ${id}\n`);
  });
});

describe("whatever is printed", () => {
  const hostile = "red\u001b[31m \u202eesrever\u0007";
  const requests: ContactRequest[] = [
    { ...monday, agentAvailability: staffed },
    { ...monday, requestType: "fraud", language: ["pl", "fr", "*"] },
    {
      ...monday,
      at: "2026-12-25T10:00:00Z",
      agentAvailability: staffed,
      agentAvailabilityAsOf: "2026-12-25T09:00:00Z",
    },
  ];

  test.each([40, 60, 80, 120])("fits a screen of %s columns, and reads the same without colour", async (width) => {
    const router = await createRouter(desk);
    for (const request of requests) {
      const print = (color: boolean) =>
        formatAnswer(answer(router, desk, request), { width, color }) +
        formatExplanation(router.explain(request), { width, color });
      expect(stripVTControlCharacters(print(true))).toBe(print(false));
      for (const line of print(false).split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  test("carries nothing from a rule file that moves the cursor or turns the text", async () => {
    const [phone, ...rules] = desk.rules ?? [];
    if (phone === undefined) throw new Error("the desk has no rules");
    const document = {
      ...desk,
      requestTypes: { order: { description: hostile, tags: ["quick"] }, fraud: {} },
      rules: [{ ...phone, description: hostile }, ...rules],
    };
    // The router of the harmless one: a ruleset with such texts does not load.
    const router = await createRouter(desk);
    const printed = formatAnswer(answer(router, document, monday), { width: 80, color: false });
    expect(printed).toContain("red[31m esrever");
    expect(printed).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
  });
});

async function tell(request: ContactRequest, width = 80, ruleset: RulesetDocument = desk): Promise<string> {
  const router = await createRouter(ruleset);
  return formatAnswer(answer(router, ruleset, request), { width, color: false })
    .replace(/\([0-9a-f]{12}\)/, "(fingerprint)")
    .trimEnd();
}
