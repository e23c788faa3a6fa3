import type { LoadedChannel, LoadedStep } from "../../runtime/load-rules.js";
import type { Period } from "../period.js";
import { agentVariables } from "./agent-variables.js";
import { hoursVariable } from "./hours-variable.js";
import { type CustomerLanguages, customersOfOne, customersWith, languageVariable } from "./language-variable.js";
import { factVariables, requestTypeVariable } from "./request-variables.js";
import type { RulesetModel } from "./ruleset-model.js";
import type {
  FactVariable,
  HoursVariable,
  LanguageClass,
  LanguageVariable,
  ModelVariable,
  RequestTypeVariable,
} from "./variables.js";

/**
 * All situations of one ruleset, or of two side by side, in a period.
 *
 * `closedChannels` is left out: what people switch off by hand does not come from the rules.
 */
export interface SituationSpace<Sides extends readonly RulesetModel[] = readonly RulesetModel[]> {
  readonly sides: Sides;
  readonly period: Period;
  /** The request type and the declared facts, with the requests that only one side can read. */
  readonly request: readonly (RequestTypeVariable | FactVariable)[];
  readonly customers: readonly CustomerLanguages[];
  readonly hours: HoursVariable;
  /** False if hours change too often to follow, so that other hours may occur. */
  readonly hasAllHours: boolean;
}

/** The situations of two rulesets, before and after an edit. */
export type ComparedSpace = SituationSpace<readonly [RulesetModel, RulesetModel]>;

/** By side, before and after; undefined if that side does not have it. */
export type BothSides<Part> = readonly [before: Part | undefined, after: Part | undefined];

export function createSituationSpace<Sides extends readonly RulesetModel[]>(
  sides: Sides,
  period: Period,
): SituationSpace<Sides> {
  const { variable, isComplete } = hoursVariable(sides, period);
  return {
    sides,
    period,
    request: [requestTypeVariable(sides), ...factVariables(sides)],
    customers: customersOfOne(sides),
    hours: variable,
    hasAllHours: isComplete,
  };
}

/** What matters for the steps: the request, as all sides can read it, and the hours. */
export function variablesOfRequest({ request, hours }: SituationSpace): ModelVariable[] {
  return [...request.map(readByAll), hours];
}

/** What matters for some channels, for customers with these languages. */
export function variablesWith(space: SituationSpace, languages: LanguageVariable): ModelVariable[] {
  const pools = Math.max(0, ...languages.classes.map((each) => each.pools.length));
  return [...variablesOfRequest(space), languages, ...agentVariables(space.sides, pools)];
}

/**
 * Customers of one ruleset whose lists of languages stand for all others in what is seen of a channel: one language, or one language and the
 * fallback language.
 *
 * A longer list adds candidates. If something is seen of one candidate and not of the others, it is seen as well without them, except for the
 * fallback language, in which the channel is considered anyway: as one of the customer's own languages, or not.
 */
export function customersOfChannel({ sides, customers }: SituationSpace, channel: LoadedChannel): CustomerLanguages[] {
  const fallback = sides[0]?.compiled.document.languages.fallback;
  if (channel.fallback < 0 || fallback === undefined) return [...customers];
  return [...customers, ...customers.map(({ sample }) => customersWith(sides, [...sample, fallback]))];
}

/** Customers of one language or two: each channel may be offered in a language of its own. */
export function customersOfPair(space: SituationSpace, channels: readonly [string, string]): CustomerLanguages[] {
  const { classes } = languageVariable(space.sides, space.customers, channels);
  return [...space.customers, ...customersOfTwo(space, classes, classes)];
}

/**
 * Customers who show every difference in what two rulesets offer of a channel: customers of one language, and customers of two if one side answers
 * the first language in itself and the other side in the same language, as the fallback. The first language alone shows no difference then;
 * before another language it does. All other differences for several languages are differences for one of them; see docs/semantics.md.
 */
export function customersOfOffer(space: ComparedSpace, channel: string): CustomerLanguages[] {
  const { classes } = languageVariable(space.sides, space.customers, [channel]);
  const masked = classes.filter(({ candidates }) =>
    candidates.some(
      (direct) =>
        !direct.usingFallbackLanguage &&
        candidates.some(
          (other) => other.side !== direct.side && other.usingFallbackLanguage && other.pool === direct.pool,
        ),
    ),
  );
  return [...space.customers, ...customersOfTwo(space, masked, classes)];
}

/** Customers of each two languages that differ. */
function customersOfTwo(
  { sides }: SituationSpace,
  firsts: readonly LanguageClass[],
  seconds: readonly LanguageClass[],
): CustomerLanguages[] {
  return firsts.flatMap((first) =>
    seconds.flatMap((second) => (first === second ? [] : customersWith(sides, [...first.sample, ...second.sample]))),
  );
}

export function channelOnBoth({ sides: [before, after] }: ComparedSpace, id: string): BothSides<LoadedChannel> {
  return [find(before.compiled.channels, id), find(after.compiled.channels, id)];
}

export function stepOnBoth({ sides: [before, after] }: ComparedSpace, id: string): BothSides<LoadedStep> {
  return [find(before.compiled.steps, id), find(after.compiled.steps, id)];
}

export function isOnBoth<Part>(both: BothSides<Part>): both is readonly [Part, Part] {
  return both.every((part) => part !== undefined);
}

function find<Part extends { readonly id: string }>(parts: readonly Part[], id: string): Part | undefined {
  return parts.find((each) => each.id === id);
}

/** Keeps what every side can read: that one side refuses a request is a change by itself. */
function readByAll<Variable extends RequestTypeVariable | FactVariable>(variable: Variable): Variable {
  const kept = [...variable.classes.keys()].filter((index) => !variable.classes[index]?.onSides.includes(null));
  const classes = kept.flatMap((index) => variable.classes[index] ?? []);
  if (variable.kind === "request-type") return { ...variable, classes };
  return {
    ...variable,
    classes,
    wordsOf: (some: readonly number[]) => variable.wordsOf(some.map((each) => kept[each] ?? each)),
  };
}
