import { type Diagram, mapByClass, outcomesIn } from "../retiring/diagram/diagram.js";
import { channelOnBoth, isOnBoth } from "../retiring/model/both-sides.js";
import { axesOfOffers, type ComparedAxes } from "../retiring/model/compared-space.js";
import { haveSameClauses } from "../retiring/walk/same-clauses.js";
import { type OfferOutcome, offerTracks, walkOffers } from "../retiring/walk/walk-differences.js";
import type { ChangeExample, LanguageChange, OfferChange } from "./change.js";
import { type ComparedRulesets, placesOf } from "./change-places.js";

/** Where a channel is offered on one side alone, or in another language. */
export function offerChanges(compared: ComparedRulesets, channel: string): (OfferChange | LanguageChange)[] {
  const { space, budget, notCompared } = compared;
  const both = channelOnBoth(space.sides, channel);
  const axes = axesOfOffers(space, channel);
  const isOffering = isOnBoth(both) && both[0].always === both[1].always;
  if (isOffering && haveSameClauses(axes.axes, both.map(offerTracks))) return [];
  const diagram = walkOffers(axes.axes, both, budget);
  if (!diagram.isComplete) notCompared.push(`some situations of \`${channel}\`, of which there are too many`);
  return [
    ...offeredOnOneSide(compared, axes, diagram, channel, "lost"),
    ...offeredOnOneSide(compared, axes, diagram, channel, "gained"),
    ...offeredInOtherLanguages(compared, axes, diagram, channel),
  ];
}

/** In which language a channel is offered before and after; null where it is not. */
export function servedIn({ before, after }: ChangeExample, channel: string): (string | null)[] {
  return [before, after].map(
    (decision) => decision?.offered.find((each) => each.channel === channel)?.servedLanguage ?? null,
  );
}

function offeredOnOneSide(
  compared: ComparedRulesets,
  axes: ComparedAxes,
  diagram: Diagram<OfferOutcome>,
  channel: string,
  kind: "gained" | "lost",
): OfferChange[] {
  if (!outcomesIn(diagram).some((outcome) => outcome.kind === kind)) return [];
  const other = kind === "gained" ? "lost" : "gained";
  const places = placesOf(compared, axes, diagram, {
    isIn: (outcome) => outcome.kind === kind,
    ways: [
      { among: null, isFree: () => false },
      {
        among: kind === "gained" ? "offered-after" : "offered-before",
        isFree: (outcome) => outcome.kind === "neither" || outcome.kind === other,
      },
    ],
    confirms(example) {
      const [was = null, is = null] = servedIn(example, channel);
      return kind === "gained" ? was === null && is !== null : was !== null && is === null;
    },
  });
  return places.map((place) => ({ kind, channel, ...place }));
}

/** Which languages two desks are depends on the customer's. */
function offeredInOtherLanguages(
  compared: ComparedRulesets,
  axes: ComparedAxes,
  diagram: Diagram<OfferOutcome>,
  channel: string,
): LanguageChange[] {
  const level = diagram.levels.findIndex(({ axis }) => axis.kind === "language");
  const languagesOf = (outcome: OfferOutcome, desks: ComparedAxes["desks"][number]) =>
    outcome.kind === "language" ? `${desks[outcome.before]?.language} ${desks[outcome.after]?.language}` : outcome.kind;
  const byLanguages = mapByClass(diagram, level, (outcome, axisClass) =>
    languagesOf(outcome, axes.desks[axisClass] ?? []),
  );
  return outcomesIn(byLanguages).flatMap((languages) => {
    const [languageBefore = "", languageAfter = null] = languages.split(" ");
    if (languageAfter === null) return [];
    const places = placesOf(compared, axes, byLanguages, {
      isIn: (outcome) => outcome === languages,
      ways: [{ among: "offered-both", isFree: (outcome) => ["neither", "gained", "lost"].includes(outcome) }],
      confirms(example) {
        const [was, is] = servedIn(example, channel);
        return was === languageBefore && is === languageAfter;
      },
    });
    return places.map(
      (place): LanguageChange => ({
        kind: "language",
        channel,
        languageBefore,
        languageAfter,
        ...place,
      }),
    );
  });
}
