import type { LoadedChannel } from "../../runtime/load-rules.js";
import { groupBy } from "../../values/group-by.js";
import { type Applied, isSame, type Operation, prepare } from "../mdd/apply.js";
import { mapResults, resultsOf } from "../mdd/paths.js";
import { FALSE, isTerminal, type Node, TRUE, terminal } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import { channelOnBoth, isOnBoth } from "../model/situation-space.js";
import type { Candidate, LanguageClass } from "../model/variables.js";
import type { ChangeExample, ChangePlace, ReasonsChange } from "./change.js";
import { placeSomewhere, placesOf } from "./change-places.js";
import { type ComparedRulesets, type ComparisonTask, NO_CHANGES } from "./compared-rulesets.js";
import { createMissFunctions, createSampler, type MissFunctions } from "./miss-functions.js";

/** Finds when both sides withhold a channel, for different reasons. Only looks at customers with one language. */
export function reasonChanges(compared: ComparedRulesets, channel: string): ComparisonTask<ReasonsChange> {
  const { space, ofChannels, unchanged } = compared;
  const both = channelOnBoth(space, channel);
  if (!isOnBoth(both) || both.some(({ always }) => always) || unchanged.hasOffers(channel)) return NO_CHANGES;
  const diagrams = ofChannels([channel], space.customers);
  const comparison = compareReasons(diagrams, both);
  return {
    exactly() {
      const { store } = diagrams;
      const differences = comparison.differences();
      const occurring = resultsOf(store, differences).filter((value) => value > 0);
      const single = occurring.length > MAX_KINDS ? occurring.slice(0, MAX_KINDS - 1) : occurring;
      const others = occurring.filter((value) => !single.includes(value));
      return [...single.map((value) => [value]), ...(others.length === 0 ? [] : [others])].flatMap((values) => {
        const kinds = values.map((value) => comparison.kinds[value - 1] as ReasonsDifference);
        const set = mapResults(store, differences, (value) => (values.includes(value) ? TRUE : FALSE));
        const places = placesOf(compared, diagrams, set, (example) =>
          kinds.some((kind) => keyOf(kind) === keyOf(codesIn(example, channel))),
        );
        return places.map((place) => reasonsChange(channel, kinds, place));
      });
    },
    coarsely: () =>
      placeSomewhere(compared, diagrams, comparison.find(), (example) => {
        const { before, after } = codesIn(example, channel);
        return String(before) !== String(after);
      }).map((place) => reasonsChange(channel, [codesIn(place.example, channel)], place)),
  };
}

/** A change for one kind of difference, or for several, of which each applies somewhere. */
function reasonsChange(channel: string, kinds: readonly ReasonsDifference[], place: ChangePlace): ReasonsChange {
  const [codesBefore, codesAfter] = [kinds.map(({ before }) => before), kinds.map(({ after }) => after)].map((codes) =>
    [...new Set(codes.flat())].sort(),
  ) as [string[], string[]];
  return { kind: "reasons", channel, codesBefore, codesAfter, ...place, inSome: place.inSome || kinds.length > 1 };
}

/** A person reads this many kinds of change. The last one stands for all further kinds. */
const MAX_KINDS = 6;

