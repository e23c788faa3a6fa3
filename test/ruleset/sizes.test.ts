import { expect, it } from "vitest";
import { checkRulesetDocument } from "../../src/ruleset/read-ruleset.js";
import type { SectionName } from "../../src/ruleset/sections.js";
import { checkEntrySize, checkSectionSize } from "../../src/ruleset/shape/shape.js";
import { validDocument } from "./valid-document.js";

it.each<[SectionName, number]>([
  ["channels", 1000],
  ["requestTypes", 10_000],
  ["facts", 1000],
  ["schedules", 1000],
  ["calendars", 1000],
  ["steps", 1000],
  ["conditions", 10_000],
  ["rules", 20_000],
  ["promises", 10_000],
  ["scenarios", 50_000],
])("`%s` may have %d entries, in a list or by their ids, and no more", (section, most) => {
  const list = Array.from({ length: most + 1 }, () => 0);
  const problem = `\`${section}\` has ${most + 1} entries`;
  const tooMany = { code: "too-many", problem, hint: `keep ${most} at most`, path: [section] };
  expect(checkSectionSize(section, list)).toEqual(tooMany);
  expect(checkSectionSize(section, { ...list })).toEqual(tooMany);
  expect(checkSectionSize(section, list.slice(1))).toBeNull();
});

it("a section that has no entries may have any number of keys", () => {
  expect(checkSectionSize("languages", { ...Array.from({ length: 1001 }, () => 0) })).toBeNull();
  expect(checkSectionSize("rules", "a text")).toBeNull();
});

it("an entry may hold 50,000 values, counted with all that hold them, and no more", () => {
  // Itself, a list, and what is in the list.
  const rule = (length: number) => ({ name: "r", list: Array.from({ length }, () => null) });
  expect(checkEntrySize(rule(49_997), ["rules", 0], {})).toBeNull();
  expect(checkEntrySize(rule(49_998), ["rules", 0], { rules: [{ name: "r" }] })).toEqual({
    code: "too-many",
    problem: "rule `r` holds more than 50000 values",
    hint: "split it, or say it in fewer",
    path: ["rules", 0],
  });
  expect(checkEntrySize(Array(50_000).fill(""), ["languages"], {})?.problem).toBe(
    "`languages` holds more than 50000 values",
  );
});

it("a list of an entry that many other lists hold is counted where it stands, and no further than is too much", () => {
  const unfolding = Array.from({ length: 12 }).reduce<unknown>((inner) => Array(100).fill(inner), "leaf");
  expect(checkEntrySize(unfolding, ["rules", 0], {})?.code).toBe("too-many");
});

it("of a section with too many entries nothing else is said, whatever is in them", () => {
  const steps = Array.from({ length: 1001 }, () => ({ id: "one of many" }));
  const { issues } = checkRulesetDocument({ ...validDocument(), steps, rules: [], promises: [], scenarios: [] });
  expect(issues.map(({ message }) => message)).toEqual(["`steps` has 1001 entries; keep 1000 at most"]);
});
