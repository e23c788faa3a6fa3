import type { RoutingDecision } from "../../runtime/decision.js";
import { inSomeOfEach, outside, type Selection } from "../mdd/sets.js";
import type { Diagrams } from "../model/diagrams.js";
import { type ChannelRules, offerTo, rulesOfChannel } from "../model/offers.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import { channelOnBoth, stepOnBoth } from "../model/situation-space.js";
import type { Candidate, LanguageClass } from "../model/variables.js";
import type { LanguageChange, OfferChange, StepChange } from "./change.js";
import { type ChangeKind, compareKinds } from "./change-places.js";
import { type ComparedRulesets, type ComparisonTask, NO_CHANGES } from "./compared-rulesets.js";

/** Finds when only one side offers a channel, and when the sides offer it in different languages. */
export function offerChanges(
  compared: ComparedRulesets,
  channel: string,
): ComparisonTask<OfferChange | LanguageChange> {
  if (compared.unchanged.hasOffers(channel)) return NO_CHANGES;
  const diagrams = compared.ofOffer(channel);
  const differencesIn = createDifferences(compared, diagrams, channel);
  const kindOf = ([before, after]: OfferDifference): ChangeKind<OfferChange | LanguageChange> => {
    const isMeant = (difference: OfferDifference) =>
      isIn(before, difference[0]) && isIn(after, difference[1]) && difference[0] !== difference[1];
    return {
      *occursFor(language) {
        for (const { difference, selections } of differencesIn(language)) if (isMeant(difference)) yield* selections();
      },
      confirms: (example) => isMeant([servedIn(example.before, channel), servedIn(example.after, channel)]),
      changeAt: (place) =>
        before === null || after === null
          ? { kind: before === null ? "gained" : "lost", channel, ...place }
          : {
              kind: "language",
              channel,
              languageBefore: servedIn(place.example.before, channel) ?? "",
              languageAfter: servedIn(place.example.after, channel) ?? "",
              ...place,
            },
    };
  };
  const languages = new Map(
    diagrams.languages
      .flatMap((language) => differencesIn(language).map(({ difference }) => difference))
      .filter(([before, after]) => before !== null && after !== null)
      .map((difference) => [String(difference), difference]),
  );
  return compareKinds(
    compared,
    diagrams,
    [LOST, GAINED, ...languages.values()].map(kindOf),
    [LOST, GAINED, [ANY, ANY] as const].map(kindOf),
  );
}

/** The languages in which a channel is offered before and after; null if it is withheld. */
type OfferDifference = readonly [before: string | null, after: string | null];

const ANY = "*";
const LOST: OfferDifference = [ANY, null];
const GAINED: OfferDifference = [null, ANY];

function isIn(meant: string | null, served: string | null): boolean {
  return meant === served || (meant === ANY && served !== null);
}

/** Lists all differences that a channel's candidates allow. Some may occur in no situation. */
function createDifferences({ space }: ComparedRulesets, diagrams: Diagrams, channel: string) {
  const rules = channelOnBoth(space, channel).map((each) => each && rulesOfChannel(each));
  const outcomesOn = (side: 0 | 1, { candidates, pools }: LanguageClass) => {
    const own = candidates.filter((each) => each.side === side);
    const found = rules[side];
    const { offered, withheld } =
      found === undefined ? { offered: [], withheld: [[[]]] as Selection[] } : outcomesOf(diagrams, found, own);
    return [
      ...own.map((each, place) => ({
        pool: each.pool,
        served: pools[each.pool]?.language ?? null,
        selections: offered[place] ?? [],
      })),
      { pool: null, served: null, selections: withheld },
    ];
  };
  return (language: LanguageClass) => {
    const after = outcomesOn(1, language);
    return outcomesOn(0, language).flatMap((was) =>
      after.flatMap((is) =>
        was.pool === is.pool
          ? []
          : {
              difference: [was.served, is.served] as OfferDifference,
              selections: () => inSomeOfEach(was.selections, is.selections),
            },
      ),
    );
  };
}

/** The situations of each outcome for a channel. Each is given in parts: some selections. */
interface ChannelOutcomes {
  /** By candidate, in the order in which they are considered. */
  readonly offered: readonly (readonly Selection[])[];
  readonly withheld: readonly Selection[];
}

/** The rules stay apart in the selections, so that those that two outcomes share cancel. */
function outcomesOf(diagrams: Diagrams, rules: ChannelRules, candidates: readonly Candidate[]): ChannelOutcomes {
  let withheld: readonly Selection[] = [[[]]];
  const offered = candidates.map((candidate) => {
    const offer = offerTo(diagrams, rules, candidate);
    const parts = inSomeOfEach(withheld, [offer]);
    withheld = inSomeOfEach(withheld, outside(offer));
    return parts;
  });
  return { offered, withheld };
}

/** Finds when only one side advises a step. */
export function stepChanges(compared: ComparedRulesets, step: string): ComparisonTask<StepChange> {
  if (compared.unchanged.hasAdvice(step)) return NO_CHANGES;
  const diagrams = compared.ofRequest();
  const [before, after] = stepOnBoth(compared.space, step).map((each, side) => {
    const candidate = diagrams.languages[0]?.candidates[side] as Candidate;
    return each === undefined ? [] : diagrams.conjunctsOf(rulesOf(each.advice), candidate);
  }) as [Selection[0], Selection[0]];
  const isAdvised = (decision: RoutingDecision | null) => decision?.steps.some((each) => each.step === step) ?? null;
  const kinds: readonly ChangeKind<StepChange>[] = [
    {
      occursFor: () => [[after, before]],
      confirms: (example) => isAdvised(example.before) === true && isAdvised(example.after) === false,
      changeAt: (place) => ({ kind: "step-removed", step, ...place }),
    },
    {
      occursFor: () => [[before, after]],
      confirms: (example) => isAdvised(example.before) === false && isAdvised(example.after) === true,
      changeAt: (place) => ({ kind: "step-added", step, ...place }),
    },
  ];
  return compareKinds(compared, diagrams, kinds);
}

/** Returns the language in which a decision offers a channel; null if it does not offer it. */
function servedIn(decision: RoutingDecision | null, channel: string): string | null {
  return decision?.offered.find((each) => each.channel === channel)?.servedLanguage ?? null;
}
