import type { LoadedRule } from "../../../runtime/conditions/load-conditions.js";
import type { LoadedChannel, LoadedStep, RuleTable } from "../../../runtime/load-rules.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import type { Track } from "./clause-tracks.js";
import { keepCandidates, type Lane } from "./lane.js";
import { clausesBeside, clausesOf } from "./narrow-table.js";
import type { AskedSpace, Quest } from "./seek-situation.js";

/** What a rule speaks of: a channel, of which candidates are judged one by one; or steps, that is the request. */
export type RuleTarget = LoadedChannel | "request";

/** Each channel that a rule names, or the request. */
export function ruleTargets({ channels }: AnalysedRules, { event }: LoadedRule): RuleTarget[] {
  return event.type === "advise" ? ["request"] : channels.filter(({ id }) => event.params.channels.includes(id));
}

/** Which rules of a ruleset are looked at: those that are left of it. */
export type KeptRules = (rule: LoadedRule) => boolean;

/** A situation in which a rule holds: of a channel, for some candidate. */
export function whereItHolds(space: AskedSpace, rule: LoadedRule, target: RuleTarget): Quest {
  const own = asks(tableOf(space, rule));
  return {
    axes: axesOfTarget(space, target),
    tracks: [[own]],
    first: [own],
    prune: (lanes) => lanes.filter((lane) => lane.mayHold(RULE)),
    isOne: (lanes) => lanes.length > 0,
  };
}

/** A situation in which a rule holds and no clause of a table does that is of one of some rules, of the same candidate. */
export function whereItHoldsAlone(
  space: AskedSpace,
  rule: LoadedRule,
  others: RuleTable,
  isMeant: KeptRules,
  target: RuleTarget,
): Quest {
  const table = tableOf(space, rule);
  const own = asks(table);
  return {
    axes: axesOfTarget(space, target),
    tracks: [[own, asks(clausesBeside(others, table, "candidate", isMeant))]],
    first: [own],
    prune: (lanes) => lanes.filter((lane) => lane.mayHold(RULE) && !lane.surelyHolds(OTHERS)),
    isOne: (lanes) => lanes.some((lane) => lane.mayHold(RULE) && !lane.mayHold(OTHERS)),
  };
}

/** A situation in which a withhold rule and some offer rule hold for the same candidate. */
export function whereItWithholds(
  space: AskedSpace,
  rule: LoadedRule,
  isKept: KeptRules,
  channel: LoadedChannel,
): Quest {
  const table = tableOf(space, rule);
  const own = asks(table);
  return {
    axes: axesOfTarget(space, channel),
    tracks: [[own, asks(clausesBeside(channel.offers, table, "candidate", isKept))]],
    first: [own],
    prune: (lanes) => lanes.filter((lane) => lane.mayHold(RULE) && lane.mayHold(OFFERS)),
    isOne: (lanes) => lanes.length > 0,
  };
}

/**
 * A situation in which an offer or withhold rule makes a difference to what is seen of a channel: the language in which it is offered; or,
 * where it is withheld, the reasons that withhold rules give.
 */
export function whereItMatters(space: AskedSpace, rule: LoadedRule, isKept: KeptRules, channel: LoadedChannel): Quest {
  const isOffer = rule.event.type === "offer";
  const isOther = (each: LoadedRule) => each !== rule && isKept(each);
  const table = tableOf(space, rule);
  const own = asks(table);
  // Where a customer has one candidate, it is the one of which the rule holds.
  const narrow = (others: RuleTable, isMeant: KeptRules) =>
    clausesBeside(others, table, channel.fallback < 0 ? "candidate" : "request", isMeant);
  const given = new Set(channel.withholds.clauses.flatMap(({ owner }) => (isOther(owner) ? [reasonOf(owner)] : [])));
  const reasons = [...new Set([...(isOffer ? [] : [reasonOf(rule)]), ...given])];
  return {
    axes: space.ofCustomers(channel),
    tracks: [
      [
        own,
        asks(narrow(channel.offers, isOther)),
        ...reasons.map((reason) =>
          asks(narrow(channel.withholds, (each) => isOther(each) && reasonOf(each) === reason)),
        ),
      ],
    ],
    first: [own],
    prune(lanes) {
      for (const lane of lanes) {
        const isIdle = isOffer ? lane.surelyHolds(OFFERS) : !lane.mayHold(OFFERS) || lane.surelyHolds(FIRST_REASON);
        if (isIdle) lane.clear(RULE);
      }
      if (!lanes.some((lane) => lane.mayHold(RULE))) return [];
      return lanes.filter((lane) => lane.mayHold(OFFERS) || (isOffer && lane.mayHold(RULE)));
    },
    isOne: (lanes) => seenOf(lanes, isOffer, true, reasons.length) !== seenOf(lanes, isOffer, false, reasons.length),
  };
}

