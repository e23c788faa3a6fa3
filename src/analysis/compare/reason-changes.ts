import { outcomesIn } from "../retiring/diagram/diagram.js";
import { axesOfReasons, channelOnBoth, isOnBoth } from "../retiring/model/compared-space.js";
import { createMisses, createReasonSide, type ReasonSide } from "../retiring/reasons/reason-side.js";
import { OFFERED, walkReasons } from "../retiring/reasons/walk-reasons.js";
import type { ChangeExample, ReasonsChange } from "./change.js";
import { type ComparedRulesets, placesOf } from "./change-places.js";

/** Finds when both sides withhold a channel, for different reasons. Only looks at customers with one language. */
export function reasonChanges(compared: ComparedRulesets, channel: string): ReasonsChange[] {
  const { space, budget, notCompared } = compared;
  const both = channelOnBoth(space.sides, channel);
  if (!isOnBoth(both) || both.some(({ always }) => always)) return [];
  const axes = axesOfReasons(space, channel);
  const misses = createMisses();
  const [before, after] = both;
  const sides = [
    createReasonSide(axes.axes, space.sides[0], 0, before, misses),
    createReasonSide(axes.axes, space.sides[1], 1, after, misses),
  ] as const;
  if (signatureOf(sides[0]) === signatureOf(sides[1])) return [];
  const diagram = walkReasons(axes.axes, sides, misses, budget);
  if (!diagram.isComplete) {
    notCompared.push(`why \`${channel}\` is withheld in some situations, of which there are too many`);
  }
  const different = outcomesIn(diagram).filter(
    (outcome) => outcome !== OFFERED && codesOf(outcome)[0] !== codesOf(outcome)[1],
  );
  const single = different.length > MAX_KINDS ? different.slice(0, MAX_KINDS - 1) : different;
  const others = different.filter((outcome) => !single.includes(outcome));
  return [...single.map((outcome) => [outcome]), ...(others.length === 0 ? [] : [others])].flatMap((outcomes) => {
    const isIn = (outcome: string) => outcomes.includes(outcome);
    const places = placesOf(compared, axes, diagram, {
      isIn,
      dontCareSets: outcomes.length > 1 ? [] : [{ among: "withheld-both", isFree: (each) => each === OFFERED }],
      confirms: (example) => isIn(codesIn(example, channel).join("|")),
    });
    const [codesBefore = [], codesAfter = []] = [0, 1].map((side) =>
      unionOf(outcomes.map((outcome) => codesOf(outcome)[side])),
    );
    return places.map((place): ReasonsChange => ({ kind: "reasons", channel, codesBefore, codesAfter, ...place }));
  });
}

/** A person reads this many kinds of change. The last one stands for all further kinds. */
const MAX_KINDS = 6;

/** Splits an outcome into the codes before and the codes after. */
function codesOf(outcome: string): string[] {
  return outcome.split("|");
}

function unionOf(codes: readonly (string | undefined)[]): string[] {
  return [...new Set(codes.flatMap((each) => each?.split(",") ?? []))].sort();
}

/** Writes all that a side's reasons depend on. If both sides have the same signature, no reason can differ. */
function signatureOf({ axes, missed, satisfied, reasons, index }: ReasonSide): string {
  const offers = missed.flat(2);
  const withholds = satisfied.flat(2);
  const clausesOf = (count: number, textOf: (clause: number) => string) =>
    [...new Set(Array.from({ length: count }, (_, clause) => textOf(clause)))].sort();
  return JSON.stringify([
    clausesOf(offers[0]?.length ?? 0, (clause) => offers.map((answers) => answers[clause]?.id).join()),
    clausesOf(
      reasons.length,
      (clause) => `${withholds.map((answers) => Number(answers[clause])).join("")} ${reasons[clause]}`,
    ),
    axes.flatMap((axis) =>
      axis.kind === "language"
        ? axis.classes.map(({ candidates }) => candidates.flatMap(({ side, desk }) => (side === index ? desk : [])))
        : [],
    ),
  ]);
}

function codesIn({ before, after }: ChangeExample, channel: string): string[] {
  return [before, after].map((decision) => {
    const reasons = decision?.withheld.find((each) => each.channel === channel)?.reasons ?? [];
    return [...new Set(reasons.map(({ code }) => (code === STALE ? UNKNOWN : code)))].sort().join();
  });
}

const STALE = "availability-stale";
const UNKNOWN = "availability-unknown";
