import type { Table } from "../../compile/compile-ruleset.js";
import type { CompiledRule } from "../../compile/conditions/compile-conditions.js";
import { type HoursWalk, setHours } from "../hours/schedule-cursor.js";
import { type Reason, withoutRule } from "../reasons/reasons.js";
import { atCode, keepAtCode } from "./hours-memo.js";
import type { CandidateSituation, ChannelSituation } from "./channel-situation.js";
import { holdsInHours, type Situation } from "../conditions/clause-table.js";

/** What becomes of a channel in one situation, at some hours. */
export type Verdict = Offered | Withheld;

export interface Offered {
  readonly kind: "offered";
  readonly openIfAgentsWereFree: boolean;
  /** Place among the candidates. */
  readonly candidate: number;
  /** Null for an always channel. */
  readonly rule: string | null;
  readonly preferredBy: string | null;
  /** The priority of the rule that prefers it; 0 where none does. */
  readonly precedence: number;
}

export interface Withheld {
  readonly kind: "withheld";
  /** Whether it would be offered if agents were free. */
  readonly openIfAgentsWereFree: boolean;
  /** Null where they are those of the nearest miss. */
  readonly reasons: readonly Reason[] | null;
}

/** What becomes of the channel at the hours of a walk along its own; worked out once for each, and kept with the situation. */
export function verdictAt(asked: ChannelSituation, walk: HoursWalk): Verdict {
  const known = atCode(asked.verdicts, walk.code);
  if (known !== null) return known;
  const verdict = judge(asked, walk);
  keepAtCode(asked.verdicts, walk.code, verdict);
  return verdict;
}

function judge(asked: ChannelSituation, walk: HoursWalk): Verdict {
  const { channel, closed, candidates, classes } = asked;
  const { offers, withholds, prefers } = channel;
  setHours(classes, walk);
  if (channel.always) {
    // It serves the fallback language, so there is one.
    const [candidate] = candidates as [CandidateSituation];
    return offered(0, null, firstRule(prefers, candidate.prefers, classes), true);
  }
  if (closed) return withheld([withoutRule("manually-closed")], false);
  if (offers.clauses.length === 0) return withheld([withoutRule("no-rule")], false);
  if (candidates.length === 0) return withheld([withoutRule("language-not-served")], false);

  const isOpen = candidates.some((candidate) => isOpenIfFree(channel, candidate, classes));
  const stoppedBy: number[] = [];
  for (const [index, candidate] of candidates.entries()) {
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
  { offersIfFree, withholdsIfFree }: CandidateSituation,
  classes: Situation,
): boolean {
  return firstRule(offers, offersIfFree, classes) !== null && firstRule(withholds, withholdsIfFree, classes) === null;
}

/** Of clauses that hold but for hours, the rule of the first that holds. */
export function firstRule(table: Table, clauses: readonly number[], classes: Situation): CompiledRule | null {
  for (const clause of clauses) if (holdsInHours(table, classes, clause)) return ruleOf(table, clause);
  return null;
}

function ruleOf(table: Table, clause: number): CompiledRule {
  return (table.clauses[clause] as Table["clauses"][number]).owner;
}

function offered(
  candidate: number,
  offering: CompiledRule | null,
  preferring: CompiledRule | null,
  openIfAgentsWereFree: boolean,
): Offered {
  return {
    kind: "offered",
    openIfAgentsWereFree,
    candidate,
    rule: offering?.rule.name ?? null,
    preferredBy: preferring?.rule.name ?? null,
    // A rule's priority is 1 or more.
    precedence: preferring === null ? 0 : (preferring.rule.priority ?? 1),
  };
}

function withheld(reasons: readonly Reason[] | null, openIfAgentsWereFree: boolean): Withheld {
  return { kind: "withheld", openIfAgentsWereFree, reasons };
}
