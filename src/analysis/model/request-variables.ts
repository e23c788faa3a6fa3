import { distinct } from "../../values/compare-texts.js";
import { type DeclaredFact, misfitOf, spellingOf } from "../../values/declared-fact.js";
import type { FactValue } from "../../values/facts.js";
import { groupBy } from "../../values/group-by.js";
import { quote, quoteList } from "../../values/quote.js";
import { cutDomain, intervalWords, joinIntervals, type SampledInterval } from "./number-intervals.js";
import { joinClasses, type RulesetModel } from "./ruleset-model.js";
import type { FactVariable, RequestTypeVariable, VariableClass } from "./variables.js";

/** The request types of all sides, those that no rule and no promise tells apart as one class. */
export function requestTypeVariable(sides: readonly RulesetModel[]): RequestTypeVariable {
  const ids = new Set(sides.flatMap(({ compiled }) => Object.keys(compiled.document.requestTypes)));
  const groups = groupBy(ids, (id) =>
    sides
      .map((side) => (isKnownTo(side, id) ? READS.map((fact) => side.codeOf(fact, id)).join() : UNREADABLE))
      .join(" "),
  );
  const classes = [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map((id) => ({
      sample: id,
      ids: group,
      cost: 0,
      onSides: sides.map((side) =>
        isKnownTo(side, id) ? joinClasses(READS.map((fact) => side.classesOf(fact, id))) : null,
      ),
    })),
  );
  return { kind: "request-type", classes };
}

/** The declared facts that rules read, and those that a request must give. */
export function factVariables(sides: readonly RulesetModel[]): FactVariable[] {
  const facts = new Set(sides.flatMap(({ compiled }) => [...compiled.vocabulary.facts.keys()]));
  return [...facts].flatMap((fact) => {
    const isRead = sides.some((side) => side.variableOf(fact) >= 0);
    const isRequired = sides.some(({ compiled }) => compiled.vocabulary.requiredFacts.includes(fact));
    return isRead || isRequired ? factVariable(sides, fact) : [];
  });
}

/** The facts that depend on the request type. */
const READS = ["requestType", "requestTags"] as const;
const UNREADABLE = "unreadable";

function isKnownTo({ compiled }: RulesetModel, requestType: string): boolean {
  return compiled.vocabulary.requestTypes.has(requestType);
}

function declaredBy({ compiled }: RulesetModel, fact: string): DeclaredFact | undefined {
  return compiled.vocabulary.facts.get(fact)?.declared;
}

/**
 * A declared fact, whether rules read it or not. A side that does not declare it ignores it. A side that refuses a value cannot read the
 * request.
 */
export function factVariable(sides: readonly RulesetModel[], fact: string): FactVariable {
  const declaring = sides.filter((side) => declaredBy(side, fact) !== undefined);
  /** A null that is given stands for a fact that is left out; a null that is read is unknown. Undefined if the side cannot read it. */
  const read = (side: RulesetModel, given: FactValue | null): FactValue | null | undefined => {
    const declared = declaredBy(side, fact);
    if (given === null && declared?.optional === true) return null;
    const value = given ?? declared?.default;
    if (declared === undefined || value === undefined || misfitOf(declared, value) !== null) return undefined;
    return spellingOf(declared, value);
  };
  const signature = (given: FactValue | null) =>
    declaring
      .map((side) => {
        const value = read(side, given);
        return value === undefined ? UNREADABLE : side.codeOf(fact, value);
      })
      .join(" ");
  const isReadable = (given: FactValue | null) => declaring.some((side) => read(side, given) !== undefined);
  const onSides = (given: FactValue | null) =>
    sides.map((side) => {
      if (declaredBy(side, fact) === undefined) return new Map<number, number>();
      const value = read(side, given);
      return value === undefined ? null : side.classesOf(fact, value);
    });

  const domain = domainOf(declaring, fact);
  const readable = domain.values.filter(({ sample }) => isReadable(sample));
  const groups = groupBy(readable, ({ sample }) => signature(sample));
  const leftOut = isReadable(null) ? signature(null) : null;
  const alike = leftOut === null ? undefined : groups.get(leftOut);
  const values = [...groups].filter(([key]) => key !== leftOut).map(([, group]) => group);
  const classes = values.map((group): VariableClass<FactValue | null> => {
    // The ends of an unbounded domain are no numbers that people give.
    const { sample } = group.find((each) => Math.abs(Number(each.sample)) !== Number.MAX_SAFE_INTEGER) ?? group[0];
    return { sample, cost: leftOut === null ? 0 : 1, onSides: onSides(sample) };
  });
  if (leftOut !== null) classes.unshift({ sample: null, cost: 0, onSides: onSides(null) });
  const members = leftOut === null ? values : [alike ?? [], ...values];
  // Of two defaults, no value says what a fact is that is left out.
  const hasTwoDefaults = new Set(declaring.map((side) => read(side, null))).size > 1;
  const isUnknown = declaring.every((side) => read(side, null) === null);
  return {
    kind: "fact",
    fact,
    classes,
    wordsOf(some) {
      const isLeftOut = leftOut !== null && (alike === undefined || hasTwoDefaults) && some.includes(0);
      if (isUnknown && alike === undefined && !isLeftOut && some.length === values.length) return [KNOWN];
      const said = new Set(some.flatMap((each) => members[each] ?? []));
      const words = said.size === 0 ? [] : domain.wordsOf(domain.values.filter((each) => said.has(each)));
      return [...(isLeftOut ? [isUnknown ? NOT_KNOWN : LEFT_OUT] : []), ...words];
    },
  };
}

const LEFT_OUT = "left out";
const NOT_KNOWN = "not known";
/** Any value, if a value may be missing. */
export const KNOWN = "known";

/** Some value that a fact can have; expects that some side declares it. */
export function someValue(sides: readonly RulesetModel[], fact: string): FactValue | null {
  return domainOf(sides, fact).values[0]?.sample ?? null;
}

/** Values of a fact, at least one for each of its classes. */
interface FactDomain {
  readonly values: readonly DomainValue[];
  /** Some values in words, each alternative by itself. */
  wordsOf(group: readonly DomainValue[]): string[];
}

interface DomainValue {
  readonly sample: FactValue;
  /** For a number: the numbers like it. */
  readonly interval?: SampledInterval;
}

function domainOf(declaring: readonly RulesetModel[], fact: string): FactDomain {
  const declared = declaring
    .map(({ compiled }) => compiled.vocabulary.facts.get(fact)?.declared)
    .filter((each) => each !== undefined);
  const named = declaring.flatMap(
    ({ variableOf, compiled }) => compiled.conditions.variables[variableOf(fact)]?.named ?? [],
  );
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
  const values = distinct<FactValue>([...listed, ...(isOpen ? [...named, ...defaults, OTHER] : [])]);
  // The text that stands for all texts that no rule names is listed last.
  const other = isOpen ? (named.at(-1) ?? OTHER) : null;
  return {
    values: values.map((sample) => ({ sample })),
    wordsOf(group) {
      const texts = group.map(({ sample }) => String(sample));
      if (other === null || !texts.includes(String(other))) return texts.map(quote);
      const rest = values.map(String).filter((text) => !texts.includes(text));
      return [rest.length === 0 ? "any text" : `anything but ${quoteList(rest)}`];
    },
  };
}

const OTHER = "other";
