import { describe, expect, it } from "vitest";
import { compileRuleset } from "../../../src/compile/compile-ruleset.js";
import { zoneOffsets } from "../../../src/compile/schedule/zone-offsets.js";
import type { RulesetDocument } from "../../../src/ruleset/document.js";
import { toRuleset } from "../../../src/ruleset/read-ruleset.js";
import { startCursor } from "../../../src/runtime/hours/schedule-cursor.js";
import type { LoadedRules } from "../../../src/runtime/load-rules.js";
import { loadRules } from "../../../src/runtime/load-rules.js";
import { readRequest } from "../../../src/runtime/request/read-request.js";
import type { ContactRequest } from "../../../src/runtime/request/request.js";
import { type ChannelSituation, missesOf } from "../../../src/runtime/situation/channel-situation.js";
import { createSituations, type Situations } from "../../../src/runtime/situation/situations.js";
import { verdictAt } from "../../../src/runtime/situation/verdict.js";
import { buyer, shop } from "../shop.js";

type Sections = Parameters<typeof shop>[0];

describe("the situation of a channel", () => {
  it("is kept from the second time on, and shared by requests that its rules cannot tell apart", async () => {
    const { situationOf } = await desk([offer("by-role", isRole("seller"), agents())]);
    const first = situationOf(seller());
    const second = situationOf(seller());
    expect(second).not.toBe(first);
    for (const alike of [
      {},
      { requestType: "fraud" },
      { facts: { role: "seller", country: "BE" } },
      { at: "2027-03-01T00:00:00Z", agentAvailabilityAsOf: "2027-03-01T00:00:00Z" },
      { agentAvailability: { phone: { nl: 5 } } },
      { closedChannels: ["chat"] },
    ])
      expect([alike, situationOf({ ...seller(), ...alike }) === second]).toEqual([alike, true]);
  });

  it.each<[string, Partial<ContactRequest>]>([
    ["a fact", { facts: { role: "buyer" } }],
    ["agents", { agentAvailability: { phone: { nl: 0 } } }],
    ["no report of agents", { agentAvailability: undefined } as object],
    ["a report that is too old", { agentAvailabilityAsOf: "2026-11-23T09:00:00+01:00" }],
    ["the channel closed", { closedChannels: ["phone"] }],
    ["more languages", { language: ["nl", "en"] }],
    ["another language", { language: ["en"], agentAvailability: { phone: { en: 2 } } }],
  ])("is another for %s", async (_, other) => {
    const { situationOf } = await desk([
      offer("by-role", isRole("seller"), agents()),
      offer("dutch", { fact: "language", operator: "equal", value: "nl" }, isRole("none"), agents()),
    ]);
    const known = [situationOf(seller()), situationOf(seller())][1];
    const request = { ...seller(), ...other };
    const others = [situationOf(request), situationOf(request)];
    expect(others).not.toContain(known);
    expect(situationOf(request)).toBe(others[1]);
    expect(situationOf(seller())).toBe(known);
  });

  it("without a report is told from one with a report that is too old, and neither matters to a closed channel", async () => {
    const { situationOf } = await desk([offer("staffed", agents())]);
    const { agentAvailability: _, agentAvailabilityAsOf: __, ...unreported } = seller();
    const stale = { ...seller(), agentAvailabilityAsOf: "2026-11-23T09:00:00+01:00" };
    const requests = [seller(), stale, unreported].flatMap((each) => [each, { ...each, closedChannels: ["phone"] }]);
    for (const request of requests) situationOf(request);
    const kept = requests.map(situationOf);
    expect(requests.map(situationOf)).toEqual(kept);
    const [fresh, closed] = kept;
    expect(kept.map(({ candidates, closed }) => [candidates.map(({ isStale }) => isStale), closed])).toEqual([
      [[false], false],
      [[], true],
      [[true], false],
      [[], true],
      [[false], false],
      [[], true],
    ]);
    expect(new Set(kept).size).toBe(4);
    expect([kept[3], kept[5]]).toEqual([closed, closed]);
    expect(kept[4]).not.toBe(fresh);
  });

  it("of a closed channel is told from one of a channel that serves none of the languages", async () => {
    const { situationOf } = await desk([offer("staffed", agents())]);
    const { agentAvailability: _, agentAvailabilityAsOf: __, ...unreported } = seller();
    const stale = { ...seller(), agentAvailabilityAsOf: "2026-11-23T09:00:00+01:00" };
    const requests = [seller(), stale, unreported].flatMap((each) => [
      { ...each, language: "fi" },
      { ...each, closedChannels: ["phone"] },
    ]);
    for (const request of requests) situationOf(request);
    expect(new Set(requests.map(situationOf)).size).toBe(2);
  });

  it("of a candidate in the fallback language is told from that of a match", async () => {
    const channels = [
      { id: "phone", languages: ["en", "nl"], offerInFallbackLanguage: true },
      { id: "email", languages: ["en", "nl"], always: true },
    ];
    const served = { fact: "usingFallbackLanguage", operator: "equal", value: false };
    const { situationOf } = await desk([offer("direct", served)], { channels });
    const [english, finnish] = ["en", "fi"].map((language) => ({ ...seller(), language }));
    for (const request of [english, finnish, english, finnish]) situationOf(request as ContactRequest);
    expect(situationOf(english as ContactRequest)).not.toBe(situationOf(finnish as ContactRequest));
  });

  it("is another for the last of more facts than a number has bits", async () => {
    const names = Array.from({ length: 60 }, (_, index) => `fact${index}`);
    const facts = Object.fromEntries(names.map((name) => [name, { type: "boolean", default: false }]));
    const { situationOf } = await desk(
      names.map((name) => offer(name, is(name, true))),
      { facts },
    );
    const asked = (last: boolean) => ({ ...seller(), facts: { fact0: true, fact59: last } });
    for (const last of [false, true, false, true]) situationOf(asked(last));
    expect(situationOf(asked(true))).not.toBe(situationOf(asked(false)));
  });

  it("is forgotten with all others when there are more than ten thousand branches", async () => {
    const values = Array.from({ length: 101 }, (_, index) => index);
    const facts = { left: { type: "integer", default: 0 }, right: { type: "integer", default: 0 } };
    const { situationOf } = await desk(
      values.map((value) => offer(`at-${value}`, is("left", value), is("right", value))),
      { facts },
    );
    const asked = (left: number, right: number) => ({ ...seller(), facts: { left, right } });
    const kept = [situationOf(asked(0, 0)), situationOf(asked(0, 0))][1];
    let count = 1;
    for (const left of values) {
      for (const right of values) {
        if (left + right > 0 && count < 9_990) {
          situationOf(asked(left, right));
          count++;
        }
      }
    }
    expect(situationOf(asked(0, 0))).toBe(kept);
    for (const right of values.slice(1)) situationOf(asked(100, right));
    expect(situationOf(asked(0, 0))).not.toBe(kept);
  });
});

