import type { RoutingDecision } from "../../runtime/decision.js";
import { type Diagram, mapByClass, outcomesIn } from "../retiring/diagram/diagram.js";
import {
  axesOfAdvice,
  axesOfOffers,
  type ComparedAxes,
  channelOnBoth,
  isOnBoth,
  stepOnBoth,
} from "../retiring/model/compared-space.js";
import { haveSameClauses } from "../retiring/walk/same-clauses.js";
import {
  adviceTracks,
  type OfferOutcome,
  offerTracks,
  walkOffers,
  walkStep,
} from "../retiring/walk/walk-differences.js";
import type { ChangePlace, LanguageChange, OfferChange, StepChange } from "./change.js";
import { type ComparedRulesets, placesOf } from "./change-places.js";

/** Finds when only one side offers a channel, and when the sides offer it in different languages. */
export function offerChanges(compared: ComparedRulesets, channel: string): (OfferChange | LanguageChange)[] {
  const { space, budget, notCompared } = compared;
  const both = channelOnBoth(space.sides, channel);
  const axes = axesOfOffers(space, channel);
  const isOffering = isOnBoth(both) && both[0].always === both[1].always;
  if (isOffering && haveSameClauses(axes.axes, both.map(offerTracks))) return [];
  const diagram = walkOffers(axes.axes, both, budget);
  if (!diagram.isComplete) notCompared.push(`some situations of \`${channel}\`, of which there are too many`);
  const isOffered = (decision: RoutingDecision | null) => servedIn(decision, channel) !== null;
  return [
    ...(["lost", "gained"] as const).flatMap((kind) =>
      placesOnOneSide(compared, axes, diagram, ({ kind: each }) => each, kind, "offered", isOffered).map(
        (place): OfferChange => ({ kind, channel, ...place }),
      ),
    ),
    ...languageChanges(compared, axes, diagram, channel),
  ];
}

/** Finds when only one side advises a step. */
export function stepChanges(compared: ComparedRulesets, step: string): StepChange[] {
  const { space, budget, notCompared } = compared;
  const both = stepOnBoth(space.sides, step);
  const axes = axesOfAdvice(space);
  if (isOnBoth(both) && haveSameClauses(axes.axes, both.map(adviceTracks))) return [];
  const diagram = walkStep(axes.axes, both, budget);
  if (!diagram.isComplete) notCompared.push(`some situations of the step \`${step}\`, of which there are too many`);
  const isAdvised = (decision: RoutingDecision | null) => decision?.steps.some((each) => each.step === step) ?? null;
  return (["lost", "gained"] as const).flatMap((kind) =>
    placesOnOneSide(compared, axes, diagram, (outcome) => outcome, kind, "advised", isAdvised).map(
      (place): StepChange => ({ kind: kind === "gained" ? "step-added" : "step-removed", step, ...place }),
    ),
  );
}

/** Finds the situations of the outcomes of one kind. `isThere` tells whether a decision offers the channel or advises the step; null confirms nothing. */
function placesOnOneSide<Outcome>(
  compared: ComparedRulesets,
  axes: ComparedAxes,
  diagram: Diagram<Outcome>,
  kindOf: (outcome: Outcome) => string,
  kind: "gained" | "lost",
  verb: "offered" | "advised",
  isThere: (decision: RoutingDecision | null) => boolean | null,
): ChangePlace[] {
  if (!outcomesIn(diagram).some((outcome) => kindOf(outcome) === kind)) return [];
  const other = kind === "gained" ? "lost" : "gained";
  return placesOf(compared, axes, diagram, {
    isIn: (outcome) => kindOf(outcome) === kind,
    dontCareSets: [
      { among: null, isFree: () => false },
      {
        among: kind === "gained" ? `${verb}-after` : `${verb}-before`,
        isFree: (outcome) => ["neither", other].includes(kindOf(outcome)),
      },
    ],
    confirms: ({ before, after }) => isThere(before) === (kind === "lost") && isThere(after) === (kind === "gained"),
  });
}

/** Finds the language changes of each pair of languages. Outcomes name agent pools: their languages depend on the customer's. */
function languageChanges(
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
      dontCareSets: [{ among: "offered-both", isFree: (outcome) => ["neither", "gained", "lost"].includes(outcome) }],
      confirms: ({ before, after }) =>
        servedIn(before, channel) === languageBefore && servedIn(after, channel) === languageAfter,
    });
    return places.map((place): LanguageChange => {
      return { kind: "language", channel, languageBefore, languageAfter, ...place };
    });
  });
}

/** Returns the language in which a decision offers a channel; null if it does not offer it. */
function servedIn(decision: RoutingDecision | null, channel: string): string | null {
  return decision?.offered.find((each) => each.channel === channel)?.servedLanguage ?? null;
}
