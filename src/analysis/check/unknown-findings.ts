import type { RulesetDocument, Scenario } from "../../ruleset/document.js";
import { readExpectedChannel } from "../../ruleset/expected-channel.js";
import { FAILS, type Literal, leavesOf, type Truth } from "../../runtime/conditions/expression.js";
import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import { HOURS_UNKNOWN } from "../../runtime/conditions/variable.js";
import type { CandidateExplanation } from "../../runtime/explanation.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import type { Router } from "../../runtime/router.js";
import { RequestError } from "../../values/errors.js";
import { namedBy } from "../../values/events.js";
import { BUILT_IN_FACTS, COUNT_FACTS, type CountFact } from "../../values/facts.js";
import { ownValue } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import { describeUnsaid, NO_REPORT } from "../../words/describe-agents.js";
import { withinShare } from "../mdd/apply.js";
import { once } from "../mdd/memoize.js";
import { type Node, TRUE } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import { ABSENT, type Candidate } from "../model/variables.js";
import {
  type CheckFinding,
  type CheckResult,
  type CheckSubject,
  exampleOf,
  type FindingExample,
  findingAt,
  questionAbout,
} from "./check-finding.js";

/**
 * Finds withhold rules that let a channel through when something they read is unknown: the rule is then unknown too, and the channel is
 * offered.
 *
 * A missing agent report affects everyone, and a missing time zone or an optional fact many customers, so these are warnings. A number that a
 * report leaves out is only `info`: the contact centre may never leave it out. An offer that a scenario expects is intentional, and not reported.
 */
export function unknownFindings(subject: CheckSubject): CheckResult {
  const { model, space, router, limit } = subject;
  const { channels, conditions, document } = model.compiled;
  const isIntended = createIsIntended(document, router);
  const optional = optionalFacts(document);
  const findings: CheckFinding[] = [];
  const undecided: string[] = [];
  const places = new Map((document.rules ?? []).map(({ name }, index) => [name, index]));
  const rules = conditions.rules.filter(
    ({ event, expression }) =>
      event.type === "withhold" &&
      expression !== null &&
      leavesOf(expression).some(
        ({ fact }) => fact === "time" || BUILT_IN_FACTS.get(fact)?.type === "count" || optional.includes(fact),
      ),
  );
  for (const [index, rule] of rules.entries()) {
    const named = channels.filter(({ id, always }) => !always && namedBy(rule.event).includes(id));
    const found = withinShare(limit, rules.length - index, () => [findPassed(subject, rule, named, isIntended)]);
    if (found === null || (found[0] === null && !space.hasAllHours)) undecided.push(rule.name);
    const [passed] = found ?? [];
    if (passed === undefined || passed === null) continue;
    const { channel, way, example } = passed;
    findings.push(
      findingAt(
        ["rules", places.get(rule.name) ?? 0, "name"],
        {
          code: "withhold-rests-on-unknown",
          severity: way.severity,
          problem: `rule ${quote(rule.name)} does not stop what is unknown: ${quote(channel.id)} is offered ${way.words}`,
          hint: `${way.hint}; or if that is meant, add a scenario that expects it${way.scenario}`,
        },
        example,
      ),
    );
  }
  return {
    findings,
    undecided: questionAbout(
      undecided,
      (names, isOne) => `whether ${names} ${isOne ? "stops" : "stop"} what is unknown`,
    ),
  };
}

/** Looks for a channel that is offered although a rule is unknown. Null if there is none. */
function findPassed(
  subject: CheckSubject,
  rule: LoadedRule,
  channels: readonly LoadedChannel[],
  isIntended: IsIntended,
): { readonly channel: LoadedChannel; readonly way: WayToBeUnknown; readonly example: FindingExample } | null {
  for (const way of waysToBeUnknown(rule, subject.model.compiled.document)) {
    if (isIntended(rule.name, way.because)) continue;
    for (const channel of channels) {
      const situation = findPassing(subject, rule, channel, way);
      if (situation !== null)
        return { channel, way, example: exampleOf(subject, subject.ofCandidates(channel), situation) };
    }
  }
  return null;
}

