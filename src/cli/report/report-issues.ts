import type { Issue, RequestError, RulesetError } from "../../index.js";
import { strong, toSpans } from "../../words/prose.js";
import { formatRulesReport } from "../check/check.js";
import { type Environment, type ExitCode, FINDINGS, MISUSE } from "../environment.js";
import { isUnreadable, type RulesLocation, respell } from "../input/locate-rules.js";
import { flow } from "../terminal/flow.js";
import { screenOf } from "../terminal/screen.js";
import { countIssues, formatIssues } from "./format-issues.js";

/** Tells on `stderr`, as `check` does, why no command can work with the rules. */
export function reportRules({ issues }: RulesetError, location: RulesLocation, environment: Environment): ExitCode {
  const { stderr } = environment;
  const found = respell(issues, location);
  stderr.write(formatRulesReport(found, location, screenOf(stderr, environment)));
  return found.some(isUnreadable) ? MISUSE : FINDINGS;
}

/** Tells on `stderr` what is wrong with what a person asked; `what` is that, and `placeOf` where they find it. */
export function reportAsked(
  { issues }: RequestError,
  what: string,
  placeOf: (issue: Issue) => string,
  environment: Environment,
): ExitCode {
  const { stderr } = environment;
  const screen = screenOf(stderr, environment);
  const summary = flow([strong(what), ": ", ...toSpans(countIssues(issues))], screen);
  stderr.write(`${formatIssues(issues, { textOf: () => null, placeOf }, screen)}\n${summary.join("\n")}\n`);
  return MISUSE;
}
