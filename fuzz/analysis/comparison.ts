import { type Compared, compared } from "../../test/arbitraries/compared.js";
import { brokenComparisonLaws } from "../../test/properties/comparison-laws.js";
import type { Law } from "../law.js";
import { publishedEdits } from "./published-edits.js";

export const comparison: Law<Compared> = {
  name: "comparison",
  says: "a comparison is true of each request that it speaks of, speaks of each that differs, and shows what the reference confirms",
  share: 8,
  casesPerBatch: 1,
  cases: compared(120),
  compare: async (example) => ({ expected: [], actual: await brokenComparisonLaws(example) }),
};

export const publishedComparison: Law<Compared> = {
  ...comparison,
  name: "published-comparison",
  says: "the same of the shipped rules or an example, and a small edit of them",
  casesPerBatch: 2,
  cases: publishedEdits(120),
};
