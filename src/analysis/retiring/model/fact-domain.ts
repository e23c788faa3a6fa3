import type { FactValue } from "../../../values/facts.js";
import { quote, quoteList } from "../../../values/quote.js";
import { cutDomain, intervalWords, joinIntervals, type SampledInterval } from "./number-intervals.js";
import type { Side } from "./side.js";

/** Values of a fact, at least one for each of its classes, and how to say a group of them. */
export interface FactDomain {
  readonly values: readonly DomainValue[];
  /** Each alternative by itself. */
  wordsOf(group: readonly DomainValue[]): string[];
}

interface DomainValue {
  readonly sample: FactValue;
  /** Of a number, those like it. */
  readonly interval?: SampledInterval;
}

export function domainOf(declaring: readonly Side[], fact: string): FactDomain {
  const declared = declaring
    .map(({ compiled }) => compiled.vocabulary.facts.get(fact)?.declared)
    .filter((each) => each !== undefined);
  const named = declaring.flatMap(({ axisOf, compiled }) => compiled.conditions.variables[axisOf(fact)]?.named ?? []);
  const defaults = declared.map((each) => each.default).filter((each) => each !== undefined);
  const numbers = declared.flatMap((each) => (each.type === "integer" || each.type === "number" ? each : []));
  if (numbers.length > 0) {
    const isWhole = numbers.some(({ type }) => type === "integer");
    const lows = numbers.map(({ minimum = Number.MIN_SAFE_INTEGER }) => minimum);
    const highs = numbers.map(({ maximum = Number.MAX_SAFE_INTEGER }) => maximum);
    const limits = { isWhole, minimum: Math.min(...lows), maximum: Math.max(...highs) };
    const ends = declaring.length > 1 ? [...lows, ...highs] : [];
    const intervals = cutDomain([...named.map(Number), ...ends], limits);
    return {
      values: intervals.map((interval) => ({ sample: interval.sample, interval })),
      wordsOf: (group) =>
        joinIntervals(
          group.flatMap(({ interval }) => interval ?? []),
          isWhole,
        ).map((interval) => intervalWords(interval, isWhole)),
    };
  }
  const listed = declared.flatMap((each): readonly FactValue[] =>
    each.type === "boolean" ? [false, true] : each.type === "string" ? (each.values ?? []) : [],
  );
  const isOpen = declared.some((each) => each.type === "string" && each.values === undefined);
  const values = new Set<FactValue>([...listed, ...(isOpen ? [...named, ...defaults, OTHER] : [])]);
  /** The text that stands for all that no rule names is listed last. */
  const other = isOpen ? (named.at(-1) ?? OTHER) : null;
  return {
    values: [...values].map((sample) => ({ sample })),
    wordsOf(group) {
      const texts = group.map(({ sample }) => String(sample));
      if (other === null || !texts.includes(String(other))) return texts.map(quote);
      const rest = [...values].map(String).filter((text) => !texts.includes(text));
      return [rest.length === 0 ? "any text" : `anything but ${quoteList(rest)}`];
    },
  };
}

const OTHER = "other";
