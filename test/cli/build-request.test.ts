import { describe, expect, test } from "vitest";
import { Misuse } from "../../src/cli/environment.js";
import { buildRequest, type RequestFlags } from "../../src/cli/route/build-request.js";
import type { Issue } from "../../src/index.js";
import { desk } from "./desk.js";

describe("the flags of a request", () => {
  test.each<[RequestFlags, object]>([
    [{ at: "2026-11-23T10:00:00Z" }, { at: "2026-11-23T10:00:00Z" }],
    [{ at: "2026-11-23 10:00" }, { at: "2026-11-23T09:00:00.000Z" }],
    [
      { at: "2026-11-23T10:00", timeZone: "Mars" },
      { at: "2026-11-23T09:00:00.000Z", timeZone: "Mars" },
    ],
    [
      { at: "2026-11-23T10:00", asOf: "2026-11-23 09:59" },
      { at: "2026-11-23T09:00:00.000Z", agentAvailabilityAsOf: "2026-11-23T08:59:00.000Z" },
    ],
    [{ at: "1795420800000" }, { at: 1_795_420_800_000 }],
    [{ at: "last saturday 17:30" }, { at: "2026-11-21T16:30:00.000Z" }],
    [
      { at: "today 10:00", asOf: "Yesterday 9:59" },
      { at: "2026-11-23T09:00:00.000Z", agentAvailabilityAsOf: "2026-11-22T08:59:00.000Z" },
    ],
    [{ language: "nl, en" }, { language: ["nl", "en"] }],
    [{ language: "Polish,dutch, Brazilian Portuguese" }, { language: ["pl", "nl", "pt-BR"] }],
    [{ language: "polski,中文,Portuguese (Angola),Swiss German" }, { language: ["pl", "zh", "pt-AO", "gsw"] }],
    [{ language: "*,zh-Hans,i-klingon,EN_us" }, { language: ["*", "zh-Hans", "i-klingon", "EN_us"] }],
    [{ language: "en;q=0.5,nl,*;q=0" }, { language: ["nl", "en"] }],
    [{ language: "nl,,en" }, { language: ["nl", "", "en"] }],
    [{ timeZone: "Asia/Tokyo" }, { timeZone: "Asia/Tokyo" }],
    [{ closed: ["phone, chat", "fax"] }, { closedChannels: ["phone", "chat", "fax"] }],
    [{ asOf: "2026-11-23T09:59:00Z" }, { agentAvailabilityAsOf: "2026-11-23T09:59:00Z" }],
    [
      { agents: ["chat.nl=2,phone.*=1", "chat=3"] },
      { agentAvailability: availability({ chat: { nl: 2, "*": 3 }, phone: { "*": 1 } }) },
    ],
    [{ agents: ["us.chat.nl=2"] }, { agentAvailability: availability({ "us.chat": { nl: 2 } }) }],
    [{ agents: ["none"] }, { agentAvailability: {} }],
    [
      { agents: ["chat.nl=2"], staffed: ["chat.nl=4"], queue: ["chat.nl=1"], wait: ["chat.nl=60.5"] },
      {
        agentAvailability: {
          chat: { nl: { available: 2, staffed: 4, contactsInQueue: 1, estimatedWaitSeconds: 60.5 } },
        },
      },
    ],
    [
      { agents: ["__proto__.nl=1"] },
      { agentAvailability: JSON.parse('{"__proto__":{"nl":{"available":1}}}') as object },
    ],
    [{ fact: ["signedIn=true", "items=3", "plan=free"] }, { facts: { signedIn: true, items: 3, plan: "free" } }],
    [{ fact: ["plan=true", "items=many", "note=a=b"] }, { facts: { plan: "true", items: "many", note: "a=b" } }],
  ])("%o say %o", (flags, expected) => {
    expect(build({ type: "order", ...flags }).request).toEqual({
      requestType: "order",
      at: NOW,
      language: "en",
      ...expected,
    });
  });

  test("replace parts of the request they are given, and leave the others", () => {
    const given = {
      requestType: "order",
      at: "2026-11-23T10:00:00Z",
      language: "nl",
      agentAvailability: { chat: { nl: 2, en: 1 }, phone: { nl: { available: 1, staffed: 3 } } },
      facts: { signedIn: true, plan: "paid" },
    };
    const flags = { type: "fraud", wait: ["chat.nl=60"], agents: ["phone.nl=0"], fact: ["plan=free"] };
    expect(build(flags, given).request).toEqual({
      ...given,
      requestType: "fraud",
      agentAvailability: {
        chat: { nl: { available: 2, estimatedWaitSeconds: 60 }, en: 1 },
        phone: { nl: { available: 0, staffed: 3 } },
      },
      facts: { signedIn: true, plan: "free" },
    });
  });

  test("do not stand in for a language that a whole request forgot", () => {
    expect(build({}, { requestType: "order" }).request).toEqual({ requestType: "order", at: NOW });
  });

  test.each<[RequestFlags, string]>([
    [
      {},
      "say what the customer needs help with: give `--type` one of `order`, `fraud`; or give a whole request with `--request`",
    ],
    [
      { type: "order", agents: ["chat.nl"] },
      "`--agents chat.nl` cannot be read; write it like `--agents chat.nl=2` or, for every language, `chat=2`",
    ],
    [
      { type: "order", wait: ["chat.nl=-1"] },
      "`--wait chat.nl=-1` cannot be read; write it like `--wait chat.nl=2` or, for every language, `chat=2`",
    ],
    [
      { type: "order", queue: ["none"] },
      "`--queue none` cannot be read; write it like `--queue chat.nl=2` or, for every language, `chat=2`",
    ],
    [{ type: "order", language: "nl,Polnish" }, "unknown language `Polnish`; did you mean `Polish`?"],
    [
      { type: "order", language: "Quenya" },
      "unknown language `Quenya`; write a name such as `Polish`, or a tag such as `pl`",
    ],
    [{ type: "order", fact: ["signedIn"] }, "`--fact signedIn` gives no value; write it like `--fact signedIn=true`"],
  ])("%o are refused: %s", (flags, message) => {
    expect(() => build(flags)).toThrow(new Misuse(message));
  });
});

describe("a problem in a request", () => {
  test.each<[RequestFlags, object | undefined, string, string]>([
    [{ type: "order" }, undefined, "/requestType", "--type"],
    [{ type: "order" }, undefined, "/facts/plan", "--fact"],
    [{ agents: ["chat=1"] }, {}, "/agentAvailability/chat", "--agents"],
    [{ agents: ["chat=1"] }, {}, "/at", "request.json /at"],
    [{}, {}, "", "request.json"],
  ])("of %o over %o at `%s` is placed at `%s`", (flags, given, path, place) => {
    const issue: Issue = { code: "x", message: "x", path, hint: null, severity: "error" };
    expect(build(flags, given).placeOf(issue)).toBe(place);
  });
});

const NOW = Date.parse("2026-11-23T10:00:00Z");

function build(flags: RequestFlags, given?: unknown) {
  const base = given === undefined ? null : { value: given, from: "request.json" };
  return buildRequest({ base, flags, ruleset: desk, now: () => NOW });
}

/** What is said with a flag is written out. */
function availability(counts: Record<string, Record<string, number>>): object {
  return Object.fromEntries(
    Object.entries(counts).map(([channel, languages]) => [
      channel,
      Object.fromEntries(Object.entries(languages).map(([language, available]) => [language, { available }])),
    ]),
  );
}