/** Reason codes, sorted. */
interface ReasonsDifference {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function keyOf({ before, after }: ReasonsDifference): string {
  return `${before}|${after}`;
}

interface ReasonsComparison {
  /** The function of all differences: to 0 for none or an offer on either side, or to a place among `kinds`, from 1. */
  differences(): Node;
  /** Finds a situation with a difference; null if there is none. */
  find(): Int32Array | null;
  readonly kinds: readonly ReasonsDifference[];
}

function compareReasons(diagrams: Diagrams, channel: readonly [LoadedChannel, LoadedChannel]): ReasonsComparison {
  const { store, limit, possible, conjunctsOf } = diagrams;
  const misses = createMissFunctions(diagrams);
  const given = channel.map(({ withholds }) => groupBy(rulesOf(withholds), reasonOf));
  const reasons = [...new Set(given.flatMap((groups) => [...groups.keys()]))];
  const withoutMisses = channel.map(({ offers }) => {
    return offers.clauses.length === 0 ? "no-rule" : "language-not-served";
  });
  const kinds: ReasonsDifference[] = [];
  const numbers = new Map<string, number>();
  const resultOf = (kind: ReasonsDifference): Node => {
    const number = numbers.get(keyOf(kind)) ?? kinds.push(kind);
    numbers.set(keyOf(kind), number);
    return terminal(number);
  };
  const prepared = new Map<string, Applied>();
  const sidesOf = ({ candidates }: LanguageClass) => {
    const key = candidates.map(({ side, pool }) => [side, pool]).join();
    const known =
      prepared.get(key) ?? prepare(store, compareSides(candidates, reasons, withoutMisses, misses, resultOf), limit);
    prepared.set(key, known);
    return known;
  };
  const missesOf = (candidate: Candidate) =>
    (channel[candidate.side] as LoadedChannel).offers.clauses.map(({ conjunct }) =>
      misses.functionOf(conjunct, candidate),
    );
  const listsOf = (language: LanguageClass) => [
    [possible(language)],
    ...language.candidates.flatMap((candidate) => [
      missesOf(candidate),
      ...reasons.map((reason) => conjunctsOf(given[candidate.side]?.get(reason) ?? [], candidate)),
    ]),
  ];
  /** The functions that are on one side only. */
  function changedMisses({ candidates }: LanguageClass): readonly Node[] {
    const [before, after] = [0, 1].map((side) => {
      return new Set(candidates.filter((each) => each.side === side).flatMap(missesOf));
    }) as [Set<Node>, Set<Node>];
    return [...[...before].filter((node) => !after.has(node)), ...[...after].filter((node) => !before.has(node))];
  }

  return {
    differences: () => diagrams.byLanguage((language) => sidesOf(language).apply(...listsOf(language))),
    find() {
      const sample = createSampler(diagrams, misses);
      const sampled = diagrams.firstByLanguage((language) => {
        const lists = listsOf(language);
        const isHit = (assignment: Int32Array) => sidesOf(language).at(assignment, ...lists) !== FALSE;
        return sample(possible(language), changedMisses(language), isHit);
      });
      return sampled ?? diagrams.firstByLanguage((language) => sidesOf(language).find(...listsOf(language)));
    },
    kinds,
  };
}

/**
 * Compares the reasons of two sides. Takes the care set; then for each candidate the functions of its offers' misses, and for each reason the
 * conjuncts of the withhold rules that give it.
 *
 * A miss that cannot be the nearest any more is dropped. So nothing differs as soon as the rules of an edit are out of the race.
 */
function compareSides(
  candidates: readonly Candidate[],
  reasons: readonly string[],
  withoutMisses: readonly string[],
  { missOf, join, rangeOf }: MissFunctions,
  resultOf: (kind: ReasonsDifference) => Node,
): Operation {
  const width = 1 + reasons.length;
  const starts = candidates.map((_, place) => 1 + place * width);
  const placesOn = ([0, 1] as const).map((side) =>
    [...candidates.keys()].filter((place) => candidates[place]?.side === side),
  ) as [number[], number[]];
  const poolsOn = placesOn.map((places) => places.map((place) => candidates[place]?.pool).join());
  const isAlike = poolsOn[0] === poolsOn[1] && withoutMisses[0] === withoutMisses[1];

  /** Keeps what may be nearest, or only what may hold. Returns whether the channel is surely offered. */
  function prune(lists: Node[][], places: readonly number[], isOnlyHolding: boolean): boolean {
    let bound = isOnlyHolding ? 0 : Number.POSITIVE_INFINITY;
    for (const place of places)
      for (const node of lists[starts[place] as number] as Node[]) bound = Math.min(bound, rangeOf(node).farthest);
    let isOffered = false;
    for (const place of places) {
      const start = starts[place] as number;
      const near = (lists[start] as Node[]).filter((node) => rangeOf(node).nearest <= bound);
      const certain = near.filter(isTerminal);
      lists[start] = certain.length > 1 ? [join(certain), ...near.filter((node) => !isTerminal(node))] : near;
      const withholds = lists.slice(start + 1, start + width);
      const mayHold = near.some((node) => rangeOf(node).nearest === 0);
      for (const list of withholds) {
        if (!mayHold) list.length = 0;
        else if (list[0] === TRUE) list.length = 1;
      }
      if (near.includes(TRUE) && withholds.every((list) => list.length === 0)) isOffered = true;
    }
    return isOffered;
  }

  /** Whether the same lists of each candidate, from one to before another, are left on both sides. */
  function haveEqualLists(lists: readonly Node[][], from: number, until: number): boolean {
    if (!isAlike) return false;
    return placesOn[0].every((place, index) => {
      const [one, other] = [starts[place] as number, starts[placesOn[1][index] as number] as number];
      for (let each = from; each < until; each++) if (!isSame(lists[one + each], lists[other + each])) return false;
      return true;
    });
  }

  function codesOn(lists: readonly Node[][], side: 0 | 1): readonly string[] {
    const codes = placesOn[side].flatMap((place) => {
      const start = starts[place] as number;
      const [nearest] = lists[start] as Node[];
      if (nearest === undefined) return [];
      if (nearest !== TRUE) return missOf(nearest).codes;
      return reasons.filter((_, index) => lists[start + 1 + index]?.length !== 0);
    });
    return codes.length === 0 ? [withoutMisses[side] as string] : [...new Set(codes)].sort();
  }

  return {
    settle(lists) {
      const care = lists[0] as Node[];
      if (care.length === 0) return FALSE;
      // With equal offers, the sides differ only where withhold rules decide.
      const hasEqualOffers = haveEqualLists(lists, 0, 1);
      if (placesOn.some((places) => prune(lists, places, hasEqualOffers))) return FALSE;
      if (haveEqualLists(lists, 0, width)) return FALSE;
      const isDecided = (list: readonly Node[]) =>
        list.length === 0 || (list.length === 1 && isTerminal(list[0] as Node));
      if (!lists.slice(1).every(isDecided)) return null;
      const [before, after] = [codesOn(lists, 0), codesOn(lists, 1)];
      if (String(before) === String(after)) return FALSE;
      return care[0] === TRUE ? resultOf({ before, after }) : null;
    },
  };
}

function reasonOf({ event }: { readonly event: LoadedChannel["offers"]["clauses"][number]["owner"]["event"] }): string {
  return event.type === "withhold" ? event.params.reason : "";
}

function codesIn({ before, after }: ChangeExample, channel: string): ReasonsDifference {
  const codesOf = (decision: ChangeExample["before"]) => {
    const reasons = decision?.withheld.find((each) => each.channel === channel)?.reasons ?? [];
    return [...new Set(reasons.map(({ code }) => (code === STALE ? UNKNOWN : code)))].sort();
  };
  return { before: codesOf(before), after: codesOf(after) };
}

const STALE = "availability-stale";
const UNKNOWN = "availability-unknown";
