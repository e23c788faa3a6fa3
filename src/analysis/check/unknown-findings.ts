import type { ClauseTable, Row } from "../../runtime/conditions/clause-table.js";
import { leavesOf } from "../../runtime/conditions/expression.js";
import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import { HOURS_UNKNOWN, type Variable } from "../../runtime/conditions/variable.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import { namedBy } from "../../values/events.js";
import { BUILT_IN_FACTS, COUNT_FACTS, type CountFact } from "../../values/facts.js";
import { quote } from "../../values/quote.js";
import { describeUnsaid, NO_REPORT } from "../../words/describe-agents.js";
import type { AxisClasses } from "../retiring/model/side.js";
import type { SituationAxis } from "../retiring/model/situation-axis.js";
import { clausesBeside } from "../retiring/walk/narrow-table.js";
import { asks, tableOf } from "../retiring/walk/rule-quests.js";
import { type AskedSpace, type Quest, seekSituation } from "../retiring/walk/seek-situation.js";
import { type WorkBudget, withShare } from "../retiring/walk/walk-situations.js";
import { type CheckFinding, type CheckResult, type CheckSubject, findingAt, questionAbout } from "./check-finding.js";
import { createIsIntended, type IsIntended, type UnknownBecause } from "./intended-unknowns.js";

/**
 * Finds withhold rules that let a channel through when something they read is unknown: the rule is then unknown too, and the channel is
 * offered.
 *
 * A missing agent report affects everyone, and a missing time zone many customers, so these are warnings. A number that a report leaves
 * out is only `info`: the contact centre may never leave it out. An offer that a scenario expects is intentional, and not reported.
 */
