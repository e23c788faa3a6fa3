import type { RulesetDocument } from "../../ruleset/document.js";
import type { Sample } from "./ask-engine.js";
import type { Leaf } from "./expression.js";
import { numberClasses } from "./number-classes.js";

/**
 * One thing that conditions read, a fact or one schedule of `time`, cut into the finitely many classes they can tell apart. The last
 * class is *unknown*. A situation is one class for each axis.
 */
export interface Axis {
  readonly fact: string;
  /** For `time`. */
  readonly schedule: string | null;
  readonly classes: number;
  readonly unknown: number;
  /** The values that tell its classes apart: those it lists, or of a number those it is compared with. None of hours. */
  readonly named: readonly FactValue[];
  /** The class of a value; `unknown` for null. */
  classOf(value: FactValue | null): number;
  /** What to ask json-rules-engine so as to know what a leaf on this axis says of every class. */
  samplesFor(leaf: Leaf): Samples;
}

/** `requestTags` goes by the id of the request type that has them, and `time` by whether the schedule is open. */
export type FactValue = boolean | number | string;

export interface Samples {
  readonly samples: readonly Sample[];
  /** Index into `samples` for each class but *unknown*. */
  readonly sampleOfClass: Uint32Array;
}

/** The classes of an hours axis. */
export const CLOSED = 0;
export const OPEN = 1;
export const HOURS_UNKNOWN = 2;

/** An axis for the leaves that read one thing; `leaves` are all of those in the ruleset. */
export function axisFor(leaves: readonly [Leaf, ...Leaf[]], document: RulesetDocument): Axis {
  const [{ fact, value }] = leaves;
  switch (fact) {
    case "time":
      return hoursAxis(String(value));
    case "requestType":
      return listedAxis(fact, Object.keys(document.requestTypes));
    case "requestTags":
      return tagsAxis(document);
    case "language":
      return listedAxis(fact, [...new Set(document.channels.flatMap((channel) => channel.languages))]);
    case "usingFallbackLanguage":
      return booleanAxis(fact);
  }
  const declared = document.facts?.[fact];
  if (declared?.type === "boolean") return booleanAxis(fact);
  if (declared?.type !== "string") return numberAxis(fact, leaves);
  if (declared.values !== undefined) return listedAxis(fact, declared.values);
  const named = new Set(leaves.flatMap((leaf) => valuesOf(leaf)));
  return listedAxis(fact, [...named, unnamed(named)]);
}

/** The values a leaf names. */
function valuesOf(leaf: Leaf): readonly FactValue[] {
  return Array.isArray(leaf.value) ? leaf.value : [leaf.value as FactValue];
}

/** A text that stands for all the texts that no leaf names. */
function unnamed(named: ReadonlySet<FactValue>): string {
  let text = "other";
  while (named.has(text)) text += "-";
  return text;
}

function hoursAxis(schedule: string): Axis {
  return {
    fact: "time",
    schedule,
    classes: 3,
    unknown: HOURS_UNKNOWN,
    named: [],
    classOf: (open) => (open === null ? HOURS_UNKNOWN : open === true ? OPEN : CLOSED),
    samplesFor: () => ({ samples: [[], [schedule]], sampleOfClass: Uint32Array.of(0, 1) }),
  };
}

/** A class for each of `values`; a value that is not among them falls into the class of the last. */
function listedAxis(fact: string, values: readonly FactValue[]): Axis {
  const classes = new Map(values.map((value, index) => [value, index]));
  return {
    fact,
    schedule: null,
    classes: values.length + 1,
    unknown: values.length,
    named: values,
    classOf: (value) => (value === null ? values.length : (classes.get(value) ?? values.length - 1)),
    samplesFor(leaf) {
      const named = new Set(valuesOf(leaf));
      const samples = values.filter((value) => named.has(value));
      const other = values.find((value) => !named.has(value));
      const indices = new Map(samples.map((value, index) => [value, index]));
      return {
        samples: other === undefined ? samples : [...samples, other],
        sampleOfClass: listSamples(values.length, (index) => indices.get(values[index] as FactValue) ?? samples.length),
      };
    },
  };
}

function booleanAxis(fact: string): Axis {
  return { ...listedAxis(fact, [false, true]), classOf: (value) => (value === null ? 2 : value === true ? 1 : 0) };
}

function tagsAxis(document: RulesetDocument): Axis {
  const ids = Object.keys(document.requestTypes);
  const tags = ids.map((id) => document.requestTypes[id]?.tags ?? []);
  return {
    ...listedAxis("requestTags", ids),
    samplesFor(leaf) {
      const tag = String(leaf.value);
      const has = tags.map((list) => list.includes(tag));
      return { samples: [[tag], []], sampleOfClass: listSamples(has.length, (index) => (has[index] ? 0 : 1)) };
    },
  };
}

function numberAxis(fact: string, leaves: readonly Leaf[]): Axis {
  const named = leaves.flatMap(valuesOf).map(Number);
  const ofAxis = numberClasses(named);
  return {
    fact,
    schedule: null,
    classes: ofAxis.count + 1,
    unknown: ofAxis.count,
    named,
    classOf: (value) => (value === null ? ofAxis.count : ofAxis.classOf(value as number)),
    samplesFor(leaf) {
      const ofLeaf = numberClasses(valuesOf(leaf).map(Number));
      return {
        samples: Array.from({ length: ofLeaf.count }, (_, index) => ofLeaf.sampleOf(index)),
        sampleOfClass: listSamples(ofAxis.count, (index) => ofLeaf.classOf(ofAxis.sampleOf(index))),
      };
    },
  };
}

/** Without a list of anything but numbers, since this is done for each class of each condition. */
function listSamples(classes: number, sampleOf: (axisClass: number) => number): Uint32Array {
  return new Uint32Array(classes).map((_, axisClass) => sampleOf(axisClass));
}
