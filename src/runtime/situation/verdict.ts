import { holdsInHours, type Situation } from "../conditions/clause-table.js";
import type { LoadedRule } from "../conditions/load-conditions.js";
import { recall, remember, type ScheduleCursor, setHours } from "../hours/schedule-cursor.js";
import type { RuleTable } from "../load-rules.js";
import { type Reason, withoutRule } from "../reasons/reason.js";
import type { CandidateSituation, ChannelSituation, Offered, Verdict, Withheld } from "./channel-situation.js";

/** The verdict at the cursor's hours, which are the situation's own. Kept with the situation. */
export function verdictAt(asked: ChannelSituation, cursor: ScheduleCursor): Verdict {
  const known = recall(asked.verdicts, cursor.code);
  if (known !== null) return known;
  const verdict = judge(asked, cursor);
  remember(asked.verdicts, cursor.code, verdict);
  return verdict;
}

function judge(asked: ChannelSituation, cursor: ScheduleCursor): Verdict {
  const { channel, closed, candidates } = asked;
  const { offers, withholds, prefers } = channel;
  for (const { classes } of candidates) setHours(classes, cursor);
  if (channel.always) {
    // An always channel serves the fallback language, so it has a candidate.
    const [candidate] = candidates as [CandidateSituation];
    return offered(0, null, firstRule(prefers, candidate.prefers, candidate.classes), true);
  }
  if (closed) return withheld([withoutRule("manually-closed")], false);
  if (offers.clauses.length === 0) return withheld([withoutRule("no-rule")], false);
  if (candidates.length === 0) return withheld([withoutRule("language-not-served")], false);

  const isOpen = candidates.some((candidate) => isOpenIfFree(channel, candidate));
  const stoppedBy: number[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const { classes } = candidate;
    const rule = firstRule(offers, candidate.offers, classes);
    if (rule === null) continue;
    const others = stoppedBy.length;
    for (const clause of candidate.withholds) if (holdsInHours(withholds, classes, clause)) stoppedBy.push(clause);
    if (stoppedBy.length === others)
      return offered(index, rule, firstRule(prefers, candidate.prefers, classes), isOpen);
  }
  if (stoppedBy.length === 0) return withheld(null, isOpen);
  // Clauses are in the order in which rules are considered.
  const reasons = new Set(stoppedBy.sort((a, b) => a - b).map((clause) => channel.withholdReasons[clause] as Reason));
  return withheld([...reasons], isOpen);
}

function isOpenIfFree(
  { offers, withholds }: ChannelSituation["channel"],
  { offersIfFree, withholdsIfFree, classes }: CandidateSituation,
): boolean {
  return firstRule(offers, offersIfFree, classes) !== null && firstRule(withholds, withholdsIfFree, classes) === null;
}

/** The rule of the first clause that holds at the hours in `classes`. Expects clauses that hold, hours aside. */
export function firstRule(table: RuleTable, clauses: readonly number[], classes: Situation): LoadedRule | null {
  for (const clause of clauses) if (holdsInHours(table, classes, clause)) return ruleOf(table, clause);
  return null;
}

function ruleOf(table: RuleTable, clause: number): LoadedRule {
  return (table.clauses[clause] as RuleTable["clauses"][number]).owner;
}

function offered(
  candidate: number,
  offering: LoadedRule | null,
  preferring: LoadedRule | null,
  openIfAgentsWereFree: boolean,
): Offered {
  return {
    kind: "offered",
    openIfAgentsWereFree,
    candidate,
    rule: offering?.name ?? null,
    preferredBy: preferring?.name ?? null,
    precedence: preferring?.priority ?? 0,
  };
}

function withheld(reasons: readonly Reason[] | null, openIfAgentsWereFree: boolean): Withheld {
  return { kind: "withheld", openIfAgentsWereFree, reasons };
}