/** The language of the offer, as its place among the candidates; or the reasons of withhold rules, as theirs among all. */
function seenOf(lanes: readonly Lane[], isOffer: boolean, isWithIt: boolean, reasons: number): string {
  const given = new Set<number>();
  for (const lane of lanes) {
    const holds = isWithIt && lane.mayHold(RULE);
    if (!lane.mayHold(OFFERS) && !(isOffer && holds)) continue;
    let isStopped = false;
    for (let reason = 0; reason < reasons; reason++) {
      // Of a withhold rule, the first reason is its own.
      if (!lane.mayHold(FIRST_REASON + reason) && !(!isOffer && holds && reason === 0)) continue;
      isStopped = true;
      given.add(reason);
    }
    if (!isStopped) return `offered ${lane.order}`;
  }
  return [...given].sort((a, b) => a - b).join();
}

/** A situation in which a step is advised by a rule alone. */
export function whereItAdvises(space: AskedSpace, rule: LoadedRule, isKept: KeptRules, { advice }: LoadedStep): Quest {
  return whereItHoldsAlone(space, rule, advice, (each) => each !== rule && isKept(each), "request");
}

const RULE = 0;
const OFFERS = 1;
const OTHERS = 1;
const FIRST_REASON = 2;

/** The clauses of one rule by itself. */
export function tableOf({ sides }: AskedSpace, rule: LoadedRule): RuleTable {
  const [side] = sides;
  if (side === undefined) throw new Error("a rule is of a ruleset");
  return side.compiled.conditions.tableOf([rule]);
}

export function asks(table: RuleTable, what: Track["asks"] = "any"): Track {
  return { table, asks: what };
}

function axesOfTarget(space: AskedSpace, target: RuleTarget) {
  return target === "request" ? space.ofRequest : space.ofCandidates(target);
}

function reasonOf({ event }: LoadedRule): string {
  return event.type === "withhold" ? event.params.reason : "";
}

/**
 * A situation in which a prefer rule makes a difference to which of two channels comes first, where both are offered. The order of all
 * differs just where that of two does.
 *
 * The channels are walked as two sides of the same ruleset.
 */
export function whereItReorders(
  space: AskedSpace,
  rule: LoadedRule,
  isKept: KeptRules,
  channels: readonly [LoadedChannel, LoadedChannel],
): Quest {
  const tables = channels.map((channel) => tracksOf(space, rule, isKept, channel));
  const first = tables.map(([, , own]) => own as Track);
  return {
    axes: space.ofPair(...channels),
    tracks: tables,
    first: first.slice(0, 1),
    prune(lanes) {
      const kept = keepCandidates(lanes, channels);
      const isOfBoth = channels.every((_, side) => kept.some((lane) => lane.side === side));
      return isOfBoth && kept.some((lane) => lane.mayHold(OWN)) ? kept : [];
    },
    isOne(lanes) {
      const [left, right] = channels.map((_, side) => lanes.find((lane) => lane.side === side));
      if (left === undefined || right === undefined) return false;
      const isLeftFirst = (isWithIt: boolean) => {
        const [a, b] = [left, right].map((lane) =>
          precedenceOf(lane, tables[lane.side]?.[OTHER_PREFERS], rule, isWithIt),
        ) as [number, number];
        return a > b || (a === b && channels[0].index < channels[1].index);
      };
      return isLeftFirst(true) !== isLeftFirst(false);
    },
  };
}

const OWN = 2;
const OTHER_PREFERS = 3;

function tracksOf(space: AskedSpace, rule: LoadedRule, isKept: KeptRules, channel: LoadedChannel): Track[] {
  const { id, always, offers, withholds, prefers } = channel;
  const isOther = (each: LoadedRule) => each !== rule && isKept(each);
  const { event } = rule;
  const isNamed = event.type === "prefer" && event.params.channels.includes(id);
  const own = tableOf(space, rule);
  const beside = (table: RuleTable, isMeant: KeptRules) => clausesBeside(table, own, "request", isMeant);
  return [
    asks(beside(offers, (each) => !always && isKept(each))),
    asks(beside(withholds, (each) => !always && isKept(each))),
    asks(clausesOf(own, () => isNamed)),
    asks(beside(prefers, isOther), "first"),
  ];
}

/** The highest priority of the prefer rules that hold; 0 for none. */
function precedenceOf(lane: Lane, others: Track | undefined, rule: LoadedRule, isWithIt: boolean): number {
  const clause = others?.table.clauses[lane.firstClause(OTHER_PREFERS)];
  const other = clause?.owner as LoadedRule | undefined;
  const priorities = [...(isWithIt && lane.mayHold(OWN) ? [rule] : []), ...(other === undefined ? [] : [other])];
  return Math.max(0, ...priorities.map(({ priority }) => priority));
}
