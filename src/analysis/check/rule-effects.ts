import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import { groupBy } from "../../values/group-by.js";
import { prepare, withinShare } from "../mdd/apply.js";
import { FALSE, type Node, TRUE } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import { createOrderComparison, type OrderedChannel, type OrderedPair } from "../model/orders.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import type { Candidate } from "../model/variables.js";
import { type ChannelView, compareViews, type ViewPart } from "../model/views.js";
import { type CheckSubject, exampleOf, type FindingExample } from "./check-finding.js";

/** What a rule does in all situations. */
export interface RuleEffect {
  readonly rule: LoadedRule;
  readonly kind: "matters" | "never-holds" | "changes-nothing" | "undecided";
  /** A request for which the rule holds and changes nothing. */
  readonly example: FindingExample | null;
  /** For an offer rule: the channels that are withheld whenever it holds. */
  readonly alwaysWithheld: readonly { readonly channel: string; readonly example: FindingExample }[];
}

/** Which rules are left of a ruleset. */
export type IsKept = (rule: LoadedRule) => boolean;

/**
 * Finds what each rule does. Takes out those that change nothing one by one, the last of the ruleset first: so all of them can be taken out
 * together, and of two rules that do the same the first stays.
 */
export function findRuleEffects(subject: CheckSubject): RuleEffect[] {
  const { rules: all } = subject.model.compiled.conditions;
  const places = new Map((subject.model.compiled.document.rules ?? []).map(({ name }, index) => [name, index]));
  const lastFirst = all.toSorted((a, b) => (places.get(b.name) ?? 0) - (places.get(a.name) ?? 0));
  const kept = new Set(all);
  const effects = lastFirst.map((rule, index) => {
    const effect = withinShare(subject.limit, lastFirst.length - index, () =>
      findEffect(subject, rule, (each) => kept.has(each)),
    );
    if (effect?.kind === "never-holds" || effect?.kind === "changes-nothing") kept.delete(rule);
    return effect ?? { rule, kind: "undecided" as const, example: null, alwaysWithheld: [] };
  });
  return effects.reverse();
}

function findEffect(subject: CheckSubject, rule: LoadedRule, isKept: IsKept): RuleEffect {
  const alwaysWithheld = findAlwaysWithheld(subject, rule, isKept);
  const effect = { rule, example: null, alwaysWithheld };
  if (makesDifference(subject, rule, isKept)) return { ...effect, kind: "matters" };
  if (!subject.space.hasAllHours) return { ...effect, kind: "undecided" };
  for (const diagrams of diagramsOf(subject, rule)) {
    const situation = diagrams.cheapest(whenHolds(diagrams, rule));
    if (situation === null) continue;
    return { ...effect, kind: "changes-nothing", example: exampleOf(subject, diagrams, situation) };
  }
  return { ...effect, kind: "never-holds" };
}

/** The diagrams of all candidates, or of the request, that a rule is tested for. */
export function diagramsOf(subject: CheckSubject, { event }: LoadedRule): Diagrams[] {
  return event.type === "advise"
    ? [subject.ofRequest()]
    : channelsOf(subject, event.params.channels).map(subject.ofCandidates);
}

function channelsOf({ model }: CheckSubject, ids: readonly string[]): readonly LoadedChannel[] {
  return model.compiled.channels.filter(({ id }) => ids.includes(id));
}

/** The situations in which a rule holds for a candidate. */
function whenHolds({ sets, possible, conjunctsOf, byLanguage }: Diagrams, rule: LoadedRule): Node {
  const held = [rule];
  return byLanguage((language) => {
    return sets.select([], [possible(language)], conjunctsOf(held, language.candidates[0] as Candidate));
  });
}

/** Whether a rule ever holds for a candidate while none of some others does. */
export function everHoldsAlone(
  { possible, conjunctsOf, findByLanguage }: Diagrams,
  rule: LoadedRule,
  others: readonly LoadedRule[] = [],
): boolean {
  const held = [rule];
  const found = findByLanguage((language) => {
    const candidate = language.candidates[0] as Candidate;
    return [conjunctsOf(others, candidate), [possible(language)], conjunctsOf(held, candidate)];
  });
  return found !== null;
}

/** Whether a customer sees a difference. That an offer of an always channel makes none is an error of its own. */
function makesDifference(subject: CheckSubject, rule: LoadedRule, isKept: IsKept): boolean {
  const { event } = rule;
  const { channels, steps } = subject.model.compiled;
  const isOther: IsKept = (each) => each !== rule && isKept(each);
  if (event.type === "advise") {
    return steps.some(({ id, advice }) => {
      if (!event.params.steps.includes(id)) return false;
      return everHoldsAlone(subject.ofRequest(), rule, rulesOf(advice).filter(isOther));
    });
  }
  const named = channelsOf(subject, event.params.channels);
  if (event.type !== "prefer")
    return named.some((channel) => !channel.always && changesView(subject, channel, rule, isKept));
  return named.some((channel) =>
    channels.some((other) => {
      const isAskedBefore = named.includes(other) && other.index <= channel.index;
      return !isAskedBefore && changesOrder(subject, [channel, other], rule, isKept);
    }),
  );
}

