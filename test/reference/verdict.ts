import type { Channel, Condition, Rule, RulesetDocument } from "../../src/ruleset/document.js";
import type { AdvisedStep, OfferedChannel, WithheldChannel, WithheldReason } from "../../src/runtime/decision.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import { candidatesOf, requestedTags } from "./candidates.js";
import { candidateFacts, epochOf, type Facts, type Moment, requestFacts, timeOfReport } from "./facts.js";
import { compareText, missReasons, withoutRepeats } from "./misses.js";
import type { Judge } from "./truth.js";

/** A decision at one moment, without the times. */
export interface Verdict {
  readonly offered: readonly Omit<OfferedChannel, "closesAt">[];
  readonly withheld: readonly Omit<WithheldChannel, "nextOpensAt">[];
  readonly steps: readonly AdvisedStep[];
  /** Whether the snapshot counts, and each report that a rule or the decision tells of. */
  readonly told: readonly boolean[];
}

export async function verdictAt(
  document: RulesetDocument,
  judge: Judge,
  request: ContactRequest,
  moment: Moment,
): Promise<Verdict> {
  const shared = requestFacts(document, request, moment);
  const trials = await Promise.all(
    document.channels.map((channel) => tryChannel(document, judge, request, moment, shared, channel)),
  );
  const offered = trials
    .filter((trial) => trial.offer !== null)
    .sort((a, b) => (b.preferred?.priority ?? 0) - (a.preferred?.priority ?? 0));
  return {
    offered: offered.map(({ offer }) => offer).filter((offer) => offer !== null),
    withheld: trials.filter(({ offer }) => offer === null).map(({ channel, reasons }) => ({ channel, reasons })),
    steps: await advisedSteps(document, judge, shared),
    told: [snapshotCounts(request, moment), ...trials.flatMap((trial) => trial.told)],
  };
}

interface Trial {
  readonly channel: string;
  readonly offer: Omit<OfferedChannel, "closesAt"> | null;
  readonly preferred: { readonly priority: number } | null;
  readonly reasons: WithheldReason[];
  readonly told: readonly boolean[];
}

async function tryChannel(
  document: RulesetDocument,
  judge: Judge,
  request: ContactRequest,
  moment: Moment,
  shared: Facts,
  { id: channel, ...rest }: Channel,
): Promise<Trial> {
  const refuse = (reasons: WithheldReason[], told: readonly boolean[] = []): Trial => ({
    channel,
    offer: null,
    preferred: null,
    reasons,
    told,
  });
  const offers = rulesOf(document, "offer", channel);
  const withholds = rulesOf(document, "withhold", channel);
  const candidates = candidatesOf(document, request, { id: channel, ...rest });
  const factsOf = candidates.map((candidate) => ({
    ...shared,
    ...candidateFacts(request, moment, channel, candidate),
  }));

  const naming = [...offers, ...withholds, ...rulesOf(document, "prefer", channel)];
  const isRead = naming.some(({ conditions }) => conditions !== undefined && readsAgents(document, conditions));
  const isReported = isRead || Object.hasOwn(request.agentAvailability ?? {}, channel);
  const counting = candidates.map(({ language }) => counts(request, moment, channel, language));
  const toldOf = (tried: readonly (boolean | null)[]) => (isRead ? tried.map((each) => each === true) : []);

  if (request.closedChannels?.includes(channel)) return refuse([bareReason("manually-closed")]);

  const stopping: Rule[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const facts = factsOf[index] ?? shared;
    const offer = (await holding(judge, offers, facts))[0];
    if (rest.always !== true && offer === undefined) continue;
    const stops = await holding(judge, withholds, facts);
    stopping.push(...stops);
    if (stops.length > 0) continue;
    const preferred = (await holding(judge, rulesOf(document, "prefer", channel), facts))[0];
    return {
      channel,
      offer: {
        channel,
        servedLanguage: candidate.language,
        rule: rest.always === true ? null : (offer?.name ?? null),
        preferredBy: preferred?.name ?? null,
        availableAgents: isReported ? numberOrNull(facts, "availableAgents") : null,
        estimatedWaitSeconds: isReported ? numberOrNull(facts, "estimatedWaitSeconds") : null,
      },
      preferred: preferred === undefined ? null : { priority: priorityOf(preferred) },
      reasons: [],
      told: [
        ...toldOf(rest.always === true ? counting.slice(0, 1) : counting),
        ...(isReported ? [counting[index] === true] : []),
      ],
    };
  }

  if (offers.length === 0) return refuse([bareReason("no-rule")]);
  if (candidates.length === 0)
    return refuse([{ ...bareReason("language-not-served"), actual: requestedTags(request) }]);
  if (stopping.length > 0) {
    const reasons = [...stopping]
      .sort(compareRules)
      .map((rule) => ({ ...bareReason(reasonOf(rule)), rule: rule.name }));
    return refuse(withoutRepeats(reasons), toldOf(counting));
  }
  const failures = factsOf.flatMap((facts, candidate) =>
    offers.map((rule) => ({ rule, facts, candidate, isStale: counting[candidate] === false })),
  );
  return refuse(await missReasons(document, judge, moment, failures), toldOf(counting));
}

