import { expect, it } from "vitest";
import { partsOf } from "../../src/ruleset/condition-tree.js";
import type { Condition } from "../../src/ruleset/document.js";

const leaf = { fact: "signedIn", operator: "equal", value: true } as const;
const reference = { condition: "staffed" } as const;

it.each<[Condition, depth: number, leaves: readonly string[], references: readonly string[]]>([
  [leaf, 1, ["c"], []],
  [reference, 1, [], ["c"]],
  [{ not: leaf }, 2, ["c/not"], []],
  [{ all: [reference, leaf] }, 2, ["c/all/1"], ["c/all/0"]],
  [
    { any: [leaf, { not: { all: [leaf, reference] } }, leaf] },
    4,
    ["c/any/0", "c/any/1/not/all/0", "c/any/2"],
    ["c/any/1/not/all/1"],
  ],
])("of %j the parts are found where they stand, and how deep it is", (condition, depth, leaves, references) => {
  const parts = partsOf(condition, ["c"]);
  expect([
    parts.depth,
    parts.leaves.map(({ path }) => path.join("/")),
    parts.references.map(({ path }) => path.join("/")),
  ]).toEqual([...[depth, leaves, references]]);
});