/** Finds a situation in which a candidate is offered while a rule that would withhold it is unknown. */
function findPassing(
  { ofCandidates, overlap, model }: CheckSubject,
  rule: LoadedRule,
  channel: LoadedChannel,
  way: WayToBeUnknown,
): Int32Array | null {
  const diagrams = ofCandidates(channel);
  const { conjunctsOf, conjunctWith, possible, sets } = diagrams;
  const unknown = way.unknownIn(diagrams);
  // What is always known has to hold.
  const { conditions, document } = model.compiled;
  const optional = optionalFacts(document);
  const isKnown = ({ variable }: Literal) => {
    const { scope, fact = "" } = conditions.variables[variable] ?? {};
    return scope === "request" && !optional.includes(fact);
  };
  const known = { ...rule, conjuncts: rule.conjuncts.map((conjunct) => conjunct.filter(isKnown)) };
  const offering = rulesOf(channel.offers).filter((each) => overlap(known, each));
  const withholding = rulesOf(channel.withholds).filter((each) => overlap(known, each));
  return diagrams.findByLanguage((language) => {
    const candidate = language.candidates[0] as Candidate;
    const notFailing = rule.conjuncts.map((conjunct) => conjunctWith(conjunct, candidate, () => mayHold));
    // What is unknown often rules out offers. The search would find that last, since agents are the last variables.
    const care = sets.intersection(possible(language), unknown);
    const offers = conjunctsOf(offering, candidate).map((each) => sets.intersection(care, each));
    return [[conjunctsOf(withholding, candidate), notFailing, offers]];
  });
}

function mayHold(truth: Truth): boolean {
  return truth !== FAILS;
}

interface WayToBeUnknown {
  readonly because: UnknownBecause;
  readonly severity: "warning" | "info";
  readonly words: string;
  readonly hint: string;
  /** What a scenario must leave out or state, to show that the offer is intentional. */
  readonly scenario: string;
  /** The situations in which the rule may be unknown for this reason. */
  unknownIn(diagrams: Diagrams): Node;
}

/** Lists why a rule may be unknown: no report, no time zone of the customer, an optional fact, or a report that leaves something out. */
function waysToBeUnknown({ expression }: LoadedRule, document: RulesetDocument): WayToBeUnknown[] {
  const leaves = expression === null ? [] : leavesOf(expression);
  const counts = COUNT_FACTS.filter((fact) => leaves.some((leaf) => leaf.fact === fact));
  const optional = optionalFacts(document).filter((fact) => leaves.some((leaf) => leaf.fact === fact));
  const hours = leaves.filter(({ fact }) => fact === "time").map(({ variable }) => variable);
  // A missing report is the first way, so the other ways assume a report if the rule reads one.
  const reported = (diagrams: Diagrams) => (counts.length === 0 ? TRUE : withReport(diagrams, "fresh"));
  const noReport: WayToBeUnknown = {
    because: "no-report",
    severity: "warning",
    words: `while ${NO_REPORT}`,
    hint: ASK,
    scenario: ", without a report",
    unknownIn: (diagrams) => withReport(diagrams, "none"),
  };
  const noTimeZone: WayToBeUnknown = {
    because: "no-time-zone",
    severity: "warning",
    words: "to a customer who names no time zone",
    hint: ASK,
    scenario: ", without `timeZone`",
    unknownIn: (diagrams) => diagrams.sets.intersection(reported(diagrams), withUnknownHours(diagrams, hours)),
  };
  return [
    ...(counts.length === 0 ? [] : [noReport]),
    ...(hours.length === 0 ? [] : [noTimeZone]),
    ...optional.map(
      (fact): WayToBeUnknown => ({
        because: `fact ${fact}`,
        severity: "warning",
        words: `to a customer whose ${quote(fact)} is not known`,
        hint: `to withhold it then too, write \`{ "any": [ …, { "fact": ${JSON.stringify(fact)}, "operator": "isKnown", "value": false } ] }\``,
        scenario: `, without ${quote(fact)}`,
        unknownIn: (diagrams) => diagrams.sets.intersection(reported(diagrams), withoutFact(diagrams, fact)),
      }),
    ),
    ...counts.map(
      (fact): WayToBeUnknown => ({
        because: fact,
        severity: "info",
        words: `while nobody says ${describeUnsaid(fact)}`,
        hint: ASK,
        scenario: ', with a report such as `{ "available": 1 }`',
        unknownIn: (diagrams) => diagrams.sets.intersection(reported(diagrams), withUnsaid(diagrams, fact)),
      }),
    ),
  ];
}

