import { locateIssues, warningsOf } from "../../ruleset/checked-rulesets.js";
import type { Ruleset } from "../../ruleset/document.js";
import { sortIssues } from "../../ruleset/finding.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import { routerOf } from "../../runtime/router.js";
import { RulesetError } from "../../values/errors.js";
import type { Severity } from "../../values/issue.js";
import { createRulesetDiagrams } from "../model/ruleset-diagrams.js";
import { loadRulesetModel } from "../model/ruleset-model.js";
import { createSituationSpace } from "../model/situation-space.js";
import { type CheckOptions, type Period, readPeriod } from "../period.js";
import { aliasFindings } from "./alias-findings.js";
import { channelFindings } from "./channel-findings.js";
import { type CheckFinding, type CheckSubject, findingAt } from "./check-finding.js";
import { newFindings, versionFindings } from "./new-findings.js";
import { type PromiseResult, provePromises } from "./prove-promises.js";
import { ruleFindings } from "./rule-findings.js";
import { dateFindings, neverOpenFindings } from "./schedule-findings.js";
import { unknownFindings } from "./unknown-findings.js";
import { unusedFindings } from "./unused-findings.js";

/** The findings of a check, and the proofs of the promises. Plain JSON data. */
export interface CheckReport {
  /**
   * All problems of the ruleset, broken promises included: errors first, then warnings, then `info`, each in the order of the files. A
   * ruleset that was read from text also gives files, lines and columns.
   */
  readonly findings: readonly CheckFinding[];
  /**
   * The promises in the order of the ruleset, then the built-in law that every always channel is offered. Empty if the ruleset has
   * errors.
   */
  readonly promises: readonly PromiseResult[];
  /** The number of situations of all channels together; approximate above 2^53. 0 if the ruleset has errors. */
  readonly situations: number;
}

/** The period of a check, and what to compare with. */
export interface CheckRulesetOptions extends CheckOptions {
  /**
   * An earlier version of the ruleset. Then `findings` has only those that this version does not have, as well as `version-not-raised` if the
   * two decide by different rules under one `version`.
   */
  readonly since?: RulesetInput;
}

/**
 * Finds all problems of a ruleset, and proves its promises in every situation.
 *
 * Errors of the ruleset are findings: they do not throw. `createRouter` accepts a ruleset whose only errors are broken promises. Throws
 * `RequestError` if the options cannot be read. If `since` has errors, these are its findings.
 *
 * @example
 * const { findings, promises } = await checkRuleset(ruleset, { from: "2026-11-23T10:00:00+01:00" });
 */
export async function checkRuleset(ruleset: RulesetInput, options: CheckRulesetOptions): Promise<CheckReport> {
  const period = readPeriod(options);
  const report = await checkInput(ruleset, period);
  const { since } = options;
  if (since === undefined) return report;
  const findings = newFindings(report.findings, (await checkInput(since, period)).findings);
  return { ...report, findings: sorted([...findings, ...(await versionFindings(ruleset, since))]) };
}

async function checkInput(ruleset: RulesetInput, period: Period): Promise<CheckReport> {
  try {
    return await check(toRuleset(ruleset), period);
  } catch (error) {
    if (error instanceof RulesetError) return { findings: error.issues, promises: [], situations: 0 };
    throw error;
  }
}

async function check(ruleset: Ruleset, period: Period): Promise<CheckReport> {
  const model = await loadRulesetModel(ruleset, ruleset.promises ?? []);
  const space = createSituationSpace([model], period);
  const limit = { left: MAX_WORK };
  const subject = { ...createRulesetDiagrams(space, limit), router: routerOf(model.compiled) };
  const proven = provePromises(subject);
  limit.left = Math.max(limit.left, MIN_WORK_FOR_FINDINGS);
  const found = [...proven.flatMap(({ finding }) => finding ?? []), ...rulesetFindings(subject)];
  return {
    findings: sorted([...warningsOf(ruleset), ...locateIssues(ruleset, found)]),
    promises: proven.map(({ result }) => result),
    situations: model.compiled.channels.reduce((sum, channel) => {
      const diagrams = subject.ofChannel(channel);
      return sum + diagrams.count(diagrams.byLanguage(diagrams.possible));
    }, 0),
  };
}

/** The work limit of all proofs and findings together: at worst half a minute and some hundred MB. */
const MAX_WORK = 5_000_000;
/** The findings get at least this much, however much the promises took. */
const MIN_WORK_FOR_FINDINGS = 1_000_000;

function sorted(findings: readonly CheckFinding[]): CheckFinding[] {
  return sortIssues(findings).sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** Worst first. */
const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/** Runs all checks in all situations of a valid ruleset. Reports last what they could not decide. */
export function rulesetFindings(subject: CheckSubject): CheckFinding[] {
  const [channels, unknowns, ...others] = [
    channelFindings(subject),
    unknownFindings(subject),
    neverOpenFindings(subject),
    unusedFindings(subject),
    aliasFindings(subject),
    dateFindings(subject),
  ];
  // Runs last, because rules are many and the other checks take little of the shared work limit.
  const rules = ruleFindings(subject);
  const results = [channels, rules, unknowns, ...others];
  return [
    ...results.flatMap(({ findings }) => findings),
    ...results.flatMap(({ undecided }) => undecided).map(notDecided),
  ];
}

function notDecided(question: string): CheckFinding {
  return findingAt([], {
    code: "not-decided",
    severity: "info",
    problem: `it is not decided ${question}: there are more situations than can be looked at`,
    hint: "write fewer rules, or rules on fewer facts, or look fewer days ahead",
  });
}
