import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkCase } from "../../fuzz/check-case.js";
import { emptyTally, type Law } from "../../fuzz/law.js";
import type { Regression } from "../../fuzz/regression.js";
import { TARGETS } from "../../fuzz/targets.js";
import { PATIENCE } from "../arbitraries/runs.js";

const FOLDER = new URL(".", import.meta.url);
const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".json"))
  .sort();

describe("cases that fuzzing found", () => {
  it.each(files)(
    "%s is as its law says",
    async (file) => {
      const { law, case: example } = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Regression;
      const broken = await checkCase(lawNamed(file, law), example, emptyTally());
      expect(broken?.actual).toEqual(broken?.expected);
      expect(broken).toBeNull();
    },
    PATIENCE,
  );

  it("stand in the folder of a target, and are named after one of its laws", () => {
    expect(files.length).toBeGreaterThan(0);
    const misplaced = files.filter((file) => {
      const { law } = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as Regression;
      return !file.includes(`/${law}-`) || findLaw(file, law) === undefined;
    });
    expect(misplaced).toEqual([]);
  });
});

function findLaw(file: string, name: string): Law | undefined {
  const target = TARGETS.find((each) => file.startsWith(`${each.name}/`));
  return target?.laws.find((law) => law.name === name);
}

function lawNamed(file: string, name: string): Law {
  const law = findLaw(file, name);
  if (law === undefined) throw new Error(`no target of the fuzzer has a law ${name}, which ${file} names`);
  return law;
}
