import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import { groupBy } from "../../values/group-by.js";
import { isSame, type Operation, prepare } from "../mdd/apply.js";
import { FALSE, isTerminal, type Node, TRUE } from "../mdd/store.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import type { CheckSubject } from "./check-finding.js";

/**
 * Whether a rule changes what customers see of a channel: the language in which it is offered or, if it is withheld, the reasons that
 * withhold rules give. Only looks at the rules that `isMeant` keeps, with the rule and without it.
 */
export function changesView(
  subject: CheckSubject,
  channel: LoadedChannel,
  rule: LoadedRule,
  isMeant: (rule: LoadedRule) => boolean,
): boolean {
  const { store, limit, possible, conjunctsOf, firstByLanguage } = subject.ofCustomers(channel);
  const offers = rulesOf(channel.offers).filter(isMeant);
  const byReason = [...groupBy(rulesOf(channel.withholds).filter(isMeant), reasonOf).values()];
  const listsWith = [offers, ...byReason];
  const listsWithout = listsWith.map((rules) => rules.filter((each) => each !== rule));
  const views = prepare(store, compareViews(byReason.length), limit);
  const found = firstByLanguage((language) => {
    const listsOf = (lists: readonly (readonly LoadedRule[])[]) =>
      language.candidates.flatMap((candidate) => lists.map((rules) => conjunctsOf(rules, candidate)));
    return views.find([possible(language)], ...listsOf(listsWithout), ...listsOf(listsWith));
  });
  return found !== null;
}

function reasonOf({ event }: LoadedRule): string {
  return event.type === "withhold" ? event.params.reason : "";
}

/**
 * Compares what customers see of a channel on two sides: with the same candidates, but other rules. The result is `FALSE` where they see the
 * same.
 *
 * Takes a list with the care set; then for each side, and for each candidate in the order in which they are considered, the conjuncts of its
 * offer rules and, for each reason, those of its withhold rules.
 */
function compareViews(reasons: number): Operation {
  const width = 1 + reasons;

  /** Drops what no longer matters to a side. */
  function prune(side: readonly Node[][]): void {
    let isOffered = false;
    for (let start = 0; start < side.length; start += width) {
      const [offers = [], ...stops] = side.slice(start, start + width);
      // What surely holds makes all else in its list unimportant.
      for (const list of [offers, ...stops]) if (list[0] === TRUE) list.length = 1;
      if (isOffered) offers.length = 0;
      if (offers.length === 0) for (const list of stops) list.length = 0;
      if (offers[0] === TRUE && stops.every((list) => list.length === 0)) isOffered = true;
    }
  }

  /** The place of the offered candidate or, if the channel is withheld, the reasons. */
  function viewOf(side: readonly Node[][]): string {
    const given = new Set<number>();
    for (let start = 0; start < side.length; start += width) {
      const [offers = [], ...stops] = side.slice(start, start + width);
      if (offers.length === 0) continue;
      if (stops.every((list) => list.length === 0)) return `offered ${start}`;
      for (const [reason, list] of stops.entries()) if (list.length > 0) given.add(reason);
    }
    return [...given].sort().join();
  }

  return {
    settle([[care = FALSE] = [], ...lists]: Node[][]) {
      if (care === FALSE) return FALSE;
      const [before, after] = [lists.slice(0, lists.length / 2), lists.slice(lists.length / 2)];
      prune(before);
      prune(after);
      if (before.every((list, index) => isSame(list, after[index]))) return FALSE;
      if (!lists.every(isDecided)) return null;
      return viewOf(before) === viewOf(after) ? FALSE : care;
    },
  };
}

function isDecided(list: readonly Node[]): boolean {
  return list.length === 0 || (list.length === 1 && isTerminal(list[0] as Node));
}
