import type { LoadedRule } from "../../../runtime/conditions/load-conditions.js";
import type { LoadedChannel, RuleTable } from "../../../runtime/load-rules.js";
import type { Track } from "./clause-tracks.js";
import { keepCandidates, type Lane } from "./lane.js";
import { clausesBeside, clausesOf } from "./narrow-table.js";
import type { AskedSpace } from "./quest-axes.js";
import { asks, type KeptRules, tableOf } from "./rule-quests.js";
import type { Quest } from "./seek-situation.js";

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
      return isOfBoth && kept.some((lane) => lane.mayHold(RULE)) ? kept : [];
    },
    isOne(lanes) {
      const [left, right] = channels.map((_, side) => lanes.find((lane) => lane.side === side));
      if (left === undefined || right === undefined) return false;
      const isLeftFirst = (isWithIt: boolean) => {
        const [a, b] = [left, right].map((lane) => precedenceOf(lane, tables[lane.side]?.[OTHERS], rule, isWithIt)) as [
          number,
          number,
        ];
        return a > b || (a === b && channels[0].index < channels[1].index);
      };
      return isLeftFirst(true) !== isLeftFirst(false);
    },
  };
}

const RULE = 2;
const OTHERS = 3;

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
  const clause = others?.table.clauses[lane.firstClause(OTHERS)];
  const other = clause?.owner as LoadedRule | undefined;
  const priorities = [...(isWithIt && lane.mayHold(RULE) ? [rule] : []), ...(other === undefined ? [] : [other])];
  return Math.max(0, ...priorities.map(({ priority }) => priority));
}