describe("the steps of a request", () => {
  it("are kept from the second time on, and shared by requests that no step's rules can tell apart", async () => {
    const advise = rule("sign-in", { type: "advise", params: { steps: ["sign-in"] } }, is("signedIn", false));
    const { situations, read } = await desk([advise, offer("by-role", isRole("seller"))]);
    const stepsOf = (request: ContactRequest) => {
      situations.setRequest(read(request));
      return situations.advice();
    };
    const second = [stepsOf(seller()), stepsOf(seller())][1];
    expect(stepsOf({ ...seller(), facts: { role: "buyer" } })).toBe(second);
    expect(stepsOf({ ...seller(), facts: { signedIn: false } })).not.toBe(second);
  });
});

describe("whether hours could ever open a channel, or close it", () => {
  it.each<[string, object[], [couldOpen: boolean, couldClose: boolean]]>([
    ["an offer at any hour", [offer("any")], [true, false]],
    ["an offer at some hours", [offer("desk", during())], [true, true]],
    ["an offer for others", [offer("buyers", isRole("buyer"))], [false, true]],
    ["an offer to which agents are missing", [offer("staffed", agents(3))], [true, true]],
    ["two offers, one of them at any hour", [offer("any"), offer("desk", during())], [true, false]],
    ["an offer that is withheld at any hour", [offer("any"), withhold("no", isRole("seller"))], [false, true]],
    ["an offer that is withheld at some hours", [offer("any"), withhold("no", during())], [true, true]],
    ["an offer that is withheld from others", [offer("any"), withhold("no", isRole("buyer"))], [true, false]],
    [
      "an offer that is withheld at some hours, and otherwise at any",
      [offer("any"), withhold("sometimes", during()), withhold("always", isRole("seller"))],
      [false, true],
    ],
    ["an offer for one of two languages", [offer("dutch", isLanguage("nl"))], [true, false]],
    [
      "an offer in one language that is withheld from the other",
      [offer("any"), withhold("english", isLanguage("en"))],
      [true, false],
    ],
  ])("is told of %s", async (_, rules, expected) => {
    const { situationOf } = await desk(rules);
    const { couldOpen, couldClose } = situationOf({ ...seller(), language: ["nl", "en"] });
    expect([couldOpen, couldClose]).toEqual(expected);
  });

  it("is neither of a channel that was closed, nor of one that is offered always", async () => {
    const { situationOf, compiled, situations, read } = await desk([offer("any")]);
    expect(situationOf({ ...seller(), closedChannels: ["phone"] }).couldOpen).toBe(false);
    const request = read(seller());
    situations.setRequest(request);
    expect(situations.channel(compiled.channels[2] as LoadedRules["channels"][0], request).couldClose).toBe(false);
  });
});

