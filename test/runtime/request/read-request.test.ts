import { beforeAll, describe, expect, it } from "vitest";
import type { ContactRequest } from "../../../src/runtime/request/request.js";
import type { Router } from "../../../src/runtime/router.js";
import { RequestError } from "../../../src/values/errors.js";
import type { Issue } from "../../../src/values/issue.js";
import { buyer, shopRouter } from "../shop.js";
import { MALFORMED_AVAILABILITY } from "./malformed-availability.js";
import { FACTS, MALFORMED_REQUESTS, NOT_PLAIN } from "./malformed-requests.js";

describe("a malformed request", () => {
  let router: Router;
  beforeAll(async () => {
    router = await shopRouter({ facts: FACTS });
  });

  const good = () => ({ ...buyer(), facts: { score: 0 } });
  const issuesOf = (request: unknown) => issuesThrown(() => router.route(request as ContactRequest));

  const table = [...MALFORMED_REQUESTS, ...MALFORMED_AVAILABILITY].map(([properties, ...expected]) => ({
    properties,
    expected,
  }));
  it.each(table.map((each) => [nameOf(each.properties), each] as const))(
    "says what is wrong with %s",
    (_, { properties, expected }) => {
      const issues = issuesOf({ ...good(), ...properties });
      expect(issues.map(({ code, path, message }) => [code, path, message])).toEqual(expected);
    },
  );

  it.each([
    ["null", null],
    ["undefined", undefined],
    ["a number", 0],
    ["a text", "order"],
    ["true", true],
    ["a symbol", Symbol("order")],
  ])("is not an object where it is %s", (_, request) => {
    expect(issuesOf(request)).toEqual([
      { code: "wrong-type", message: "the request must be an object", path: "", hint: null, severity: "error" },
    ]);
  });

  it.each(NOT_PLAIN)("is not an object where it is %s", (request, how) => {
    expect(issuesOf(request).map(({ message }) => message)).toEqual([`the request must be an object, not ${how}`]);
  });

  it("may not spell one key in two ways", async () => {
    const { route } = await shopRouter({ facts: { K: { type: "boolean", default: false } } });
    const request = { ...buyer(), facts: { K: true, "\u212a": false } };
    expect(issuesThrown(() => route(request)).map(({ code, path, message }) => [code, path, message])).toEqual([
      ["duplicate-key", "/facts/\u212a", "`\u212a` is another spelling of the key `K`; keep one"],
    ]);
  });

  it("says everything at once", () => {
    const issues = issuesOf({
      requestType: "ordr",
      at: "today",
      language: "en-",
      timeZone: "Mars/Olympus",
      agentAvailability: { fax: {} },
      agentAvailabilityAsOf: 1,
      closedChannels: ["email"],
      facts: { role: 1 },
      extra: 1,
    });
    expect(new Set(issues.map(({ path }) => path))).toEqual(
      new Set([
        ...["/requestType", "/at", "/language", "/timeZone", "/agentAvailability/fax", "/agentAvailabilityAsOf"],
        ...["/closedChannels/0", "/facts/role", "/facts/score", "/extra"],
      ]),
    );
  });

  it("says nothing of facts that are missing where there is more to say than is told", () => {
    const unknown = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`unknown-${index}`, 1]));
    const issues = issuesOf({ ...buyer(), facts: unknown });
    expect(new Set(issues.map(({ code }) => code))).not.toContain("missing-fact");
    expect(issuesOf({ ...buyer(), facts: {} }).map(({ code }) => code)).toEqual(["missing-fact"]);
  });

  it("lists its issues in the message of the error", () => {
    expect(() => router.route({ ...good(), requestType: "ordr", closedChannels: ["email"] })).toThrow(
      "the request cannot be read:\n" +
        "  /requestType: unknown request type `ordr`; did you mean `order`?\n" +
        "  /closedChannels/0: `email` is offered always; it cannot be closed",
    );
  });

  it("is described in one line, whatever it says", () => {
    const text = `a\nb\u001b[31m\u2028\u202e\`${"x".repeat(500)}`;
    const issues = issuesOf({
      ...good(),
      requestType: text,
      timeZone: text,
      language: text,
      agentAvailability: { [text]: {}, phone: { [text]: 1, nl: { available: 1, [text]: 1 } } },
      closedChannels: [text],
      facts: { score: 0, role: text, [text]: 1 },
      [text]: 1,
    });
    expect(issues).toHaveLength(10);
    const messages = issues.map(({ message }) => message);
    expect(messages.filter((message) => /[\p{C}\p{Zl}\p{Zp}]/u.test(message) || message.length > 200)).toEqual([]);
  });

  it.each([undefined, null])("is forgiven a fact or an option that is %s", (absent) => {
    const { requestType, at, language } = good();
    const parts = {
      timeZone: absent,
      agentAvailability: absent,
      agentAvailabilityAsOf: absent,
      closedChannels: absent,
    };
    const request = { ...good(), ...parts, facts: { score: 0, role: absent } };
    const without = { requestType, at, language, facts: { score: 0 } };
    expect(router.route(request as unknown as ContactRequest)).toEqual(router.route(without));
  });

  it("is forgiven a time zone that the browser does not know", () => {
    expect(router.route({ ...good(), timeZone: "Etc/Unknown" })).toEqual(router.route(good()));
  });

  it("is forgiven a length of exactly what there may be", () => {
    const request = { ...good(), closedChannels: new Array(1000).fill("phone"), facts: { score: -0 } };
    expect(router.route(request as unknown as ContactRequest).offered.map(({ channel }) => channel)).toEqual(["email"]);
  });

  it.each([
    [new Date("2026-11-23T09:00:00Z"), "2026-11-23T09:00:00.000Z"],
    [1795424400000, "2026-11-23T09:00:00.000Z"],
    ["2026-11-23T09:00Z", "2026-11-23T09:00:00.000Z"],
    ["2026-11-23T14:30:00.0009+05:30", "2026-11-23T09:00:00.000Z"],
    ["2026-11-23 10:00:00.5+0100", "2026-11-23T09:00:00.500Z"],
    ["2026-11-23t10:00+01", "2026-11-23T09:00:00.000Z"],
    [100_000_000_000, "1973-03-03T09:46:40.000Z"],
    ["2200-01-01T00:00:00Z", "2200-01-01T00:00:00.000Z"],
  ])("is not one whose instant is %s", (at, decidedAt) => {
    expect(router.route({ ...good(), at }).decidedAt).toBe(decidedAt);
  });
});

function issuesThrown(route: () => unknown): readonly Issue[] {
  try {
    route();
  } catch (error) {
    if (error instanceof RequestError) return error.issues;
    throw error;
  }
  throw new Error("the request was read");
}

function nameOf(properties: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(properties, (_, value: unknown) => {
    if (typeof value === "bigint" || value === undefined || (typeof value === "number" && !Number.isFinite(value)))
      return String(value);
    return Array.isArray(value) && value.length > 10 ? `${value.length} items` : value;
  });
}
