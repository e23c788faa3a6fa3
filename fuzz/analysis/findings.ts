import type { RulesetDocument } from "../../src/ruleset/document.js";
import { requestedNearby, wrongExamples, wrongFindings, wronglyIdle } from "../../test/analysis/finding-laws.js";
import type { Situations } from "../../test/arbitraries/situations.js";
import { smallRuleset } from "../../test/arbitraries/small-rulesets.js";
import type { Law } from "../law.js";

export const findings: Law<RulesetDocument> = {
  name: "findings",
  says: "what is found of a small ruleset is what comes of telling all its situations one by one",
  share: 3,
  casesPerBatch: 2,
  cases: smallRuleset,
  compare: async (document) => ({ expected: [], actual: await wrongFindings(document) }),
};

export const findingExamples: Law<RulesetDocument> = {
  name: "finding-examples",
  says: "what a request can show comes with one, which the reference decides alike",
  share: 1,
  casesPerBatch: 2,
  cases: smallRuleset,
  compare: async (document) => ({ expected: [], actual: await wrongExamples(document) }),
};

export const idleRules: Law<Situations> = {
  name: "idle-rules",
  says: "all rules that never hold or change nothing can be taken out, and no customer sees a difference",
  share: 3,
  casesPerBatch: 2,
  cases: requestedNearby,
  compare: async (example) => ({ expected: [], actual: await wronglyIdle(example) }),
};