function optionalFacts({ facts = {} }: RulesetDocument): string[] {
  return Object.keys(facts).filter((fact) => facts[fact]?.optional === true);
}

const ASK = "let the rule that offers it ask for what has to be known";

function withReport({ having }: Diagrams, wanted: "none" | "fresh"): Node {
  return having("snapshot", ({ sample }) => sample === wanted);
}

function withUnknownHours({ having }: Diagrams, hours: readonly number[]): Node {
  return having("hours", ({ onSides: [own] }) => hours.some((each) => own?.get(each) === HOURS_UNKNOWN));
}

function withUnsaid({ having }: Diagrams, fact: string): Node {
  return having("count", ({ sample }, index, count) => count.fact !== fact || (index !== ABSENT && sample === null));
}

function withoutFact({ having }: Diagrams, fact: string): Node {
  return having("fact", ({ sample }, _, variable) => variable.fact !== fact || sample === null);
}

/** Why a rule is unknown. */
type UnknownBecause = "no-report" | "no-time-zone" | CountFact | `fact ${string}`;

/** Whether a scenario expects an offer while a withhold rule is unknown for this reason: then the offer is intentional. */
type IsIntended = (rule: string, because: UnknownBecause) => boolean;

/** Prepares to ask. Explains the scenarios' requests on the first call. */
function createIsIntended(document: RulesetDocument, router: Router): IsIntended {
  const { scenarios = [] } = document;
  const optional = optionalFacts(document);
  const intended = once(() => new Set(scenarios.flatMap((scenario) => intendedBy(scenario, optional, router))));
  return (rule, because) => intended().has(`${because} ${rule}`);
}

function intendedBy({ request, expect }: Scenario, optional: readonly string[], router: Router): string[] {
  const expected = new Set(expect.offered?.map((written) => readExpectedChannel(written).channel));
  if (expected.size === 0) return [];
  const channels = channelsOf(request, router).filter(
    ({ channel, outcome }) => outcome === "offered" && expected.has(channel),
  );
  return channels.flatMap(({ channel, candidates }) => {
    const offered = candidates.at(-1);
    if (offered === undefined) return [];
    const report = request.agentAvailability?.[channel];
    const isWrittenOut = report === null || Object.values(report ?? {}).some((entry) => typeof entry === "object");
    const unknown = offered.rules.filter(({ event, result }) => event === "withhold" && result === "unknown");
    const because = [
      ...reasonsOf(offered, isWrittenOut),
      ...(request.timeZone === undefined ? ["no-time-zone"] : []),
      ...optional.flatMap((fact) => (ownValue(request.facts, fact) === undefined ? `fact ${fact}` : [])),
    ];
    return unknown.flatMap(({ rule }) => because.map((each) => `${each} ${rule}`));
  });
}

/**
 * Returns why agent facts of a candidate are unknown. A bare number says nothing about queues, so it does not count as leaving them
 * out. A report that is written out as an object does.
 */
function reasonsOf(candidate: CandidateExplanation, isWrittenOut: boolean): UnknownBecause[] {
  if (candidate.availableAgents === null) return ["no-report"];
  return isWrittenOut ? COUNT_FACTS.filter((fact) => candidate[fact] === null) : [];
}

function channelsOf(request: Scenario["request"], router: Router) {
  try {
    return router.explain(request).channels;
  } catch (error) {
    // `runScenarios` reports scenarios that cannot be decided.
    if (error instanceof RequestError) return [];
    throw error;
  }
}
