import { describe, expect, it } from "vitest";
import { createReplay, type Replay, type ReplayReport } from "../../src/analysis.js";
import { RulesetError } from "../../src/values/errors.js";
import { buyer, shop } from "../runtime/shop.js";

const REQUEST = buyer();

describe("createReplay", () => {
  it("counts who is offered what, and first, and in which language", async () => {
    const { requests, rules } = await replayOf([REQUEST, { ...REQUEST, language: "fr" }]);
    expect(requests).toBe(2);
    expect(rules.channels.map(({ channel, offered, share }) => [channel, offered, share])).toEqual([
      ["phone", 1, 0.5],
      ["chat", 0, 0],
      ["email", 2, 1],
    ]);
    expect(rules.channels.map(({ offeredFirst }) => offeredFirst)).toEqual([1, 0, 1]);
    expect(rules.channels[0]?.servedLanguages.filter(({ offered }) => offered > 0)).toEqual([
      { language: "nl", offered: 1 },
    ]);
  });

  it("counts a channel once for each reason, however many rules give it", async () => {
    const withhold = (name: string, reason: string) => ({
      name,
      event: { type: "withhold", params: { channels: ["phone"], reason } },
    });
    const rules = [...(shop().rules ?? []), withhold("a", "busy"), withhold("b", "in-writing"), withhold("c", "busy")];
    const replay = await createReplay(shop({ rules }));
    const [phone] = report(addAll(replay, [REQUEST, { ...REQUEST, closedChannels: ["phone"] }])).rules.channels;
    expect(phone).toMatchObject({ channel: "phone", offered: 0, withheld: 2 });
    expect(phone?.reasons).toEqual([
      { code: "busy", withheld: 1, share: 0.5 },
      { code: "in-writing", withheld: 1, share: 0.5 },
      { code: "manually-closed", withheld: 1, share: 0.5 },
    ]);
  });

  it("tells customers apart by the first of their languages that any channel serves", async () => {
    const asked = ["nl-BE", ["ja", "nl"], "*", ["*", "nl"], "ja", []];
    const { rules } = await replayOf(asked.map((language) => ({ ...REQUEST, language })));
    expect(rules.languages.filter(({ requests }) => requests > 0)).toMatchObject([
      { language: "nl", requests: 3 },
      { language: null, requests: 3 },
    ]);
  });

  it("tells when the requests were made, whatever their order", async () => {
    const days = ["2026-11-24", "2026-11-23", "2026-11-25"].map((day) => `${day}T10:00:00+01:00`);
    const { period } = await replayOf(days.map((at) => ({ ...REQUEST, at, agentAvailabilityAsOf: at })));
    expect(period).toEqual({ from: "2026-11-23T09:00:00.000Z", through: "2026-11-25T09:00:00.000Z" });
  });

  it("lists what nobody asked for, with nought", async () => {
    const { rules, period } = await replayOf([]);
    expect(rules.requestTypes.map(({ requests }) => requests)).toEqual(rules.requestTypes.map(() => 0));
    expect(rules.requestTypes.length).toBeGreaterThan(1);
    expect(rules.channels.map(({ share }) => share)).toEqual([0, 0, 0]);
    expect(period).toBeNull();
  });

  it("skips what cannot be read, whatever it is, and keeps three of each kind", async () => {
    const wrong = Array.from({ length: 5 }, () => ({ ...REQUEST, requestType: "ordr" }));
    const { requests, skipped } = await replayOf([null, REQUEST, ...wrong, 7, [], "text"]);
    expect(requests).toBe(1);
    expect(skipped.lines).toBe(9);
    expect(
      skipped.problems.map(({ code, lines, examples }) => [code, lines, examples.map(({ line }) => line)]),
    ).toEqual([
      ["unknown-request-type", 5, [3, 4, 5]],
      ["wrong-type", 4, [1, 8, 9]],
    ]);
    expect(skipped.problems[0]?.examples[0]).toMatchObject({
      refusedBy: "rules",
      issue: { message: "unknown request type `ordr`; did you mean `order`?" },
    });
  });

  it("gives the decision of what it counted", async () => {
    const replay = await createReplay(shop());
    expect(replay.add(REQUEST, 1)).toMatchObject({
      decision: { offered: [{ channel: "phone" }, { channel: "email" }] },
    });
    expect(replay.add({}, 2)).toBeNull();
  });

  it("refuses a ruleset with errors, on either side", async () => {
    await expect(createReplay(shop({ channels: [] }))).rejects.toThrow(RulesetError);
    await expect(createReplay(shop(), { against: shop({ channels: [] }) })).rejects.toThrow(RulesetError);
  });
});