export function unknownFindings({ side, space, router, budget, exampleOf }: CheckSubject): CheckResult {
  const { channels, conditions, document } = side.compiled;
  const isIntended = createIsIntended(document.scenarios ?? [], router);
  const findings: CheckFinding[] = [];
  const undecided: string[] = [];
  const places = new Map((document.rules ?? []).map(({ name }, index) => [name, index]));
  const rules = conditions.rules.filter(
    ({ event, expression }) =>
      event.type === "withhold" &&
      expression !== null &&
      leavesOf(expression).some(({ fact }) => fact === "time" || BUILT_IN_FACTS.get(fact)?.type === "count"),
  );
  for (const [index, rule] of rules.entries()) {
    const named = channels.filter(({ id, always }) => !always && namedBy(rule.event).includes(id));
    const found = withShare(budget, rules.length - index, (share) => findPassed(space, rule, named, isIntended, share));
    if (found === "undecided") undecided.push(rule.name);
    if (found === "undecided" || found === null) continue;
    const { channel, way, situation } = found;
    findings.push(
      findingAt(
        ["rules", places.get(rule.name) ?? 0, "name"],
        {
          code: "withhold-rests-on-unknown",
          severity: way.severity,
          problem: `rule ${quote(rule.name)} does not stop what is unknown: ${quote(channel.id)} is offered ${way.words}`,
          hint: `let the rule that offers it ask for what has to be known; or if that is meant, add a scenario that expects it${way.scenario}`,
        },
        exampleOf(situation, channel.id),
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
  space: AskedSpace,
  rule: LoadedRule,
  channels: readonly LoadedChannel[],
  isIntended: IsIntended,
  budget: WorkBudget,
) {
  let isDecided = true;
  for (const way of waysToBeUnknown(rule)) {
    if (isIntended(rule.name, way.because)) continue;
    for (const channel of channels) {
      const quest = passedQuest(space, rule, channel, way.narrow(space.ofCandidates(channel)));
      const situation = seekSituation(space, quest, budget);
      if (situation.kind === "found") return { channel, way, situation };
      isDecided &&= situation.kind === "none";
    }
  }
  return isDecided ? null : ("undecided" as const);
}

interface WayToBeUnknown {
  readonly because: UnknownBecause;
  readonly severity: "warning" | "info";
  readonly words: string;
  /** What a scenario must leave out or state, to show that the offer is intentional. */
  readonly scenario: string;
  /** Keeps the classes in which the rule is unknown for this reason. */
  narrow(axes: readonly SituationAxis[]): readonly SituationAxis[];
}

/** Lists why a rule may be unknown: no report, no time zone of the customer, or a report that leaves something out. */
function waysToBeUnknown({ expression }: LoadedRule): WayToBeUnknown[] {
  const leaves = expression === null ? [] : leavesOf(expression);
  const counts = COUNT_FACTS.filter((fact) => leaves.some((leaf) => leaf.fact === fact));
  const hours = leaves.filter(({ fact }) => fact === "time").map(({ variable }) => variable);
  // A missing report is the first way, so the other ways assume a report if the rule reads one.
  const reported = (axis: SituationAxis) => (counts.length === 0 ? axis : onlySnapshot(axis, "fresh"));
  const noReport: WayToBeUnknown = {
    because: "no-report",
    severity: "warning",
    words: `while ${NO_REPORT}`,
    scenario: ", without a report",
    narrow: (axes) => axes.filter(({ kind }) => kind !== "count").map((axis) => onlySnapshot(axis, "none")),
  };
  const noTimeZone: WayToBeUnknown = {
    because: "no-time-zone",
    severity: "warning",
    words: "to a customer who names no time zone",
    scenario: ", without `timeZone`",
    narrow: (axes) => axes.map((axis) => onlyUnknownHours(reported(axis), hours)),
  };
  return [
    ...(counts.length === 0 ? [] : [noReport]),
    ...(hours.length === 0 ? [] : [noTimeZone]),
    ...counts.map(
      (fact): WayToBeUnknown => ({
        because: fact,
        severity: "info",
        words: `while nobody says ${describeUnsaid(fact)}`,
        scenario: ', with a report such as `{ "available": 1 }`',
        narrow: (axes) => axes.map((axis) => onlyUnsaid(reported(axis), fact)),
      }),
    ),
  ];
}

function onlySnapshot(axis: SituationAxis, sample: "none" | "fresh"): SituationAxis {
  return axis.kind === "snapshot" ? { ...axis, classes: axis.classes.filter((each) => each.sample === sample) } : axis;
}

function onlyUnknownHours(axis: SituationAxis, hours: readonly number[]): SituationAxis {
  if (axis.kind !== "hours") return axis;
  const isUnknown = (classes: AxisClasses | null | undefined) =>
    hours.some((each) => classes?.get(each) === HOURS_UNKNOWN);
  return { ...axis, classes: axis.classes.filter(({ onSides: [own] }) => isUnknown(own)) };
}

function onlyUnsaid(axis: SituationAxis, fact: CountFact): SituationAxis {
  if (axis.kind !== "count" || axis.fact !== fact) return axis;
  return { ...axis, classes: axis.classes.filter(({ sample }) => sample === null) };
}

/** Looks for a candidate that is offered while a rule that would withhold it is unknown. */
function passedQuest(
  space: AskedSpace,
  rule: LoadedRule,
  channel: LoadedChannel,
  axes: readonly SituationAxis[],
): Quest {
  const { conditions } = (space.sides[0] as AskedSpace["sides"][number]).compiled;
  const table = notFailing(tableOf(space, rule), conditions.variables);
  const unless = asks(table);
  return {
    axes,
    tracks: [
      [
        asks(clausesBeside(channel.offers, table, "candidate")),
        asks(clausesBeside(channel.withholds, table, "candidate")),
        unless,
      ],
    ],
    first: [unless],
    prune: (lanes) =>
      lanes.filter((lane) => lane.mayHold(OFFERS) && lane.mayHold(UNLESS) && !lane.surelyHolds(WITHHOLDS)),
    isOne: (lanes) => lanes.some((lane) => lane.mayHold(OFFERS) && lane.mayHold(UNLESS) && !lane.mayHold(WITHHOLDS)),
  };
}

const OFFERS = 0;
const WITHHOLDS = 1;
/** The rule holds or is unknown. */
const UNLESS = 2;

/** Copies a table, with literals that an unknown value satisfies too: an unknown condition does not fail. */
function notFailing<Owner>(table: ClauseTable<Owner>, variables: readonly Variable[]): ClauseTable<Owner> {
  const words = table.full.length;
  const rows = new Map<Row, Row>();
  const relaxed = (row: Row): Row => {
    const known = rows.get(row);
    if (known !== undefined) return known;
    const satisfied = row.satisfied.slice();
    satisfied.set(table.full, (variables[row.variable]?.unknown ?? 0) * words);
    const made = { ...row, satisfied };
    rows.set(row, made);
    return made;
  };
  return {
    ...table,
    request: table.request.map(relaxed),
    candidate: table.candidate.map(relaxed),
    hours: table.hours.map((ofClause) => ofClause.map(relaxed)),
  };
}
