import { type Expression, HOLDS, type Truth, truthOf } from "../../../runtime/conditions/expression.js";
import type { Conditions, LoadedRule } from "../../../runtime/conditions/load-conditions.js";

/** A condition of one way of a rule to hold: all it reads is one axis. */
export interface CompiledTerm {
  readonly axis: number;
  /** By class of the axis. */
  readonly truths: readonly Truth[];
  readonly expression: Expression;
}

export type CompiledWay = readonly CompiledTerm[];

/** The ways of a rule to hold, with what every class makes of each term. */
export function compileTerms(conditions: Conditions, { conjuncts }: LoadedRule): readonly CompiledWay[] {
  return conjuncts.map((conjunct) =>
    conjunct.map(({ variable: axis, expression }) => {
      const situation = new Int32Array(conditions.variables.length);
      const truths = Array.from({ length: conditions.variables[axis]?.classes ?? 0 }, (_, axisClass) => {
        situation[axis] = axisClass;
        return truthOf(expression, conditions.truthIn(situation));
      });
      return { axis, truths, expression };
    }),
  );
}

/** Whether a way holds where each axis has its class. */
export function holdsIn(way: CompiledWay, classes: ArrayLike<number>): boolean {
  return way.every(({ axis, truths }) => truths[classes[axis] as number] === HOLDS);
}
