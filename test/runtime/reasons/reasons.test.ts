import { describe, expect, it } from "vitest";
import { compileRuleset } from "../../../src/compile/compile-ruleset.js";
import { zoneOffsets } from "../../../src/compile/schedule/zone-offsets.js";
import type { RulesetDocument } from "../../../src/ruleset/document.js";
import { toRuleset } from "../../../src/ruleset/read-ruleset.js";
import { startCursor } from "../../../src/runtime/hours/schedule-cursor.js";
import type { LoadedRules } from "../../../src/runtime/load-rules.js";
import { loadRules } from "../../../src/runtime/load-rules.js";
import { lacksHoursAt, reasonsAt } from "../../../src/runtime/reasons/withhold-channel.js";
import { readRequest } from "../../../src/runtime/request/read-request.js";
import type { ContactRequest } from "../../../src/runtime/request/request.js";
import { adviceAt } from "../../../src/runtime/situation/advice.js";
import { missesOf, type NearReasons } from "../../../src/runtime/situation/channel-situation.js";
import { createSituations } from "../../../src/runtime/situation/situations.js";
import { verdictAt } from "../../../src/runtime/situation/verdict.js";
import { buyer, shop } from "../shop.js";

/** Sunday: every schedule of the shop is closed. */
const SUNDAY = "2026-11-22T10:00:00+01:00";
const CHRISTMAS = "2026-12-25T10:00:00+01:00";

describe("what a channel lacks", () => {
  it("is found once for the same hours, as are its verdict and the steps", async () => {
    const { asked, compiled, walk, situations } = await phone([offer("seller", is("role", "seller"), during())]);
    expect(reasonsAt(compiled, asked, walk())).toBe(reasonsAt(compiled, asked, walk()));
    expect(verdictAt(asked, walk())).toBe(verdictAt(asked, walk()));
    const steps = situations.advice();
    const atNoHours = startCursor(steps.hours, null, 0);
    expect(adviceAt(steps, atNoHours)).toBe(adviceAt(steps, atNoHours));
  });

  it("is told once for both languages where it is of the request, and for each where it is of the language", async () => {
    const ofRequest = [
      is("role", "seller"),
      { fact: "requestType", operator: "equal", value: "fraud" },
      { fact: "requestTags", operator: "contains", value: "trust" },
      during(),
    ];
    for (const condition of ofRequest)
      expect((await reasons([offer("o", condition)])).list.map(({ candidate }) => candidate)).toEqual([0]);
    const ofLanguage = [
      { fact: "language", operator: "equal", value: "de" },
      { fact: "usingFallbackLanguage", operator: "equal", value: true },
      { fact: "availableAgents", operator: "greaterThan", value: 8 },
    ];
    for (const condition of ofLanguage) {
      const { list, templates } = await reasons([offer("o", condition)]);
      expect(list.map(({ candidate, alike }) => [candidate, alike.length])).toEqual([
        [0, 0],
        [1, 1],
      ]);
      expect(templates).toEqual([list[0]?.template]);
    }
  });

  it("says of whom each thing is missing, in words that are made once", async () => {
    const { asked, compiled, walk } = await phone([
      offer("first", is("role", "seller"), during("evening")),
      offer("second", is("role", "seller"), during("night")),
    ]);
    const { list, templates } = reasonsAt(compiled, asked, walk());
    expect(templates).toEqual(list.map(({ template }) => template));
    expect(templates.map(({ rule, condition }) => [rule, condition?.fact])).toEqual([
      ["first", "time"],
      ["second", "time"],
      ["first", "role"],
      ["second", "role"],
    ]);
    for (const owner of compiled.conditions.rules) {
      const { expression } = owner;
      if (expression?.kind !== "all") throw new Error("a list of conditions was written");
      for (const leaf of expression.children) {
        if (leaf.kind !== "leaf") throw new Error("two conditions were written");
        const template = compiled.templateOf(owner, leaf, false, false);
        expect(templates).toContain(template);
        const unknown = compiled.templateOf(owner, leaf, true, false);
        expect(compiled.templateOf(owner, leaf, true, false)).toBe(unknown);
        expect(compiled.templateOf(owner, leaf, false, false)).toBe(template);
      }
    }
  });

  it.each<[string, object[], boolean]>([
    ["where they alone are missing", [offer("o", during())], true],
    ["where nothing of them is", [offer("o", is("role", "seller"))], false],
    [
      "where one of two lacks them, for hours pass sooner",
      [offer("a", during()), offer("b", is("signedIn", false))],
      true,
    ],
    ["where both of two lack them", [offer("a", during()), offer("b", during("night"))], true],
  ])("says whether hours are among it: %s", async (_, rules, expected) => {
    const { asked, compiled, walk } = await phone(rules);
    // Before the reasons are known, and from them.
    expect(lacksHoursAt(asked, walk())).toBe(expected);
    expect(reasonsAt(compiled, asked, walk()).lacksHours).toBe(expected);
    expect(lacksHoursAt(asked, walk())).toBe(expected);
  });

  it("names each schedule once whose exceptions may be the reason, and none that is meant to be over", async () => {
    const schedulesOf = async (...rules: object[]) => {
      const { asked, compiled, walk } = await phone(rules, CHRISTMAS);
      const { namesExceptionsOf } = reasonsAt(compiled, asked, walk());
      return namesExceptionsOf.map((axis) => compiled.conditions.variables[axis]?.schedule);
    };
    expect(await schedulesOf(offer("a", during("desk")), offer("b", during("desk")))).toEqual(["desk"]);
    expect(await schedulesOf(offer("a", during("desk")), offer("b", during("evening")))).toEqual(["desk", "evening"]);
    expect(await schedulesOf(offer("a", is("role", "seller")))).toEqual([]);
    const over = { fact: "time", operator: "outsideSchedule", value: "always" };
    expect(await schedulesOf(offer("a", over))).toEqual([]);
  });

  it("is of what has the fewest things missing, however soon the others may pass", async () => {
    const { list } = await reasons([
      offer("fraud", { fact: "requestType", operator: "equal", value: "fraud" }),
      offer("seller", is("role", "seller"), is("signedIn", false)),
    ]);
    expect(list.map(({ template }) => [template.rule, template.condition?.fact])).toEqual([["fraud", "requestType"]]);
  });

  it("is sorted where there is more of it than a handful, and stays in the order of the rule where it is alike", async () => {
    const facts = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`fact${index}`, { type: "boolean", default: false }]),
    );
    const conditions = [
      { fact: "availableAgents", operator: "greaterThan", value: 8 },
      ...Object.keys(facts).map((fact) => is(fact, true)),
      { fact: "requestType", operator: "equal", value: "fraud" },
      during(),
      { fact: "contactsInQueue", operator: "greaterThan", value: 8 },
      { fact: "language", operator: "equal", value: "de" },
    ];
    const { list } = await reasons([offer("much", ...conditions)], { facts });
    const told = list.filter(({ candidate }) => candidate === 0).map(({ template }) => template.condition?.fact);
    expect(told).toEqual([
      ...["availableAgents", "contactsInQueue", "time", ...Object.keys(facts)],
      ...["language", "requestType"],
    ]);
  });
});

