import type { Target } from "../law.js";
import { explained } from "./explained.js";
import { publishedRules } from "./published-rules.js";
import { publishedVerdicts } from "./published-verdicts.js";
import { reference } from "./reference.js";
import { rewritten } from "./rewritten.js";
import { salvaged } from "./salvaged.js";
import { times } from "./times.js";
import { usedRouter } from "./used-router.js";
import { verdicts } from "./verdicts.js";

export const decisions: Target = {
  name: "decisions",
  laws: [verdicts, publishedVerdicts, reference, times, usedRouter, publishedRules, rewritten, explained, salvaged],
};
