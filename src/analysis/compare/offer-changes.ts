import type { RoutingDecision } from "../../runtime/decision.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import { groupBy } from "../../values/group-by.js";
import { type Applied, prepare } from "../mdd/apply.js";
import { mapResults } from "../mdd/paths.js";
import { FALSE, type Node, TRUE, terminal } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import { type BothSides, channelOnBoth, stepOnBoth } from "../model/situation-space.js";
import type { Candidate, LanguageClass } from "../model/variables.js";
import { type ChannelView, compareViews, haveAlikeParts, type OfferOutlook, type ViewPart } from "../model/views.js";
import type { ChangePlace, LanguageChange, OfferChange, StepChange } from "./change.js";
import { type Confirms, placeSomewhere, placesOf } from "./change-places.js";
import { type ComparedRulesets, type ComparisonTask, NO_CHANGES } from "./compared-rulesets.js";

/** Finds when only one side offers a channel, and when the sides offer it in different languages. */
export function offerChanges(
  compared: ComparedRulesets,
  channel: string,
): ComparisonTask<OfferChange | LanguageChange> {
  if (compared.unchanged.hasOffers(channel)) return NO_CHANGES;
  const diagrams = compared.ofOffer(channel);
  const both = channelOnBoth(compared.space, channel);
  const changesOf = (
    [before, after]: OfferDifference,
    place: (confirms: Confirms) => readonly ChangePlace[],
  ): (OfferChange | LanguageChange)[] => {
    const isIn = (wanted: string | null, served: string | null) =>
      wanted === served || (wanted === ANY && served !== null);
    const confirms: Confirms = (example) =>
      isIn(before, servedIn(example.before, channel)) && isIn(after, servedIn(example.after, channel));
    return place(confirms).map((found) =>
      before === null || after === null
        ? { kind: before === null ? "gained" : "lost", channel, ...found }
        : {
            kind: "language",
            channel,
            languageBefore: servedIn(found.example.before, channel) ?? "",
            languageAfter: servedIn(found.example.after, channel) ?? "",
            ...found,
          },
    );
  };
  return {
    exactly() {
      const { differences, kinds } = compareOffers(diagrams, both);
      return kinds.flatMap((kind, index) =>
        changesOf(kind, (confirms) => {
          const set = mapResults(diagrams.store, differences, (value) => (value === index + 1 ? TRUE : FALSE));
          return placesOf(compared, diagrams, set, confirms);
        }),
      );
    },
    coarsely: () =>
      [LOST, GAINED, [ANY, ANY] as const].flatMap((kind) =>
        changesOf(kind, (confirms) => placeSomewhere(compared, diagrams, findOffer(diagrams, both, kind), confirms)),
      ),
  };
}

/** The languages in which a channel is offered before and after; null if it is withheld. */
type OfferDifference = readonly [before: string | null, after: string | null];

const ANY = "*";
const LOST: OfferDifference = [ANY, null];
const GAINED: OfferDifference = [null, ANY];

/** Makes the function of all differences: to 0 for none, or to a place among `kinds`, from 1. */
function compareOffers(
  diagrams: Diagrams,
  channel: BothSides<LoadedChannel>,
): { readonly differences: Node; readonly kinds: readonly OfferDifference[] } {
  const kinds: OfferDifference[] = [LOST, GAINED];
  const numberOf = ([before, after]: OfferDifference): number => {
    const kind = after === null ? LOST : before === null ? GAINED : ([before, after] as const);
    const known = kinds.findIndex((each) => String(each) === String(kind));
    return known < 0 ? kinds.push(kind) : known + 1;
  };
  const found = new Map<LanguageClass, Node>();
  for (const { language, views, changed, lists } of viewsOf(diagrams, channel, terminal, mayBeOffered)) {
    const care = diagrams.sets.select([], [diagrams.possible(language)], [...changed.gaining, ...changed.losing]);
    const byPools = views.apply([care], ...lists);
    const nodeOf = (value: number) => (value === 0 ? FALSE : terminal(numberOf(languagesOf(language, value))));
    found.set(language, mapResults(diagrams.store, byPools, nodeOf));
  }
  return { differences: diagrams.byLanguage((language) => found.get(language) as Node), kinds };
}

/** Finds a situation with a difference of some kind. */
function findOffer(
  diagrams: Diagrams,
  channel: BothSides<LoadedChannel>,
  [before, after]: OfferDifference,
): Int32Array | null {
  const isMeant = (difference: OfferDifference) =>
    (difference[0] === null) === (before === null) && (difference[1] === null) === (after === null);
  const mayDiffer: MayDiffer = (one, other) =>
    (before === null ? !one.surely : one.may) && (after === null ? !other.surely : other.may);
  const isIn = (value: number, language: LanguageClass) => isMeant(languagesOf(language, value));
  const found = new Map(
    [...viewsOf(diagrams, channel, (value, group) => (isIn(value, group) ? TRUE : FALSE), mayDiffer)].map(
      (each) => [each.language, each] as const,
    ),
  );
  return diagrams.firstByLanguage((language) => {
    const { views, changed, lists } = found.get(language) as ViewsOfClass;
    // Customers with one agent pool are always served in one language.
    if (before !== null && after !== null && language.pools.length < 2) return null;
    // One conjunct at a time: inside it, little else is left.
    const conjuncts = [...(after === null ? [] : changed.gaining), ...(before === null ? [] : changed.losing)];
    for (const conjunct of conjuncts) {
      const care = diagrams.sets.intersection(diagrams.possible(language), conjunct);
      const witness = views.find([care], ...lists);
      if (witness !== null) return witness;
    }
    return null;
  });
}

