import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TARGETS } from "../../fuzz/targets.js";
import { runs } from "../arbitraries/runs.js";

const LAWS = TARGETS.flatMap(({ name, laws }) => laws.map((law) => [`${name}/${law.name}`, law] as const));

describe("the laws of the fuzzer", () => {
  it("have names by which saved cases find them", () => {
    const names = LAWS.map(([name]) => name);
    expect(names.filter((name) => !/^[a-z]+(?:-[a-z]+)*\/[a-z]+(?:-[a-z]+)*$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(LAWS)("%s: a case is the same when it is saved and read", (_, law) => {
    fc.assert(
      fc.property(law.cases, (example) => {
        expect(JSON.parse(JSON.stringify(example))).toEqual(example);
      }),
      runs(10),
    );
  });
});
