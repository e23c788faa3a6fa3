import type { Rule, RulesetDocument } from "../../src/ruleset/document.js";
import type { WithheldReason } from "../../src/runtime/decision.js";
import { type Expression, type Leaf, leavesOf, withoutNot } from "./expression.js";
import { type Facts, inNfc, type Moment } from "./facts.js";
import { type Judge, knownValue } from "./truth.js";

/** A candidate and a rule that does not hold for it. */
export interface Failure {
  readonly rule: Rule;
  readonly facts: Facts;
  /** The candidate's place among those of its channel. */
  readonly candidate: number;
}

/** A condition all of whose leaves read one fact; leaves on two schedules read two. */
type Term = Expression;
type Way = readonly Term[];

interface Miss extends Failure {
  readonly terms: readonly Term[];
  /** Of each fact that fails, highest first. */
  readonly ranks: readonly number[];
}

interface PlacedReason {
  readonly order: readonly [rank: number, rule: string, place: number, candidate: number];
  readonly reason: WithheldReason;
}

/** Reasons of the nearest misses among rules that do not hold. */
export async function missReasons(
  document: RulesetDocument,
  judge: Judge,
  moment: Moment,
  failures: readonly Failure[],
): Promise<WithheldReason[]> {
  const misses = (await Promise.all(failures.map((failure) => missesOf(document, judge, failure)))).flat();
  const nearest = misses.filter((miss) => misses.every((other) => compareRanks(miss.ranks, other.ranks) <= 0));
  const reasons = (await Promise.all(nearest.map((miss) => reasonsOf(judge, moment, miss)))).flat();
  reasons.sort((a, b) => compareOrder(a.order, b.order));
  return withoutRepeats(reasons.map(({ reason }) => reason));
}

export function compareText(a: string, b: string): number {
  const [one, other] = [inNfc(a), inNfc(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

export function withoutRepeats(reasons: readonly WithheldReason[]): WithheldReason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}

async function missesOf(document: RulesetDocument, judge: Judge, failure: Failure): Promise<Miss[]> {
  if (failure.rule.conditions === undefined)
    throw new Error(`rule ${failure.rule.name} has no conditions and cannot fail`);
  const ways = waysOf(withoutNot(document, failure.rule.conditions));
  return Promise.all(
    ways.map(async (way) => {
      const terms = await notHolding(judge, way, failure.facts);
      const facts = new Set(terms.map((term) => leavesOf(term)[0]?.fact ?? ""));
      return { ...failure, terms, ranks: [...facts].map(rankOf).sort((a, b) => b - a) };
    }),
  );
}

function waysOf(node: Expression): Way[] {
  if (soleFact(node) !== null || "fact" in node) return [[node]];
  if ("all" in node) {
    return node.all
      .map(waysOf)
      .reduce((sofar, ways) => sofar.flatMap((way) => ways.map((more) => [...way, ...more])), [[]] as Way[]);
  }
  return togetherByFact(node.any).flatMap(waysOf);
}

/** Puts the children that read one fact, the same one, under one `any` at the place of the first. */
function togetherByFact(children: readonly Expression[]): Expression[] {
  const groups = new Map<unknown, Expression[]>();
  for (const child of children) {
    const key = soleFact(child) ?? child;
    groups.set(key, [...(groups.get(key) ?? []), child]);
  }
  return [...groups.values()].map((group) =>
    group.length === 1 && group[0] !== undefined ? group[0] : { any: group },
  );
}

function soleFact(node: Expression): string | null {
  const read = new Set(leavesOf(node).map((leaf) => (leaf.fact === "time" ? `time ${String(leaf.value)}` : leaf.fact)));
  return read.size === 1 ? ([...read][0] ?? null) : null;
}

async function notHolding(judge: Judge, nodes: readonly Expression[], facts: Facts): Promise<Expression[]> {
  const truths = await Promise.all(nodes.map((node) => judge.judge(node, facts)));
  return nodes.filter((_, index) => truths[index] !== "holds");
}

/** How soon a fact may pass: agents, hours, the customer, language, request type. */
function rankOf(fact: string): number {
  switch (fact) {
    case "availableAgents":
    case "staffedAgents":
    case "contactsInQueue":
    case "estimatedWaitSeconds":
      return 0;
    case "time":
      return 1;
    case "language":
    case "usingFallbackLanguage":
      return 3;
    case "requestType":
    case "requestTags":
      return 4;
    default:
      return 2;
  }
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length;
  const index = a.findIndex((rank, at) => rank !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

async function reasonsOf(judge: Judge, moment: Moment, miss: Miss): Promise<PlacedReason[]> {
  const leaves = (await Promise.all(miss.terms.map((term) => failingLeaves(judge, term, miss.facts)))).flat();
  return leaves.map((leaf) => ({
    order: [rankOf(leaf.fact), miss.rule.name, leaf.place, miss.candidate],
    reason: reasonOf(leaf, miss, moment),
  }));
}

/** Of a term that does not hold. */
async function failingLeaves(judge: Judge, term: Expression, facts: Facts): Promise<Leaf[]> {
  if ("fact" in term) return [term];
  const children = "all" in term ? await notHolding(judge, term.all, facts) : term.any;
  return (await Promise.all(children.map((child) => failingLeaves(judge, child, facts)))).flat();
}

function reasonOf(leaf: Leaf, miss: Miss, moment: Moment): WithheldReason {
  const { fact, operator, value } = leaf;
  const actual = knownValue(leaf, miss.facts) ?? null;
  const closedBy = operator === "duringSchedule" ? moment.hours[String(value)]?.closedBy : undefined;
  return {
    code: codeOf(leaf, actual === null, moment),
    rule: miss.rule.name,
    condition: { fact, operator, value },
    actual,
    ...(closedBy == null ? {} : { exception: closedBy }),
  };
}

function codeOf({ fact, operator }: Leaf, unknown: boolean, moment: Moment): string {
  switch (rankOf(fact)) {
    case 0:
      if (operator === "isKnown" && !unknown) return "availability-known";
      if (unknown) return moment.snapshot === "stale" ? "availability-stale" : "availability-unknown";
      return fact === "availableAgents" || fact === "staffedAgents" ? "no-agents" : "over-capacity";
    case 1:
      return unknown ? "time-zone-unknown" : "outside-hours";
    case 3:
      return "language-not-served";
    case 4:
      return "request-type-not-served";
    default:
      return unknown ? "fact-unknown" : "not-eligible";
  }
}

function compareOrder(a: PlacedReason["order"], b: PlacedReason["order"]): number {
  return a[0] - b[0] || compareText(a[1], b[1]) || a[2] - b[2] || a[3] - b[3];
}
