import { failingFacts } from "../conditions/clause-table.js";
import type { CompiledRule } from "../conditions/compile-conditions.js";
import type { Leaf } from "../conditions/expression.js";
import { missingLeaves } from "../conditions/truth.js";
import { actualOf } from "./actual.js";
import type { CandidateMisses, Withheld } from "./choose.js";
import type { WithheldReason } from "./decision.js";
import { type Candidate, type Hours, type Question, type QuestionChannel, setCandidate } from "./question.js";
import { codeOfFact, rankOfFact } from "./reason-codes.js";

/** Why a channel is withheld, at the hours that the question's situation is set to. Never empty. */
export function reasonsFor(
  question: Question,
  asked: QuestionChannel,
  { because }: Withheld,
  hours: Hours,
): WithheldReason[] {
  switch (because.kind) {
    case "manually-closed":
    case "no-rule":
      return [{ code: because.kind, rule: null, condition: null, actual: null }];
    case "no-candidate": {
      const requested = question.request.languages.map((language) => language.requested);
      return [{ code: "language-not-served", rule: null, condition: null, actual: requested }];
    }
    case "withheld-by":
      return question.compiled.conditions.rules
        .filter((rule) => because.rules.includes(rule))
        .map(({ rule }) => ({ code: reasonOf(rule.event), rule: rule.name, condition: null, actual: null }));
    case "missed":
      return reasonsOfMisses(question, asked, because.misses, hours);
  }
}

/** Whether two channels of one request are withheld for the same. */
export function sameReasons(left: readonly WithheldReason[], right: readonly WithheldReason[]): boolean {
  return left.length === right.length && left.every((reason, index) => sameReason(reason, right[index]));
}

interface Blame {
  readonly rank: number;
  readonly owner: CompiledRule;
  readonly leaf: Leaf;
  readonly candidate: Candidate;
}

function reasonsOfMisses(
  question: Question,
  { channel }: QuestionChannel,
  misses: readonly CandidateMisses[],
  hours: Hours,
): WithheldReason[] {
  const { conditions } = question.compiled;
  const fewest = Math.min(...misses.map(({ failures }) => failures));
  let soonest: readonly number[] | null = null;
  let blames: Blame[] = [];
  for (const { candidate, clauses, failures } of misses) {
    if (failures > fewest) continue;
    setCandidate(question, candidate, "as-they-are");
    const truth = conditions.truthIn(question.situation);
    for (const index of clauses) {
      const clause = channel.offers.clauses[index];
      if (clause === undefined) continue;
      const ranks = failingFacts(channel.offers, question.situation, index)
        .map(rankOfFact)
        .sort((a, b) => b - a);
      const order: number = soonest === null ? -1 : compareRanks(ranks, soonest);
      if (order > 0) continue;
      if (order < 0) {
        soonest = ranks;
        blames = [];
      }
      for (const term of clause.way) {
        for (const leaf of missingLeaves(term.expression, truth)) {
          blames.push({ rank: rankOfFact(leaf.fact), owner: clause.owner, leaf, candidate });
        }
      }
    }
  }

  // The sort is stable, and the blames come candidate by candidate.
  blames.sort((a, b) => a.rank - b.rank || compareNames(a.owner, b.owner) || a.leaf.place - b.leaf.place);
  const reasons: WithheldReason[] = [];
  for (const { owner, leaf, candidate } of blames) {
    const reason = reasonOfLeaf(question, owner, leaf, candidate, hours);
    if (!reasons.some((other) => sameReason(reason, other))) reasons.push(reason);
  }
  return reasons;
}

/** Slowest first: a miss is only as near as the fact that will take longest to pass. */
function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [index, rank] of left.entries()) {
    const difference = rank - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareNames(left: CompiledRule, right: CompiledRule): number {
  if (left === right) return 0;
  return left.rule.name < right.rule.name ? -1 : 1;
}

function reasonOfLeaf(
  question: Question,
  owner: CompiledRule,
  leaf: Leaf,
  candidate: Candidate,
  hours: Hours,
): WithheldReason {
  const { fact, operator, value } = leaf;
  const { actual, ...exception } = actualOf(question, leaf, candidate, hours);
  const code = codeOfFact(fact, actual, question.snapshot);
  return { code, rule: owner.rule.name, condition: { fact, operator, value }, actual, ...exception };
}

function reasonOf(event: CompiledRule["rule"]["event"]): string {
  return event.type === "withhold" ? event.params.reason : "";
}

function sameReason(left: WithheldReason, right: WithheldReason | undefined): boolean {
  return (
    right !== undefined &&
    left.code === right.code &&
    left.rule === right.rule &&
    left.condition?.fact === right.condition?.fact &&
    left.condition?.operator === right.condition?.operator &&
    JSON.stringify(left.condition?.value) === JSON.stringify(right.condition?.value) &&
    JSON.stringify(left.actual) === JSON.stringify(right.actual) &&
    left.exception === right.exception
  );
}