describe("createReplay against another version", () => {
  it("tells who gains and who loses, with what it was and what it is", async () => {
    const { rules = [] } = shop();
    const phoneless = shop({ rules: rules.filter(({ name }) => !name.includes("phone")) });
    const { changes } = report(await against([REQUEST], phoneless));
    expect(changes?.requests).toBe(1);
    const [phone, ...others] = changes?.channels ?? [];
    expect(phone).toMatchObject({
      channel: "phone",
      gained: {
        requests: 1,
        requestTypes: [{ requestType: "order", requests: 1 }],
        languages: [{ language: "nl", requests: 1 }],
        examples: [
          { line: 1, request: REQUEST, before: { offered: ["email:nl"] }, now: { offered: ["phone:nl", "email:nl"] } },
        ],
      },
      lost: { requests: 0, examples: [] },
    });
    expect(others.every(({ gained, lost }) => gained.requests + lost.requests === 0)).toBe(true);
  });

  it("tells a channel in another language from one that is gone", async () => {
    const channels = shop().channels.map((each) => ({
      ...each,
      languages: each.languages.filter((tag) => tag !== "nl"),
    }));
    const { changes } = report(await against([{ ...REQUEST, language: ["nl", "en"] }], shop({ channels })));
    expect(changes?.language).toMatchObject({ requests: 1, examples: [{ before: { offered: ["email:en"] } }] });
    expect(changes?.channels.find(({ channel }) => channel === "email")).toMatchObject({ gained: { requests: 0 } });
  });

  it("tells of the same channels in another order, and of other steps", async () => {
    const rule = (name: string, event: object) => ({ name, event });
    const { rules = [] } = shop();
    const before = shop({
      rules: [
        ...rules.filter(({ event: { type } }) => type === "offer" || type === "withhold"),
        rule("email-first", { type: "prefer", params: { channels: ["email"] } }),
        rule("steps", { type: "advise", params: { steps: ["message-seller"] } }),
      ],
    });
    const { changes } = report(await against([REQUEST], before));
    expect(changes).toMatchObject({
      requests: 1,
      order: { requests: 1 },
      steps: { requests: 1 },
      language: { requests: 0 },
    });
  });

  it("gives examples of different request types where there are several", async () => {
    const { rules = [] } = shop();
    const phoneless = shop({ rules: rules.filter(({ name }) => !name.includes("phone")) });
    const [order, other] = ["order", "other"].map((requestType) => ({ ...REQUEST, requestType }));
    const both = [order, order, order, order, other];
    const { changes } = report(await against(both, phoneless));
    expect(changes?.channels[0]?.gained.examples.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it("skips a request that the other version cannot read, and says which", async () => {
    const { order, ...requestTypes } = shop().requestTypes;
    expect(order).toBeDefined();
    const replay = await against([REQUEST], shop({ requestTypes, rules: [], scenarios: [], conditions: {} }));
    const { requests, skipped } = report(replay);
    expect(requests).toBe(0);
    expect(skipped.problems).toMatchObject([{ code: "unknown-request-type", examples: [{ refusedBy: "against" }] }]);
  });
});

async function replayOf(requests: readonly unknown[]): Promise<ReplayReport> {
  return report(await addAll(await createReplay(shop()), requests));
}

async function against(requests: readonly unknown[], before: ReturnType<typeof shop>): Promise<Replay> {
  return addAll(await createReplay(shop(), { against: before }), requests);
}

function addAll(replay: Replay, requests: readonly unknown[]): Replay {
  for (const [index, request] of requests.entries()) replay.add(request, index + 1);
  return replay;
}

/** As a program would read it: plain JSON. */
function report(replay: Replay): ReplayReport {
  return JSON.parse(JSON.stringify(replay.report()));
}
