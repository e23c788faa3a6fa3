import { createRouter } from "../../src/compile/compile-ruleset.js";
import { parseRuleset, type RulesetFile } from "../../src/ruleset/read-ruleset.js";
import { RulesetError } from "../../src/values/errors.js";
import type { Law, Target } from "../law.js";
import { brokenIssueLaws } from "./broken-issue-laws.js";
import { mutatedFiles } from "./mutated-files.js";

const readOrTold: Law<readonly RulesetFile[]> = {
  name: "read-or-told",
  says: "`parseRuleset` gives a ruleset that makes a router, or throws a RulesetError whose issues have a place in the text",
  share: 3,
  casesPerBatch: 60,
  cases: mutatedFiles,
  async compare(files) {
    try {
      const ruleset = parseRuleset(files);
      const router = await createRouter(ruleset);
      const always = ruleset.channels.filter((channel) => channel.always === true).map(({ id }) => id);
      const { success, decision } = router.safeRoute({ requestType: "", at: "", language: "" });
      return {
        expected: [false, always.sort()],
        actual: [success, decision.offered.map(({ channel }) => channel).sort()],
      };
    } catch (error) {
      if (!(error instanceof RulesetError)) throw error;
      return { expected: [], actual: brokenIssueLaws(files, error.issues) };
    }
  },
};

export const ruleFiles: Target = { name: "rule-files", laws: [readOrTold] };
