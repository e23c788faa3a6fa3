import { expect, it } from "vitest";
import type { Finding } from "../../src/ruleset/finding.js";
import { findInEach } from "../../src/ruleset/finding.js";
import type { Severity } from "../../src/values/issue.js";

function found(severity: Severity | undefined, count: number): Finding[] {
  return Array.from({ length: count }, () => ({ code: "x", problem: "y", path: [], ...(severity && { severity }) }));
}

it.each<[string, readonly (readonly [Severity | undefined, number])[], number]>([
  [
    "after more errors than are told",
    [
      ["error", 1001],
      ["error", 1],
    ],
    1001,
  ],
  [
    "after more errors than are told, which do not say that they are",
    [
      [undefined, 1001],
      [undefined, 1],
    ],
    1001,
  ],
  [
    "with the thing in which there are too many",
    [
      ["error", 1500],
      ["error", 1],
    ],
    1500,
  ],
  [
    "not after as many as are told",
    [
      ["error", 1000],
      ["error", 1],
      ["error", 1],
    ],
    1001,
  ],
  [
    "not after warnings, of which a thousand are kept",
    [
      ["warning", 1500],
      ["info", 2],
      ["error", 3],
    ],
    1003,
  ],
  [
    "not after a thousand warnings",
    [
      ["warning", 999],
      ["info", 1],
      ["error", 1],
      [undefined, 1],
    ],
    1002,
  ],
])("the search ends %s", (_, things, count) => {
  expect(findInEach(things, ([severity, howMany]) => found(severity, howMany))).toHaveLength(count);
});