describe("the hours of what a channel lacks", () => {
  it.each<[string, object[], string[]]>([
    ["those of the nearest", [offer("near", isRole("buyer"), during("desk"))], ["desk"]],
    [
      "those of what would be as near when its hours hold",
      [
        offer("near", isRole("buyer"), during("desk")),
        offer("next", isRole("buyer"), isCountry("BE"), during("evening")),
      ],
      ["desk", "evening"],
    ],
    [
      "not those of what is further away",
      [
        offer("near", isRole("buyer"), during("desk")),
        offer("far", isRole("buyer"), isCountry("BE"), is("signedIn", false), during("evening")),
      ],
      ["desk"],
    ],
  ])("are %s", async (_, rules, expected) => {
    const { situationOf, compiled } = await desk(rules);
    const { schedules } = missesOf(situationOf(seller())).hours;
    expect(schedules.map(({ variable }) => compiled.conditions.variables[variable]?.schedule).sort()).toEqual(expected);
  });

  it("of a second candidate count where it is as near, or nearly so", async () => {
    const hoursFor = async (...rules: object[]) => {
      const { situationOf, compiled } = await desk(rules);
      const { schedules } = missesOf(situationOf({ ...seller(), language: ["nl", "en"] })).hours;
      return schedules.map(({ variable }) => compiled.conditions.variables[variable]?.schedule).sort();
    };
    const dutch = offer("dutch", isLanguage("nl"), isRole("buyer"), during("desk"));
    const english = (...others: object[]) =>
      offer("english", isLanguage("en"), isRole("buyer"), ...others, during("evening"));
    expect(await hoursFor(dutch, english())).toEqual(["desk", "evening"]);
    expect(await hoursFor(dutch, english(isCountry("BE")))).toEqual(["desk", "evening"]);
    expect(await hoursFor(dutch, english(isCountry("BE"), is("signedIn", false)))).toEqual(["desk"]);
    // All that the second candidate could have is further away: agents are missing to it as well.
    const staffed = offer("staffed", isLanguage("nl"), agents(), isRole("buyer"), during("desk"));
    expect(await hoursFor(staffed, english(isCountry("BE"), is("signedIn", false)))).toEqual(["desk"]);
  });
});

describe("whether a withheld channel would be offered if agents were free", () => {
  it.each<[string, object[], Partial<ContactRequest>, boolean]>([
    ["an offer that only agents are missing to", [offer("staffed", agents(3))], {}, true],
    ["such an offer in the second language alone", [offer("staffed", isLanguage("en"), agents(3))], {}, true],
    ["an offer that is for others", [offer("staffed", isRole("buyer"), agents(3))], {}, false],
    ["a channel that was closed", [offer("staffed", agents(3))], { closedChannels: ["phone"] }, false],
    ["a channel that no rule offers", [], {}, false],
    ["a language that nobody speaks", [offer("staffed", agents(3))], { language: "fi" }, false],
  ])("is told of %s", async (_, rules, others, expected) => {
    const { situationOf } = await desk(rules);
    const asked = situationOf({ ...seller(), language: ["nl", "en"], ...others });
    const verdict = verdictAt(asked, startCursor(asked.hours, null, Date.parse("2026-11-23T10:00:00+01:00")));
    expect(verdict).toMatchObject({ kind: "withheld", openIfAgentsWereFree: expected });
  });
});

interface Desk {
  readonly compiled: LoadedRules;
  readonly situations: Situations;
  readonly read: (request: ContactRequest) => ReturnType<typeof readRequest>;
  /** Of the phone. */
  readonly situationOf: (request: ContactRequest) => ChannelSituation;
}

async function desk(rules: readonly object[], sections: Sections = {}): Promise<Desk> {
  const compiled = loadRules(
    await compileRuleset(toRuleset(shop({ rules, ...sections }) as RulesetDocument)),
    zoneOffsets,
  );
  const situations = createSituations(compiled);
  const read = (request: ContactRequest) => readRequest(request, compiled.vocabulary, compiled.planLanguages);
  const [phone] = compiled.channels as [LoadedRules["channels"][0]];
  return {
    compiled,
    situations,
    read,
    situationOf(request) {
      const asked = read(request);
      situations.setRequest(asked);
      return situations.channel(phone, asked);
    },
  };
}

function seller(): ContactRequest {
  return { ...buyer(), language: ["nl"], facts: { role: "seller" } };
}

function offer(name: string, ...all: readonly object[]): object {
  return rule(name, { type: "offer", params: { channels: ["phone"] } }, ...all);
}

function withhold(name: string, ...all: readonly object[]): object {
  return rule(name, { type: "withhold", params: { channels: ["phone"], reason: name } }, ...all);
}

function rule(name: string, event: object, ...all: readonly object[]): object {
  return { name, ...(all.length > 0 && { conditions: { all } }), event };
}

function is(fact: string, value: boolean | number | string): object {
  return { fact, operator: "equal", value };
}

function isRole(value: string): object {
  return value === "none" ? { not: { any: [isRole("buyer"), isRole("seller")] } } : is("role", value);
}

function isCountry(value: string): object {
  return is("country", value);
}

function isLanguage(value: string): object {
  return is("language", value);
}

function during(value = "evening"): object {
  return { fact: "time", operator: "duringSchedule", value };
}

function agents(value = 1): object {
  return { fact: "availableAgents", operator: "greaterThanInclusive", value };
}
