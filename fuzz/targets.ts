import { analysis } from "./analysis/analysis.js";
import { decisions } from "./decisions/decisions.js";
import { languages } from "./languages/languages.js";
import type { Target } from "./law.js";
import { ruleFiles } from "./rule-files/rule-files.js";
import { schedules } from "./schedules/schedules.js";

export const TARGETS: readonly Target[] = [decisions, schedules, languages, ruleFiles, analysis];
