import type { FactValue } from "../../values/facts.js";
import type { CompiledVariable } from "../compiled-rules.js";

/** A variable of the compiled rules, with the class of each of its values. */
export interface Variable {
  readonly fact: string;
  /** The schedule of a variable of hours; null for others. */
  readonly schedule: string | null;
  /** What gives it its class: the request, each candidate, or the instant. */
  readonly scope: "request" | "candidate" | "hours";
  /** How many classes it has. */
  readonly classes: number;
  /** The class of what is unknown: the last. */
  readonly unknown: number;
  /** The values that tell its classes apart: listed values, or thresholds. Hours have none. */
  readonly named: readonly FactValue[];
  /**
   * The class of a value; `unknown` for null. `requestTags` goes by the id of the request type that has them, and `time` by whether the
   * schedule is open.
   */
  classOf(value: FactValue | null): number;
}

/** The classes of hours. */
export const CLOSED = 0;
export const OPEN = 1;
export const HOURS_UNKNOWN = 2;

export function createVariable(compiled: CompiledVariable): Variable {
  const [schedule, scope] = compiled.kind === "hours" ? [compiled.id, compiled.kind] : [null, compiled.of];
  return { fact: compiled.fact, schedule, scope, ...classesOf(compiled) };
}

function classesOf(compiled: CompiledVariable): Pick<Variable, "classes" | "unknown" | "named" | "classOf"> {
  switch (compiled.kind) {
    case "hours":
    case "boolean": {
      const named = compiled.kind === "hours" ? [] : [false, true];
      return { classes: 3, unknown: 2, named, classOf: (value) => (value === null ? 2 : value === true ? 1 : 0) };
    }
    case "values": {
      const { values } = compiled;
      const classes = new Map<FactValue, number>(values.map((value, index) => [value, index]));
      const unknown = values.length;
      const classOf = (value: FactValue | null) => (value === null ? unknown : (classes.get(value) ?? unknown - 1));
      return { classes: unknown + 1, unknown, named: values, classOf };
    }
    case "number": {
      const { thresholds } = compiled;
      const unknown = 2 * thresholds.length + 1;
      const classOf = (value: FactValue | null) =>
        value === null ? unknown : classOfNumber(thresholds, value as number);
      return { classes: unknown + 1, unknown, named: thresholds, classOf };
    }
  }
}

/** The class of a number between thresholds, which ascend: 0 below the first, 1 equal to it, 2 between it and the second. */
export function classOfNumber(thresholds: readonly number[], value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((thresholds[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return thresholds[low] === value ? 2 * low + 1 : 2 * low;
}
