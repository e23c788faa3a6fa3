import { describe, expect, it } from "vitest";
import type { SourceLeaf } from "../../../src/compile/conditions/expression.js";
import { conditionOfRule, refuseMuchComparing, workOf } from "../../../src/compile/conditions/work-bounds.js";
import type { Condition } from "../../../src/ruleset/document.js";
import { RulesetError } from "../../../src/values/errors.js";
import { rulesetWith } from "./rulesets.js";

interface Compared {
  readonly name: string;
  readonly conditions?: Condition;
  readonly tables: readonly string[];
}

describe("the bound on comparing", () => {
  it("lets through as many classes of a fact as fit, for its conditions and for each table", () => {
    const one = { name: "one", conditions: equal("country", "NL"), tables: ["offer phone"] };
    expect(refused([one], () => 16_777_216)).toEqual([]);
    expect(refused([one], () => 16_777_217)).toEqual([["/rules", tooMuch(1, "country")]]);
    const two = { ...one, tables: ["offer phone", "offer chat"] };
    expect(refused([two], () => 11_184_810)).toEqual([]);
    expect(refused([two], () => 11_184_811)).toEqual([["/rules", tooMuch(1, "country")]]);
    const without = { name: "without", tables: ["offer phone"] };
    expect(refused([without, one], () => 16_777_216)).toEqual([]);
  });

  it("names the fact with the most of it, and how many conditions are on it", () => {
    const country = { name: "country", conditions: equal("country", "NL"), tables: ["offer phone"] };
    const role = { name: "role", conditions: { any: [equal("role", "buyer"), equal("role", "seller")] }, tables: [] };
    const classesOf = ({ fact }: SourceLeaf) => (fact === "role" ? 30_000_000 : 10);
    expect(refused([country, role], classesOf)).toEqual([["/rules", tooMuch(2, "role")]]);
    expect(refused([role, country, country, country], classesOf)).toEqual([["/rules", tooMuch(2, "role")]]);
  });

  it("lets through as many bits of a table as fit, and of all tables together", () => {
    const rules = (tablesOf: (index: number) => readonly string[]) =>
      Array.from({ length: 128 }, (_, index) => ({
        name: `r${index}`,
        conditions: equal(`f${index}`, "a"),
        tables: tablesOf(index),
      }));
    const inOne = rules(() => ["offer phone"]);
    expect(refused(inOne, () => 65_536)).toEqual([]);
    expect(refused(inOne, () => 65_537)).toEqual([["/rules", tooMuch(1, "f0")]]);
    const again = { name: "again", conditions: equal("f0", "a"), tables: ["offer phone"] };
    expect(refused([...inOne, again], () => 65_000)).toEqual([]);
    expect(refused([...inOne, again], () => 65_536)).toEqual([["/rules", tooMuch(2, "f0")]]);
    expect(
      refused(
        rules((index) => [index < 64 ? "offer phone" : "offer chat"]),
        () => 65_537,
      ),
    ).toEqual([]);
    const inBoth = rules(() => ["offer phone", "offer chat"]);
    expect(refused(inBoth, () => 32_768)).toEqual([]);
    expect(refused(inBoth, () => 32_769)).toEqual([["/rules", tooMuch(1, "f0")]]);
  });

  it("lets through as many terms as fit, and names the rule with the most of them", () => {
    const any = { any: [equal("role", "buyer"), equal("country", "NL")] };
    const wide = (tables: number) => ({
      name: "wide",
      conditions: { all: Array.from({ length: 10 }, () => any) },
      tables: Array.from({ length: tables }, (_, index) => `offer c${index}`),
    });
    expect(refused([wide(512)], () => 1)).toEqual([]);
    const problem =
      "rule `wide`: 1024 ways to hold, that read 2 things for 513 channels or steps, multiply to 1050624; all together may come to 1048576; use fewer `any` lists inside `all`";
    const small = { name: "small", conditions: equal("role", "buyer"), tables: ["offer phone"] };
    expect(refused([small, wide(513)], () => 1)).toEqual([["/rules/1/conditions", problem]]);
    expect(refused([wide(513), small, small], () => 1)).toEqual([["/rules/0/conditions", problem]]);
    expect(refused([wide(256), wide(256)], () => 1)).toEqual([]);
    expect(refused([wide(256), wide(256), small], () => 1)).toHaveLength(1);
  });

  it("lets through lists of as many items as fit, each list once", () => {
    const listed = (name: string, length: number) => ({
      name,
      conditions: { fact: name, operator: "in", value: Array.from({ length }, (_, index) => `v${index}`) },
      tables: [],
    });
    expect(refused([listed("country", 4096)], () => 1)).toEqual([]);
    expect(refused([listed("country", 4096), listed("country", 4096)], () => 1)).toEqual([]);
    expect(refused([listed("country", 4096), listed("role", 1)], () => 1)).toEqual([
      [
        "/rules",
        "the lists of 2 conditions are too long together; have the backend pass one fact that stands for many values",
      ],
    ]);
  });
});

function refused(rules: readonly Compared[], classesOf: (leaf: SourceLeaf) => number) {
  const event = { type: "offer" as const, params: { channels: ["phone"] } };
  const works = rules.map(({ tables, ...rule }, index) =>
    workOf({ ...conditionOfRule({ ...rule, event }, index), tables }),
  );
  try {
    refuseMuchComparing(rulesetWith({}), works, classesOf);
  } catch (error) {
    if (error instanceof RulesetError) return error.issues.map(({ path, message }) => [path, message]);
    throw error;
  }
  return [];
}

function tooMuch(conditions: number, fact: string): string {
  return `the conditions compare too much: ${conditions} of them on \`${fact}\` alone, each for every value that they name; name fewer values, or have the backend pass one fact that stands for many`;
}

function equal(fact: string, value: string): Condition {
  return { fact, operator: "equal", value };
}