/** The two pools of a difference as one number. Expects at most {@link MOST_POOLS}. */
function numberOfPools({ offered: before }: ChannelView, { offered: after }: ChannelView): number {
  return before === after ? 0 : 1 + ((before ?? -1) + 1) * MOST_POOLS + (after ?? -1) + 1;
}

function languagesOf({ pools }: LanguageClass, number: number): OfferDifference {
  const [before, after] = [Math.floor((number - 1) / MOST_POOLS) - 1, ((number - 1) % MOST_POOLS) - 1];
  return [pools[before]?.language ?? null, pools[after]?.language ?? null];
}

/** More than candidates of one channel for customers of two languages on two sides. */
const MOST_POOLS = 64;

type MayDiffer = (before: OfferOutlook, after: OfferOutlook) => boolean;

const mayBeOffered: MayDiffer = (before, after) => before.may || after.may;

/**
 * Prepares to compare the views of a channel, for each language class: those with alike candidates share an operation. Nothing differs outside
 * the changed conjuncts, which only one side has.
 */
function* viewsOf(
  diagrams: Diagrams,
  channel: BothSides<LoadedChannel>,
  resultOf: (value: number, group: LanguageClass) => Node,
  mayDiffer: MayDiffer,
): Generator<ViewsOfClass> {
  const { store, limit, conjunctsOf } = diagrams;
  const partsOf = ({ candidates }: LanguageClass) =>
    candidates.filter(({ side }) => channel[side as 0 | 1] !== undefined) as readonly (Candidate & ViewPart)[];
  const groups = groupBy(diagrams.languages, (each) =>
    partsOf(each)
      .map(({ side, pool }) => [side, pool])
      .join(),
  );
  for (const group of groups.values()) {
    const resultOfViews = (before: ChannelView, after: ChannelView) => {
      const value = numberOfPools(before, after);
      return value === 0 ? FALSE : resultOf(value, group[0]);
    };
    const comparison = compareViews(partsOf(group[0]), 1, resultOfViews, mayDiffer);
    const views = prepare(store, comparison, limit);
    for (const language of group) {
      const listsOn = ([0, 1] as const).map((side) =>
        partsOf(language).flatMap((candidate) => {
          if (candidate.side !== side) return [];
          const { always, offers, withholds } = channel[side] as LoadedChannel;
          if (always) return [[TRUE], []];
          return [conjunctsOf(rulesOf(offers), candidate), conjunctsOf(rulesOf(withholds), candidate)];
        }),
      ) as [Node[][], Node[][]];
      const isAlike = haveAlikeParts(partsOf(group[0]));
      yield { language, views, lists: listsOn.flat(), changed: isAlike ? changedBetween(...listsOn) : ANYTHING };
    }
  }
}

/** The views of a channel for one language class, ready to be compared. */
interface ViewsOfClass {
  readonly language: LanguageClass;
  readonly views: Applied;
  readonly lists: readonly (readonly Node[])[];
  readonly changed: ChangedConjuncts;
}

/** The conjuncts that only one side has: some of the first hold in each gain, some of the second in each loss. */
interface ChangedConjuncts {
  readonly gaining: readonly Node[];
  readonly losing: readonly Node[];
}

const ANYTHING: ChangedConjuncts = { gaining: [TRUE], losing: [TRUE] };

/** Expects a list of offers and one of withhold rules for each candidate, in the same order on both sides. */
function changedBetween(before: readonly Node[][], after: readonly Node[][]): ChangedConjuncts {
  const onlyIn = (lists: readonly Node[][], others: readonly Node[][], kind: 0 | 1) =>
    lists.flatMap((list, index) => {
      const other = new Set(others[index]);
      return index % 2 === kind ? list.filter((node) => !other.has(node)) : [];
    });
  return {
    gaining: [...onlyIn(after, before, OFFERS), ...onlyIn(before, after, WITHHOLDS)],
    losing: [...onlyIn(before, after, OFFERS), ...onlyIn(after, before, WITHHOLDS)],
  };
}

const OFFERS = 0;
const WITHHOLDS = 1;

/** Finds when only one side advises a step. */
export function stepChanges(compared: ComparedRulesets, step: string): ComparisonTask<StepChange> {
  if (compared.unchanged.hasAdvice(step)) return NO_CHANGES;
  const diagrams = compared.ofRequest();
  const { select, findSelected } = diagrams.sets;
  const advised = stepOnBoth(compared.space, step).map((each, side) => {
    const candidate = diagrams.languages[0]?.candidates[side] as Candidate;
    return each === undefined ? [] : diagrams.conjunctsOf(rulesOf(each.advice), candidate);
  });
  const [before, after] = advised as [Node[], Node[]];
  const isAdvised = (decision: RoutingDecision | null) => decision?.steps.some((each) => each.step === step) ?? null;
  const changesOf = (
    place: (none: Node[], some: Node[], confirms: Confirms) => readonly ChangePlace[],
  ): StepChange[] => {
    const removed: Confirms = (example) => isAdvised(example.before) === true && isAdvised(example.after) === false;
    const added: Confirms = (example) => isAdvised(example.before) === false && isAdvised(example.after) === true;
    return [
      ...place(after, before, removed).map((found): StepChange => ({ kind: "step-removed", step, ...found })),
      ...place(before, after, added).map((found): StepChange => ({ kind: "step-added", step, ...found })),
    ];
  };
  return {
    exactly: () => changesOf((none, some, confirms) => placesOf(compared, diagrams, select(none, some), confirms)),
    coarsely: () =>
      changesOf((none, some, confirms) => placeSomewhere(compared, diagrams, findSelected(none, some), confirms)),
  };
}

/** Returns the language in which a decision offers a channel; null if it does not offer it. */
function servedIn(decision: RoutingDecision | null, channel: string): string | null {
  return decision?.offered.find((each) => each.channel === channel)?.servedLanguage ?? null;
}
