import type { Finding } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { checkConditionReferences } from "./condition-references.js";
import { checkConditions } from "./conditions.js";
import { checkDeclaredFacts } from "./declared-facts.js";
import { checkAlwaysChannel, checkLanguages } from "./languages.js";
import { checkDuplicateNames, checkRequestTypes } from "./references.js";
import { checkPromises, checkRules } from "./rules.js";
import { checkScenarios } from "./scenarios.js";
import { checkSchedules, checkScheduleWork } from "./schedules.js";

/**
 * All checks beyond the shape. Each one sees the well-shaped parts only and depends on no other check.
 *
 * INVARIANT: issues without a place keep this order.
 */
export const CHECKS: readonly ((shaped: ShapedRuleset) => readonly Finding[])[] = [
  checkDuplicateNames,
  checkAlwaysChannel,
  checkLanguages,
  checkRequestTypes,
  checkDeclaredFacts,
  checkSchedules,
  checkScheduleWork,
  checkConditions,
  checkConditionReferences,
  checkRules,
  checkPromises,
  checkScenarios,
];
