import type { Situation } from "../../runtime/conditions/clause-table.js";
import { type Conjunct, HOLDS, type Literal, truthOf } from "../../runtime/conditions/expression.js";
import type { Conditions } from "../../runtime/conditions/load-conditions.js";
import type { CompiledClasses } from "../model/variables.js";

/** Something that can change by itself. */
export interface Part {
  /** Unique among the parts of a frame. */
  readonly key: string;
  /** Without the current value, and without values that the rules do not tell from it. Best first. */
  readonly options: readonly PartOption[];
}

interface PartOption {
  /** Tells values apart: the values of one part in all frames. */
  readonly value: string;
  readonly classes: CompiledClasses;
}

/** One candidate in a situation, some of which is changed already. */
export interface Frame {
  readonly conditions: Conditions;
  readonly offers: readonly Conjunct[];
  readonly withholds: readonly Conjunct[];
  readonly situation: Situation;
  readonly parts: readonly Part[];
}

/** The changed parts by key, each with its new value. */
export type Chosen = ReadonlyMap<string, string>;

interface WorkLimit {
  /** How many conjuncts may still be tested. */
  left: number;
}

/**
 * Finds the changes of at most `most` parts with which some offer conjunct holds and no withhold conjunct does. Every set of which no subset
 * does is among them. `isCut` tells that larger sets may exist.
 *
 * A change is made only to mend something. A withhold conjunct that holds needs one of its variables changed. If none holds, an offer conjunct
 * needs all of its failing variables changed. So each minimal set is reached, one mended conjunct after the other.
 */
export function searchChanges(
  { conditions, offers, withholds, situation, parts }: Frame,
  most: number,
  limit: WorkLimit,
): { readonly found: readonly Chosen[]; readonly isCut: boolean } {
  const partOf = new Map(parts.flatMap((part) => variablesOf(part).map((variable) => [variable, part] as const)));
  const found: Chosen[] = [];
  const seen = new Set<string>();
  let isCut = false;
  visit(new Map(), situation);
  return { found, isCut };

  function visit(chosen: Chosen, now: Situation): void {
    const key = JSON.stringify([...chosen].sort());
    if (seen.has(key) || limit.left <= 0) return;
    seen.add(key);
    const holding = withholds.find((conjunct) => failing(conjunct, now).length === 0);
    if (holding !== undefined) {
      breakConjunct(holding, chosen, now);
      return;
    }
    const lacking = offers.map((conjunct) => ({ conjunct, failed: failing(conjunct, now) }));
    if (lacking.some(({ failed }) => failed.length === 0)) found.push(chosen);
    else {
      for (const { conjunct, failed } of lacking) {
        const needed = new Set(failed.map(({ variable }) => partOf.get(variable)?.key));
        const isFixed = [...needed].some((key) => key === undefined || chosen.has(key));
        if (isFixed) continue;
        if (chosen.size + needed.size > most) isCut = true;
        else mendConjunct(conjunct, failed, chosen, now);
      }
    }
  }

  function breakConjunct(conjunct: Conjunct, chosen: Chosen, now: Situation): void {
    for (const part of new Set(conjunct.flatMap(({ variable }) => partOf.get(variable) ?? []))) {
      if (chosen.has(part.key)) continue;
      for (const option of part.options) {
        const next = change(now, option.classes);
        if (failing(conjunct, next).length > 0) take(chosen, part, option, next);
      }
    }
  }

  function mendConjunct(conjunct: Conjunct, failed: Conjunct, chosen: Chosen, now: Situation): void {
    const [first] = failed;
    // Mends one part after the other: a visit in between would try other conjuncts too.
    if (first === undefined) visit(chosen, now);
    const part = first && partOf.get(first.variable);
    if (part === undefined || chosen.has(part.key)) return;
    for (const option of part.options) {
      const next = change(now, option.classes);
      const ofPart = conjunct.filter(({ variable }) => option.classes.has(variable));
      if (failing(ofPart, next).length > 0) continue;
      if (chosen.size >= most) isCut = true;
      else mendConjunct(conjunct, failing(conjunct, next), new Map([...chosen, [part.key, option.value]]), next);
    }
  }

  function take(chosen: Chosen, { key }: Part, { value }: PartOption, next: Situation): void {
    if (chosen.size >= most) isCut = true;
    else visit(new Map([...chosen, [key, value]]), next);
  }

  function failing(conjunct: Conjunct, now: Situation): readonly Literal[] {
    limit.left--;
    const truth = conditions.truthIn(now);
    return conjunct.filter(({ expression }) => truthOf(expression, truth) !== HOLDS);
  }
}

function variablesOf({ options }: Part): readonly number[] {
  return options.flatMap(({ classes }) => [...classes.keys()]);
}

function change(situation: Situation, classes: CompiledClasses): Situation {
  return situation.map((each, variable) => classes.get(variable) ?? each);
}