/** Whether a rule changes the language in which a channel is offered, or the reasons that withhold rules give. */
function changesView(subject: CheckSubject, channel: LoadedChannel, rule: LoadedRule, isKept: IsKept): boolean {
  const diagrams = subject.ofCustomers(channel);
  const isMeant: IsKept = (each) => isKept(each) && subject.overlap(rule, each);
  const offers = rulesOf(channel.offers).filter(isMeant);
  const byReason = [...groupBy(rulesOf(channel.withholds).filter(isMeant), reasonOf).values()];
  const listsWith = [offers, ...byReason];
  const listsWithout = listsWith.map((rules) => without(rules, rule));
  const groups = groupBy(diagrams.languages, ({ candidates }) => candidates.map(({ pool }) => pool).join());
  return [...groups.values()].some((group) => {
    const pools = group[0].candidates.map(({ pool }) => pool);
    const parts = ([0, 1] as const).flatMap((side) => pools.map((pool): ViewPart => ({ side, pool })));
    const isOther = (before: ChannelView, after: ChannelView) => (isSame(before, after) ? FALSE : TRUE);
    const views = prepare(diagrams.store, compareViews(parts, byReason.length, isOther), diagrams.limit);
    return group.some((language) => {
      const listsOf = (lists: readonly (readonly LoadedRule[])[]) =>
        language.candidates.flatMap((candidate) => lists.map((rules) => diagrams.conjunctsOf(rules, candidate)));
      return views.find([diagrams.possible(language)], ...listsOf(listsWithout), ...listsOf(listsWith)) !== null;
    });
  });
}

/** Whether a prefer rule changes which of two channels comes first. The order of all differs exactly if that of two does. */
function changesOrder(
  subject: CheckSubject,
  channels: readonly [LoadedChannel, LoadedChannel],
  rule: LoadedRule,
  isKept: IsKept,
): boolean {
  const diagrams = subject.ofPair(...channels);
  const isMeant: IsKept = (each) => isKept(each) && subject.overlap(rule, each);
  const rulesWith = channels.map(({ always, offers, withholds, prefers }) => ({
    offers: always ? null : rulesOf(offers).filter(isMeant),
    withholds: rulesOf(withholds).filter(isMeant),
    prefers: rulesOf(prefers).filter(isMeant),
  }));
  const rulesWithout = rulesWith.map((rules) => ({ ...rules, prefers: without(rules.prefers, rule) }));
  const isFirstByDefault = channels[0].index < channels[1].index;
  const comparison = createOrderComparison(diagrams);
  return diagrams.languages.some((language) => {
    const pairOf = (rules: readonly Omit<OrderedChannel, "candidates">[]): OrderedPair => {
      const [first, second] = rules.map(
        (each, place): OrderedChannel => ({
          ...each,
          candidates: language.candidates.filter(({ channel }) => channel === place),
        }),
      );
      return { channels: [first as OrderedChannel, second as OrderedChannel], isFirstByDefault };
    };
    return comparison.find(diagrams.possible(language), pairOf(rulesWithout), pairOf(rulesWith)) !== null;
  });
}

function without(rules: readonly LoadedRule[], rule: LoadedRule): readonly LoadedRule[] {
  return rules.filter((each) => each !== rule);
}

function isSame(before: ChannelView, after: ChannelView): boolean {
  return (
    before.offered === after.offered &&
    before.reasons.size === after.reasons.size &&
    [...before.reasons].every((reason) => after.reasons.has(reason))
  );
}

function reasonOf({ event }: LoadedRule): string {
  return event.type === "withhold" ? event.params.reason : "";
}

/** For an offer rule. */
function findAlwaysWithheld(subject: CheckSubject, rule: LoadedRule, isKept: IsKept): RuleEffect["alwaysWithheld"] {
  const { event } = rule;
  if (event.type !== "offer" || !subject.space.hasAllHours) return [];
  return channelsOf(subject, event.params.channels).flatMap((channel) => {
    const withholding = rulesOf(channel.withholds).filter(isKept);
    if (channel.always || withholding.length === 0) return [];
    const diagrams = subject.ofCandidates(channel);
    if (everHoldsAlone(diagrams, rule, withholding)) return [];
    const situation = diagrams.cheapest(whenHolds(diagrams, rule));
    return situation === null ? [] : [{ channel: channel.id, example: exampleOf(subject, diagrams, situation) }];
  });
}
