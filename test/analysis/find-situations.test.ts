import { describe, expect, it } from "vitest";
import { findOnlyAlways, findSituations, type SituationQuery } from "../../src/analysis.js";
import { RequestError, type RulesetDocument } from "../../src/index.js";
import { desk } from "../cli/desk.js";

const WEEK = { from: "2026-11-23T00:00:00Z", days: 7 };
const DAYTIME = { timeZone: "Europe/Amsterdam", weekly: { wed: ["16:00-20:00"] } };

describe("a query over all situations", () => {
  it("finds who is offered a channel, and when", async () => {
    const { places, notSearched } = await ask({ channel: "phone", outcome: "offered" });
    expect(places.map(({ when }) => when)).toEqual([
      [
        { fact: "requestType", values: ["order"] },
        { fact: "language", values: ["en", "nl"], isAllServed: true },
        { fact: "time", schedules: [{ schedule: "desk", state: "open" }] },
        { fact: "availableAgents", values: ["1 or more"], orNoReport: false, channel: "phone", language: null },
      ],
    ]);
    expect(places[0]?.windows).toHaveLength(5);
    expect(notSearched).toEqual([]);
  });

  it("shows a request for each place, and what is decided of it", async () => {
    const { places } = await ask({ channel: "chat", outcome: "withheld", language: "nl" });
    expect(places.length).toBeGreaterThan(1);
    for (const { request, decision } of places) {
      expect(request.language).toBe("nl");
      expect(decision.withheld.map(({ channel }) => channel)).toContain("chat");
    }
  });

  it("asks only about the hours of `during`, and does not name its schedule", async () => {
    const { places } = await ask({ channel: "phone", outcome: "offered", during: DAYTIME });
    expect(places.map(({ windows }) => windows)).toEqual([
      [{ from: "2026-11-25T15:00:00.000Z", until: "2026-11-25T17:00:00.000Z", timeZone: null }],
    ]);
    expect(JSON.stringify(places)).not.toContain('"during"');
  });

  it("asks only about situations in which `when` holds", async () => {
    const when = { fact: "requestType", operator: "equal", value: "fraud" } as const;
    expect(await ask({ channel: "phone", outcome: "offered", when })).toMatchObject({ places: [], situations: 0 });
    const { places } = await ask({ channel: "phone", outcome: "withheld", when });
    expect(places.map(({ when }) => when)).toEqual([[{ fact: "requestType", values: ["fraud"] }]]);
  });

  it("asks with `when` about the agents of the language that is offered", async () => {
    const when = { fact: "availableAgents", operator: "greaterThan", value: 3 } as const;
    const { places } = await ask({ channel: "phone", outcome: "offered", when });
    expect(places[0]?.when).toContainEqual(
      expect.objectContaining({ fact: "availableAgents", values: ["4 or more"], language: null }),
    );
  });

  it("finds no customer whose channel is withheld if it is always offered", async () => {
    expect(await ask({ channel: "email", outcome: "withheld" })).toEqual({
      places: [],
      situations: 0,
      notSearched: [],
    });
  });

  it.each<[string, Partial<SituationQuery>, string]>([
    ["a channel", { channel: "fone" }, "/channel"],
    ["a fact", { when: { fact: "sinedIn", operator: "equal", value: true } as never }, "/when/fact"],
    ["hours", { during: { timeZone: "Europe/Amsterdam", weekly: { wed: ["16-20"] } } }, "/during/weekly/wed/0"],
    ["a language", { language: "dutch language" }, "/language"],
    ["a period", { days: -1 }, "/days"],
  ])("says where %s of a query is wrong", async (_, wrong, path) => {
    const asked = ask({ channel: "phone", outcome: "offered", ...wrong });
    await expect(asked).rejects.toBeInstanceOf(RequestError);
    await expect(asked).rejects.toMatchObject({ issues: [{ path }] });
  });
});

describe("customers who only ever get the always channels", () => {
  it("are found with the hours, however many agents are free", async () => {
    const { places } = await findOnlyAlways(desk, WEEK);
    expect(places.map(({ when }) => when)).toEqual([
      [{ fact: "time", schedules: [{ schedule: "desk", state: "closed" }] }],
      [{ fact: "language", values: ["other"], isAllServed: false }],
    ]);
  });

  it("are none if another channel is offered to everyone", async () => {
    const offerChat = { name: "chat", event: { type: "offer", params: { channels: ["chat"] } } } as const;
    const channels = desk.channels.map((each) =>
      each.id === "chat" ? { ...each, offerInFallbackLanguage: true } : each,
    );
    const open: RulesetDocument = { ...desk, channels, rules: [...(desk.rules ?? []), offerChat] };
    expect(await findOnlyAlways(open, WEEK)).toEqual({ places: [], situations: 0, notSearched: [] });
  });

  it("are everyone if all channels are always offered", async () => {
    const channels = desk.channels.map((each) => ({ ...each, always: true, languages: ["en", "nl", "pl"] }));
    const { places } = await findOnlyAlways({ ...desk, channels, rules: [] }, WEEK);
    expect(places.map(({ when, windows }) => ({ when, windows }))).toEqual([{ when: [], windows: null }]);
  });
});

function ask(query: Pick<SituationQuery, "channel" | "outcome"> & Partial<SituationQuery>) {
  return findSituations(desk, { ...WEEK, ...query });
}
