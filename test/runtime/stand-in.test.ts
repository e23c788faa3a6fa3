import { describe, expect, it } from "vitest";
import type { DeclaredFact } from "../../src/values/declared-fact.js";
import { buyer, shopRouter } from "./shop.js";

type Value = boolean | number | string;
type Test = readonly [operator: string, value: Value | readonly Value[]];

describe("the stand-in of a fact that a record hides", () => {
  it.each<[string, DeclaredFact, readonly Test[], readonly (readonly [value: Value, standIn: Value | undefined])[]]>([
    ["of yes and no, where rules tell them apart", { type: "boolean" }, [["equal", true]], same(true, false)],
    ["of yes and no, where rules do not", { type: "boolean" }, [], all(false, [true, false])],
    [
      "of yes and no, with a default and where rules do not",
      { type: "boolean", default: true },
      [],
      all(undefined, [true, false]),
    ],
    [
      "of a number, by what rules compare it with",
      { type: "integer" },
      [
        ["greaterThanInclusive", 3],
        ["lessThan", 8],
      ],
      [...all(0, [-5, 0, 2]), ...all(3, [3, 4, 6, 7]), ...all(8, [8, 9, 1000])],
    ],
    [
      "of a number between two that have no whole number between them",
      { type: "number" },
      [
        ["greaterThan", 4],
        ["greaterThan", 1],
        ["lessThan", 4.5],
        ["greaterThan", 10],
      ],
      [...all(0, [-1, 1]), ...all(2, [1.5, 4]), [4.3, 4.25], [4.7, 5], ...all(11, [11, 12.5])],
    ],
    [
      "of a number with a least value",
      { type: "integer", minimum: 5 },
      [["lessThan", 10]],
      [...all(5, [5, 7, 9]), ...all(10, [10, 12])],
    ],
    ["of a number with a greatest value", { type: "integer", maximum: -5 }, [], all(-6, [-5, -7, -100])],
    [
      "of a number with both",
      { type: "integer", minimum: -9, maximum: -5 },
      [["equal", -7]],
      [...all(-9, [-9, -8, -6, -5]), [-7, -7]],
    ],
    [
      "of a number with a default",
      { type: "integer", default: 7 },
      [["greaterThan", 5]],
      [...all(7, [6, 7, 100]), ...all(0, [5, 4])],
    ],
    ["of a text that rules do not name", { type: "string" }, [["equal", "a"]], [["anna", "redacted"], ...same("a")]],
    [
      "of a text, where rules name what would stand in",
      { type: "string" },
      [
        ["equal", "redacted"],
        ["equal", "redacted-"],
      ],
      [["anna", "redacted--"], ...same("redacted", "redacted-")],
    ],
    [
      "of a text with a default that rules do not read",
      { type: "string", default: "nobody" },
      [],
      all(undefined, ["anna", "nobody"]),
    ],
    [
      "of a text with a default",
      { type: "string", default: "nobody" },
      [["equal", "b"]],
      all("nobody", ["anna", "nobody"]),
    ],
    [
      "of an optional text, where rules only ask whether it is known",
      { type: "string", optional: true },
      [["isKnown", true]],
      all("redacted", ["anna", "bob"]),
    ],
    [
      "of one of some texts",
      { type: "string", values: ["a", "b", "c", "d"], default: "d" },
      [["equal", "b"]],
      [...all("d", ["a", "c", "d"]), ["b", "b"]],
    ],
  ])("%s", async (_, declared, tests, expected) => {
    const rules = [
      rule("another", { fact: "other", operator: "equal", value: "b" }),
      ...tests.map(([operator, value], index) => rule(`rule-${index}`, { fact: "secret", operator, value })),
    ];
    const facts = { other: { type: "string", default: "a" }, secret: declared };
    const { routeWithRecord } = await shopRouter({ facts, rules });
    const standIns = expected.map(([secret]) => {
      const { record } = routeWithRecord({ ...buyer(), facts: { secret } }, { redact: ["secret"] });
      const { facts = {} } = record.request;
      const { other, secret: standIn } = facts as { other: Value; secret?: Value };
      expect(other).toBe("a");
      return [secret, standIn];
    });
    expect(standIns).toEqual(expected);
  });
});

function same(...values: readonly Value[]): (readonly [Value, Value])[] {
  return values.map((value) => [value, value]);
}

function all(standIn: Value | undefined, values: readonly Value[]): (readonly [Value, Value | undefined])[] {
  return values.map((value) => [value, standIn]);
}

function rule(name: string, condition: object): object {
  return { name, conditions: { all: [condition] }, event: { type: "offer", params: { channels: ["phone"] } } };
}
