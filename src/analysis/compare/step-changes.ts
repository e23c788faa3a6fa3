import { outcomesIn } from "../retiring/diagram/diagram.js";
import { isOnBoth, stepOnBoth } from "../retiring/model/both-sides.js";
import { axesOfAdvice } from "../retiring/model/compared-space.js";
import { haveSameClauses } from "../retiring/walk/same-clauses.js";
import { adviceTracks, walkStep, walkStepOrder } from "../retiring/walk/walk-differences.js";
import type { ChangeExample, StepChange, StepOrderChange } from "./change.js";
import { type ComparedRulesets, placesOf } from "./change-places.js";

/** Where a step is advised on one side alone. */
export function stepChanges(compared: ComparedRulesets, step: string): StepChange[] {
  const { space, budget, notCompared } = compared;
  const both = stepOnBoth(space.sides, step);
  const axes = axesOfAdvice(space);
  if (isOnBoth(both) && haveSameClauses(axes.axes, both.map(adviceTracks))) return [];
  const diagram = walkStep(axes.axes, both, budget);
  if (!diagram.isComplete) notCompared.push(`some situations of the step \`${step}\`, of which there are too many`);
  const occurring = outcomesIn(diagram);
  return (["lost", "gained"] as const).flatMap((kind) => {
    if (!occurring.includes(kind)) return [];
    const other = kind === "gained" ? "lost" : "gained";
    const places = placesOf(compared, axes, diagram, {
      isIn: (outcome) => outcome === kind,
      ways: [
        { among: null, isFree: () => false },
        {
          among: kind === "gained" ? "advised-after" : "advised-before",
          isFree: (outcome) => outcome === "neither" || outcome === other,
        },
      ],
      confirms(example) {
        const [was, is] = [example.before, example.after].map((decision) =>
          decision?.steps.some((each) => each.step === step),
        );
        return kind === "gained" ? was === false && is === true : was === true && is === false;
      },
    });
    return places.map(
      (place): StepChange => ({
        kind: kind === "gained" ? "step-added" : "step-removed",
        step,
        ...place,
      }),
    );
  });
}

/** Where two steps that are advised on both sides change places. */
export function stepOrderChanges(
  compared: ComparedRulesets,
  [first, second]: readonly [string, string],
): StepOrderChange[] {
  const { space, budget, notCompared } = compared;
  const [one, other] = [stepOnBoth(space.sides, first), stepOnBoth(space.sides, second)];
  if (!isOnBoth(one) || !isOnBoth(other)) return [];
  const [before, after] = space.sides.map(({ compiled: { steps } }) => {
    const ids = steps.map(({ id }) => id);
    return ids.indexOf(first) < ids.indexOf(second);
  });
  if (before === after) return [];
  const [step, aheadOf] = after ? [first, second] : [second, first];
  const axes = axesOfAdvice(space);
  const diagram = walkStepOrder(axes.axes, one, other, budget);
  if (!diagram.isComplete) {
    notCompared.push(`the order of \`${first}\` and \`${second}\` in some situations, of which there are too many`);
  }
  if (!outcomesIn(diagram).includes("both")) return [];
  const places = placesOf(compared, axes, diagram, {
    isIn: (outcome) => outcome === "both",
    ways: [{ among: null, isFree: () => false }],
    confirms: ({ before: was, after: is }) => isAhead(was, aheadOf, step) && isAhead(is, step, aheadOf),
  });
  return places.map((place): StepOrderChange => ({ kind: "step-moved-up", step, aheadOf, ...place }));
}

function isAhead(decision: ChangeExample["before"], step: string, other: string): boolean {
  const order = decision?.steps.map((each) => each.step) ?? [];
  return order.includes(step) && order.includes(other) && order.indexOf(step) < order.indexOf(other);
}
