import { describe, expect, it } from "vitest";
import type { ContactRequest } from "../../../src/runtime/request/request.js";
import { RequestError } from "../../../src/values/errors.js";
import { buyer, shopRouter } from "../shop.js";

type Told = readonly [code: string, path: string, message: string];

describe("a request with more problems than are told of", () => {
  const LAST = ["too-many-issues", "", "there are more problems than these; mend these first"];

  it("is told of a hundred, and that there are more", async () => {
    expect(await told({ ...buyer(), ...unknownKeys(100) })).toHaveLength(100);
    const issues = await told({ ...buyer(), ...unknownKeys(101) });
    expect(issues).toHaveLength(101);
    expect(issues[99]).toEqual(["unknown-key", "/key99", "unknown key `key99`"]);
    expect(issues[100]).toEqual(LAST);
  });

  it("is not searched for more of them", async () => {
    const much = { ...buyer(), ...unknownKeys(101) };
    const facts = { singedIn: true };
    const agentAvailability = { fax: {}, phone: { nl: -1 } };
    for (const more of [{ facts }, { agentAvailability }, { closedChannels: ["fax"] }])
      expect(await told({ ...much, ...more })).toEqual(await told(much));
  });

  it("is told of a hundred in each part of it", async () => {
    const parts = [
      { facts: { signedIn: true, ...unknownKeys(150) } },
      { agentAvailability: unknownKeys(150) },
      { agentAvailability: { phone: Object.fromEntries(Object.keys(unknownKeys(150)).map((key) => [`${key}_`, 1])) } },
      { closedChannels: new Array(150).fill("fax") },
    ];
    for (const part of parts) {
      const issues = await told({ ...buyer(), ...part });
      expect(issues).toHaveLength(101);
      expect(issues[100]).toEqual(LAST);
      expect(new Set(issues.slice(0, 100).map(([code]) => code)).size).toBe(1);
    }
  });

  it("is not told of facts that are missing after a hundred, and is of those before", async () => {
    const names = Array.from({ length: 120 }, (_, index) => `fact${index}`);
    const facts = Object.fromEntries(names.map((name) => [name, { type: "boolean" }]));
    const issues = await told({ ...buyer(), facts: {} }, { facts, rules: [] });
    expect(issues).toHaveLength(101);
    expect(issues[99]).toEqual([
      "missing-fact",
      "/facts/fact99",
      "the fact `fact99` is missing; give it in `facts`, or declare it with a `default` or as `optional` in the ruleset",
    ]);
    expect(issues[100]).toEqual(LAST);
  });
});

describe("a part of a request with more keys than there may be", () => {
  it.each<[string, (keys: object) => object, string, string]>([
    ["the request", (keys) => keys, "", "the request"],
    ["the facts", (facts) => ({ facts }), "/facts", "`facts`"],
    ["the availability", (agentAvailability) => ({ agentAvailability }), "/agentAvailability", "`agentAvailability`"],
    [
      "the availability of a channel",
      (phone) => ({ agentAvailability: { phone } }),
      "/agentAvailability/phone",
      "`phone`",
    ],
    [
      "the agents for a language",
      (keys) => ({ agentAvailability: { phone: { nl: { available: 1, ...keys } } } }),
      "/agentAvailability/phone/nl",
      "`nl`",
    ],
  ])("is refused without a look at them: %s", async (_, within, path, what) => {
    const surplus = 1001 - keysAt(path);
    expect(await told({ ...buyer(), ...within(unknownKeys(surplus)) })).toEqual([
      ["too-many", path, `${what} has 1001 keys, more than 1000; leave out what is not known of`],
    ]);
    const issues = await told({ ...buyer(), ...within(unknownKeys(surplus - 1)) });
    expect(issues.map(([code]) => code)).not.toContain("too-many");
  });
});

/** How many there are beside those that are added. */
function keysAt(path: string): number {
  return path === "" ? Object.keys(buyer()).length : path.endsWith("/nl") ? 1 : 0;
}

describe("a number of agents", () => {
  it("may be as large as a whole number is exact", async () => {
    expect(await told({ ...buyer(), agentAvailability: { phone: { nl: Number.MAX_SAFE_INTEGER } } })).toEqual([]);
    expect(await told({ ...buyer(), agentAvailability: { phone: { nl: 2 ** 53 } } })).toHaveLength(1);
  });
});

describe("a name that is not known", () => {
  const names = Array.from({ length: 9 }, (_, index) => `name-${"abcdefghi"[index]}`);

  it("is answered with what to do where the names there are would be too many to list", async () => {
    const sections = {
      requestTypes: { order: {}, ...Object.fromEntries(names.map((name) => [name, {}])) },
      facts: Object.fromEntries(names.map((name) => [name.replace("-", ""), { type: "boolean", default: true }])),
      channels: [
        { id: "email", languages: ["en", "nl"], always: true },
        ...names.map((id) => ({ id, languages: ["en"] })),
      ],
      rules: [],
    };
    const { agentAvailability: _, agentAvailabilityAsOf: __, ...asked } = buyer();
    const request = { ...asked, requestType: "zzz", closedChannels: ["zzz"], facts: { zzz: true } };
    expect(await told(request, sections)).toEqual([
      ["unknown-request-type", "/requestType", "unknown request type `zzz`; give one that the rules have"],
      ["unknown-channel", "/closedChannels/0", "unknown channel `zzz`; give one that the rules have"],
      ["unknown-fact", "/facts/zzz", "unknown fact `zzz`; leave it out, or declare it in the rules"],
    ]);
  });

  it("of few facts is answered with them", async () => {
    const facts = { urgent: { type: "boolean", default: true }, vip: { type: "boolean", default: true } };
    expect(await told({ ...buyer(), facts: { zzz: true } }, { facts, rules: [] })).toEqual([
      ["unknown-fact", "/facts/zzz", "unknown fact `zzz`; the facts are `urgent` and `vip`"],
    ]);
  });
});

describe("a value of a fact", () => {
  it("is answered with thirty of those there are, and how many more", async () => {
    const values = (count: number) => Array.from({ length: count }, (_, index) => `value-${String(index)}`);
    const message = async (count: number) => {
      const facts = { tier: { type: "string", values: values(count), default: "value-0" } };
      return (await told({ ...buyer(), facts: { tier: "zzz" } }, { facts, rules: [] }))[0]?.[2];
    };
    const listed = values(30).map((value) => `\`${value}\``);
    expect(await message(30)).toBe(`the fact \`tier\` cannot be \`zzz\`; it is one of ${listed.join(", ")}`);
    expect(await message(32)).toBe(
      `the fact \`tier\` cannot be \`zzz\`; it is one of ${listed.join(", ")}, and 2 more`,
    );
  });
});

describe("a request that throws when it is read", () => {
  it("is told of in plain words", async () => {
    const request = {
      ...buyer(),
      get facts(): never {
        throw new Error("not today");
      },
    };
    expect(await told(request)).toEqual([
      ["unreadable", "", "reading the request threw an error; pass a plain object"],
    ]);
  });
});

async function told(request: object, sections: Parameters<typeof shopRouter>[0] = {}): Promise<Told[]> {
  const { route } = await shopRouter(sections);
  try {
    route(request as ContactRequest);
  } catch (error) {
    if (error instanceof RequestError) return error.issues.map(({ code, path, message }) => [code, path, message]);
    throw error;
  }
  return [];
}

function unknownKeys(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 1]));
}