type Sections = Parameters<typeof shop>[0];

/** In two languages. */
async function phone(rules: readonly object[], at = SUNDAY, sections: Sections = {}) {
  const schedules = {
    ...shop().schedules,
    always: { timeZone: "UTC", weekly: { "mon-sun": ["00:00-24:00"] } },
    evening: { timeZone: "UTC", weekly: {}, exceptions: [{ date: "2026-12-25", hours: [], name: "Closed" }] },
  };
  const compiled = loadRules(
    await compileRuleset(toRuleset(shop({ rules, schedules, ...sections }) as RulesetDocument)),
    zoneOffsets,
  );
  const situations = createSituations(compiled);
  const { agentAvailabilityAsOf: _, facts: __, ...rest } = buyer();
  const request: ContactRequest = { ...rest, at, language: ["nl", "en"] };
  const read = readRequest(request, compiled.vocabulary, compiled.planLanguages);
  situations.setRequest(read);
  const asked = situations.channel(compiled.channels[0] as LoadedRules["channels"][0], read);
  return { compiled, situations, asked, walk: () => startCursor(missesOf(asked).hours, read.timeZone, read.at) };
}

async function reasons(rules: readonly object[], sections: Sections = {}): Promise<NearReasons> {
  const { compiled, asked, walk } = await phone(rules, SUNDAY, sections);
  return reasonsAt(compiled, asked, walk());
}

function offer(name: string, ...all: readonly object[]): object {
  return { name, conditions: { all }, event: { type: "offer", params: { channels: ["phone"] } } };
}

function is(fact: string, value: boolean | string): object {
  return { fact, operator: "equal", value };
}

function during(value = "desk"): object {
  return { fact: "time", operator: "duringSchedule", value };
}
