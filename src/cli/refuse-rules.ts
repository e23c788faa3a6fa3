import { RulesetError } from "../index.js";
import { formatRulesReport } from "./check.js";
import { type Environment, type ExitCode, FINDINGS, MISUSE } from "./environment.js";
import { isUnreadable, type RulesLocation, respell } from "./locate-rules.js";
import { screenOf } from "./screen.js";

/** Tells, on `stderr`, why rules cannot be used, for a command that needs them. Throws again what is no `RulesetError`. */
export function refuseRules(error: unknown, location: RulesLocation, environment: Environment): ExitCode {
  if (!(error instanceof RulesetError)) throw error;
  const { stderr } = environment;
  const issues = respell(error.issues, location);
  stderr.write(formatRulesReport(issues, location, screenOf(stderr, environment)));
  return issues.some(isUnreadable) ? MISUSE : FINDINGS;
}
