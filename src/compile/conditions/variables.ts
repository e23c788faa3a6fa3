import type { RulesetDocument, Schedule } from "../../ruleset/document.js";
import type { CompiledVariable, VariableOwner } from "../../runtime/compiled-rules.js";
import { classOfNumber } from "../../runtime/conditions/variable.js";
import { inNfc, nfc } from "../../values/compare-texts.js";
import { textBeside } from "../../values/declared-fact.js";
import { BUILT_IN_FACTS, type FactValue } from "../../values/facts.js";
import { compileSchedule } from "../schedule/compile-schedule.js";
import type { SourceLeaf } from "./expression.js";

/** A value of a fact as json-rules-engine gets it; `time` is the list of open schedules. Null is unknown. */
export type Sample = boolean | number | string | readonly string[] | null;

/** A variable, and the questions that tell what a leaf says of each of its classes. */
export interface SourceVariable {
  readonly compiled: CompiledVariable;
  /** How many classes it has, *unknown* included. */
  readonly classes: number;
  samplesFor(leaf: SourceLeaf): Samples;
}

interface Samples {
  /** One value for each class that the leaf can tell apart. */
  readonly samples: readonly Sample[];
  /** Index into `samples` for each class of the variable but *unknown*. */
  readonly sampleOfClass: Uint32Array;
}

/** Cuts what some leaves read into classes. All leaves read the same fact, and of `time`, the same schedule; they are all that do. */
export function variableFor(leaves: readonly [SourceLeaf, ...SourceLeaf[]], document: RulesetDocument): SourceVariable {
  const [{ fact, value }] = leaves;
  const of = BUILT_IN_FACTS.get(fact)?.of ?? "request";
  switch (fact) {
    case "time":
      return hoursVariable(String(value), document);
    case "requestType":
      return valuesVariable(fact, of, Object.keys(document.requestTypes));
    case "requestTags":
      return tagsVariable(document);
    case "language":
      return valuesVariable(fact, of, [...new Set(document.channels.flatMap((channel) => channel.languages))]);
    case "usingFallbackLanguage":
      return booleanVariable(fact, of);
  }
  const declared = document.facts?.[fact];
  if (declared?.type === "boolean") return booleanVariable(fact, of);
  if (declared?.type !== "string") return numberVariable(fact, of, leaves);
  if (declared.values !== undefined) return valuesVariable(fact, of, declared.values);
  const named = new Set(
    leaves
      .flatMap((leaf) => valuesOf(leaf))
      .map(String)
      .map(nfc),
  );
  return valuesVariable(fact, of, [...named, textBeside("other", named)]);
}

/** The values of its fact that a leaf names. `isKnown` names none. */
function valuesOf({ operator, value }: SourceLeaf): readonly FactValue[] {
  if (operator === "isKnown") return [];
  return Array.isArray(value) ? value : [value as FactValue];
}

function hoursVariable(id: string, document: RulesetDocument): SourceVariable {
  const schedule = compileSchedule(document.schedules?.[id] as Schedule, document);
  return {
    compiled: { kind: "hours", fact: "time", id, schedule },
    classes: 3,
    samplesFor: () => ({ samples: [[], [id]], sampleOfClass: Uint32Array.of(0, 1) }),
  };
}

function valuesVariable(fact: string, of: VariableOwner, values: readonly string[]): SourceVariable {
  return {
    compiled: { kind: "values", fact, of, values },
    classes: values.length + 1,
    samplesFor: (leaf) => samplesOfValues(leaf, values),
  };
}

function booleanVariable(fact: string, of: VariableOwner): SourceVariable {
  return {
    compiled: { kind: "boolean", fact, of },
    classes: 3,
    samplesFor: (leaf) => samplesOfValues(leaf, [false, true]),
  };
}

/** Asks about each value that the leaf names, and about one that it does not. */
function samplesOfValues(leaf: SourceLeaf, values: readonly FactValue[]): Samples {
  const named = new Set(valuesOf(leaf).map(inNfc));
  const isNamed = (value: FactValue) => named.has(inNfc(value));
  const samples = values.filter(isNamed);
  const other = values.find((value) => !isNamed(value));
  const indices = new Map(samples.map((value, index) => [value, index]));
  return {
    samples: other === undefined ? samples : [...samples, other],
    sampleOfClass: listSamples(values.length, (index) => indices.get(values[index] as FactValue) ?? samples.length),
  };
}

/** The request type decides its tags, so its ids are the classes. */
function tagsVariable({ requestTypes }: RulesetDocument): SourceVariable {
  const ids = Object.keys(requestTypes);
  return {
    ...valuesVariable("requestTags", "request", ids),
    samplesFor({ value }) {
      const tag = String(value);
      const has = ids.map((id) => requestTypes[id]?.tags?.includes(tag) ?? false);
      return { samples: [[tag], []], sampleOfClass: listSamples(has.length, (index) => (has[index] ? 0 : 1)) };
    },
  };
}

function numberVariable(fact: string, of: VariableOwner, leaves: readonly SourceLeaf[]): SourceVariable {
  const thresholds = thresholdsOf(leaves);
  const count = countOf(thresholds);
  return {
    compiled: { kind: "number", fact, of, thresholds },
    classes: count + 1,
    samplesFor(leaf) {
      const ofLeaf = thresholdsOf([leaf]);
      return {
        samples: Array.from({ length: countOf(ofLeaf) }, (_, each) => sampleOfNumbers(ofLeaf, each)),
        sampleOfClass: listSamples(count, (each) => classOfNumber(ofLeaf, sampleOfNumbers(thresholds, each))),
      };
    },
  };
}

/** Sorted, no two equal. */
function thresholdsOf(leaves: readonly SourceLeaf[]): number[] {
  return [...new Set(leaves.flatMap(valuesOf).map(Number))].sort((a, b) => a - b);
}

/** Each threshold is a class, and so is what lies below, between and above them. */
function countOf(thresholds: readonly number[]): number {
  return 2 * thresholds.length + 1;
}

/** Some number of a class; see `classOfNumber`. */
export function sampleOfNumbers(thresholds: readonly number[], numberClass: number): number {
  const above = thresholds[numberClass >> 1];
  if (numberClass % 2 === 1 && above !== undefined) return above;
  const below = thresholds[(numberClass >> 1) - 1];
  if (below === undefined) return above === undefined ? 0 : above - Math.max(1, Math.abs(above));
  return above === undefined ? below + Math.max(1, Math.abs(below)) : below / 2 + above / 2;
}

/** A typed array throughout, since this is done for each class of each condition. */
function listSamples(classes: number, sampleOf: (each: number) => number): Uint32Array {
  return new Uint32Array(classes).map((_, each) => sampleOf(each));
}
