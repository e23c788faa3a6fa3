import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import { groupBy } from "../../values/group-by.js";
import { withinShare } from "../mdd/apply.js";
import { inEach, inSomeOfEach, outside, type Selection } from "../mdd/sets.js";
import type { Node } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import { type ChannelRules, offerTo, rulesOfChannel } from "../model/offers.js";
import { createOrderComparison, type OrderedChannel, type OrderedPair } from "../model/orders.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import type { Candidate } from "../model/variables.js";
import { type CheckSubject, exampleOf, type FindingExample, whenHolds } from "./check-finding.js";

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

/** Whether a rule ever holds for a candidate while none of some others does. */
export function everHoldsAlone(diagrams: Diagrams, rule: LoadedRule, others: readonly LoadedRule[] = []): boolean {
  const held = [rule];
  return diagrams.isEver(({ candidates: [candidate] }) => [
    [others, held].map((rules) => diagrams.conjunctsOf(rules, candidate as Candidate)) as [Node[], Node[]],
  ]);
}

/** Whether a customer sees a difference. That an offer of an always channel makes none is an error of its own. */
function makesDifference(subject: CheckSubject, rule: LoadedRule, isKept: IsKept): boolean {
  const { event } = rule;
  const { channels, steps } = subject.model.compiled;
  const isOther: IsKept = (each) => each !== rule && isKept(each);
  const isMeant: IsKept = (each) => isKept(each) && subject.overlap(rule, each);
  if (event.type === "advise") {
    return steps.some(({ id, advice }) => {
      if (!event.params.steps.includes(id)) return false;
      return everHoldsAlone(subject.ofRequest(), rule, rulesOf(advice).filter(isOther));
    });
  }
  const named = channelsOf(subject, event.params.channels);
  if (event.type !== "prefer")
    return named.some((channel) => !channel.always && changesView(subject, channel, rule, isMeant));
  return named.some((channel) =>
    channels.some((other) => {
      const isAskedBefore = named.includes(other) && other.index <= channel.index;
      return !isAskedBefore && changesOrder(subject, [channel, other], rule, isMeant);
    }),
  );
}

/**
 * Whether an offer or withhold rule changes what customers see of a channel: the language in which it is offered or, if it is withheld, the
 * reasons that withhold rules give. Only looks at the rules that `isMeant` keeps, with the rule and without it.
 */
function changesView(subject: CheckSubject, channel: LoadedChannel, rule: LoadedRule, isMeant: IsKept): boolean {
  const diagrams = subject.ofCustomers(channel);
  const { conjunctsOf } = diagrams;
  const others = rulesOfChannel(channel, (each) => each !== rule && isMeant(each));
  const byReason = groupBy(others.withholds, reasonOf);
  const isOffer = rule.event.type === "offer";
  const reasons = isOffer ? [...byReason.values()] : [byReason.get(reasonOf(rule)) ?? []];
  const held = [rule];
  return diagrams.isEver(function* ({ candidates }) {
    const offers = candidates.map((each) => offerTo(diagrams, others, each));
    for (const [place, candidate] of candidates.entries()) {
      const [withholding, offering] = offers[place] as [Node[], Node[]];
      const holds = conjunctsOf(held, candidate);
      const isTold: Selection = isOffer ? [offering, holds] : [[], holds, offering];
      // The candidate is offered with the rule alone, or without it alone. No earlier candidate is offered.
      yield* inSomeOfEach([inEach(isTold, [withholding])], ...offers.slice(0, place).map(outside));
      // The channel is withheld, and a reason is given with the rule alone.
      for (const giving of reasons) {
        const given = candidates.map((each) => conjunctsOf(giving, each));
        const withoutReason = offers.map((offer, each): Selection[] => [
          [offer[1] ?? []],
          [given[each] ?? [], offer[0]],
        ]);
        const isGiven: Selection = isOffer ? [[], given[place] ?? []] : [given[place] ?? []];
        yield* inSomeOfEach([inEach(isTold, isGiven)], ...withoutReason.toSpliced(place, 1));
      }
    }
  });
}

function reasonOf({ event }: LoadedRule): string {
  return event.type === "withhold" ? event.params.reason : "";
}

/** Whether a prefer rule changes which of two channels comes first. The order of all differs exactly if that of two does. */
function changesOrder(
  subject: CheckSubject,
  channels: readonly [LoadedChannel, LoadedChannel],
  rule: LoadedRule,
  isMeant: IsKept,
): boolean {
  const diagrams = subject.ofPair(...channels);
  const rulesWith = channels.map((channel) => rulesOfChannel(channel, isMeant));
  const rulesWithout = rulesWith.map((rules) => ({ ...rules, prefers: rules.prefers.filter((each) => each !== rule) }));
  const isFirstByDefault = channels[0].index < channels[1].index;
  const ordersOf = createOrderComparison(diagrams, [true, true]);
  return diagrams.isEver((language) => {
    const pairOf = (rules: readonly ChannelRules[]): OrderedPair => {
      const [first, second] = rules.map((each, place) => ({
        ...each,
        candidates: language.candidates.filter(({ channel }) => channel === place),
      }));
      return { channels: [first as OrderedChannel, second as OrderedChannel], isFirstByDefault };
    };
    return ordersOf(diagrams.possible(language), pairOf(rulesWithout), pairOf(rulesWith), "any");
  });
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