function snapshotCounts(
  { agentAvailability, agentAvailabilityAsOf, at }: ContactRequest,
  { reports }: Moment,
): boolean {
  if (agentAvailability == null || reports === "everyone-free") return false;
  return reports.includes(epochOf(agentAvailabilityAsOf ?? at));
}

/** Whether the report on some agents is recent; null if there is none. */
function counts(request: ContactRequest, { reports }: Moment, channel: string, language: string): boolean | null {
  const time = timeOfReport(request, channel, language);
  return time === null ? null : reports === "everyone-free" || reports.includes(time);
}

/** Rules of one event that name a channel, in the order in which they are reported. */
function rulesOf(document: RulesetDocument, event: "offer" | "withhold" | "prefer", channel: string): Rule[] {
  const rules = (document.rules ?? []).filter((rule) => rule.event.type === event && "channels" in rule.event.params);
  return rules
    .filter((rule) => "channels" in rule.event.params && rule.event.params.channels.includes(channel))
    .sort(compareRules);
}

function compareRules(a: Rule, b: Rule): number {
  return priorityOf(b) - priorityOf(a) || compareText(a.name, b.name);
}

function priorityOf(rule: Rule): number {
  return rule.priority ?? 1;
}

async function holding(judge: Judge, rules: readonly Rule[], facts: Facts): Promise<Rule[]> {
  const truths = await Promise.all(rules.map((rule) => judge.judgeRule(rule, facts)));
  return rules.filter((_, index) => truths[index] === "holds");
}

function readsAgents(document: RulesetDocument, condition: Condition): boolean {
  const reads = (each: Condition) => readsAgents(document, each);
  if ("fact" in condition) return COUNTS.includes(condition.fact);
  if ("all" in condition) return condition.all.some(reads);
  if ("any" in condition) return condition.any.some(reads);
  return reads("not" in condition ? condition.not : (document.conditions?.[condition.condition] as Condition));
}

const COUNTS = ["availableAgents", "staffedAgents", "contactsInQueue", "estimatedWaitSeconds"];

function numberOrNull(facts: Facts, fact: string): number | null {
  const value = facts[fact];
  return typeof value === "number" ? value : null;
}

function bareReason(code: string): WithheldReason {
  return { code, rule: null, condition: null, actual: null };
}

function reasonOf({ event }: Rule): string {
  if (event.type !== "withhold") throw new Error(`not a withhold rule: ${event.type}`);
  return event.params.reason;
}

async function advisedSteps(document: RulesetDocument, judge: Judge, facts: Facts): Promise<AdvisedStep[]> {
  const advising = (document.rules ?? []).filter((rule) => rule.event.type === "advise").sort(compareRules);
  const rules = await holding(judge, advising, facts);
  return (document.steps ?? []).flatMap(({ id }) => {
    const rule = rules.find(({ event }) => event.type === "advise" && event.params.steps.includes(id));
    return rule === undefined ? [] : [{ step: id, rule: rule.name }];
  });
}
