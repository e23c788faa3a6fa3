import { allHolding, firstHolding, holdingApartFrom, nearestMisses } from "../conditions/clause-table.js";
import type { CompiledRule } from "../conditions/compile-conditions.js";
import type { CompiledStep, Table } from "./compile-ruleset.js";
import { type Candidate, type Question, type QuestionChannel, setCandidate } from "./question.js";

/** What becomes of one channel in the situation at hand. */
export type ChannelChoice = Offered | Withheld;

export interface Offered {
  readonly kind: "offered";
  readonly candidate: Candidate;
  /** Null for an always channel. */
  readonly rule: CompiledRule | null;
  readonly preferredBy: CompiledRule | null;
}

export interface Withheld {
  readonly kind: "withheld";
  readonly because: WithheldBecause;
}

export type WithheldBecause =
  | { readonly kind: "manually-closed" }
  | { readonly kind: "no-rule" }
  | { readonly kind: "no-candidate" }
  | { readonly kind: "withheld-by"; readonly rules: readonly CompiledRule[] }
  | { readonly kind: "missed"; readonly misses: readonly CandidateMisses[] };

/** The clauses of a channel's offer rules that came nearest to holding for one candidate. */
export interface CandidateMisses {
  readonly candidate: Candidate;
  readonly failures: number;
  readonly clauses: readonly number[];
}

/** Decides a channel at the hours that the question's situation is set to. */
export function chooseChannel(question: Question, asked: QuestionChannel): ChannelChoice {
  const { channel, closed, candidates } = asked;
  const { situation } = question;
  if (channel.always) {
    const [candidate] = candidates;
    if (candidate === undefined) throw new Error(`always channel ${channel.id} does not serve the fallback language`);
    setCandidate(question, candidate, "as-they-are");
    return { kind: "offered", candidate, rule: null, preferredBy: ruleThatHolds(channel.prefers, question) };
  }
  if (closed) return withheld({ kind: "manually-closed" });
  if (channel.offers.clauses.length === 0) return withheld({ kind: "no-rule" });
  if (candidates.length === 0) return withheld({ kind: "no-candidate" });

  const stoppedBy: CompiledRule[] = [];
  for (const candidate of candidates) {
    setCandidate(question, candidate, "as-they-are");
    const rule = ruleThatHolds(channel.offers, question);
    if (rule === null) continue;
    const stopping = rulesThatHold(channel.withholds, question);
    if (stopping.length === 0) {
      return { kind: "offered", candidate, rule, preferredBy: ruleThatHolds(channel.prefers, question) };
    }
    stoppedBy.push(...stopping);
  }
  if (stoppedBy.length > 0) return withheld({ kind: "withheld-by", rules: stoppedBy });

  return withheld({
    kind: "missed",
    misses: candidates.map((candidate) => {
      setCandidate(question, candidate, "as-they-are");
      return { candidate, ...nearestMisses(channel.offers, situation) };
    }),
  });
}

/** The rule that advises a step; null where none does. */
export function chooseStep(question: Question, step: CompiledStep): CompiledRule | null {
  return ruleThatHolds(step.advice, question);
}

/** Whether the channel is offered, at the hours that the situation is set to, with the agents as they are or free. */
export function isOffered(
  question: Question,
  { channel, closed, candidates }: QuestionChannel,
  agents: "as-they-are" | "free",
): boolean {
  if (channel.always) return true;
  if (closed) return false;
  return candidates.some((candidate) => {
    setCandidate(question, candidate, agents);
    return (
      firstHolding(channel.offers, question.situation) >= 0 && firstHolding(channel.withholds, question.situation) < 0
    );
  });
}

/** False only where no hours whatever can make {@link isOffered} true. */
export function couldBeOffered(
  question: Question,
  { channel, closed, candidates }: QuestionChannel,
  agents: "as-they-are" | "free",
): boolean {
  if (channel.always) return true;
  if (closed) return false;
  return candidates.some((candidate) => {
    setCandidate(question, candidate, agents);
    if (holdingApartFrom(channel.offers, question.situation, "time").length === 0) return false;
    return !holdsWhateverTheTime(channel.withholds, question);
  });
}

/** True only where no hours whatever can make {@link isOffered} false. */
export function mustBeOffered(question: Question, { channel, closed, candidates }: QuestionChannel): boolean {
  if (channel.always) return true;
  if (closed) return false;
  return candidates.some((candidate) => {
    setCandidate(question, candidate, "as-they-are");
    if (!holdsWhateverTheTime(channel.offers, question)) return false;
    return holdingApartFrom(channel.withholds, question.situation, "time").length === 0;
  });
}

function holdsWhateverTheTime(table: Table, { situation }: Question): boolean {
  return holdingApartFrom(table, situation, "time").some((clause) => !readsTime(table, clause));
}

function readsTime(table: Table, clause: number): boolean {
  return table.clauses[clause]?.way.some(({ reads }) => reads.startsWith("time ")) ?? false;
}

function ruleThatHolds(table: Table, { situation }: Question): CompiledRule | null {
  return table.clauses[firstHolding(table, situation)]?.owner ?? null;
}

function rulesThatHold(table: Table, { situation }: Question): CompiledRule[] {
  const rules = allHolding(table, situation).flatMap((clause) => table.clauses[clause]?.owner ?? []);
  return [...new Set(rules)];
}

function withheld(because: WithheldBecause): Withheld {
  return { kind: "withheld", because };
}
