import { HOLDS } from "../../../runtime/conditions/expression.js";
import { OPEN } from "../../../runtime/conditions/variable.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import { type ClassValues, isCount, valuesOfCount, valuesOfFact } from "./class-values.js";
import { type CompiledTerm, type CompiledWay, holdsIn } from "./coverage-goals.js";
import type { FindInstant, Moment } from "./find-instant.js";
import type { Demand, WantedSituation } from "./wanted.js";

/** A class for each axis that a request can bring about, and what to bring them about with. */
export interface FoundSituation {
  readonly requestType: string;
  readonly moment: Moment;
  /** By axis. */
  readonly classes: readonly number[];
  /** By axis; undefined for what a request does not give by value. */
  readonly values: readonly (ClassValues | undefined)[];
  /** Whether agents are reported at all. */
  readonly hasSnapshot: boolean;
}

/** How much may be looked at before a search is given up. */
export interface Budget {
  left: number;
}

/** One step of a search asks as many ways as this whether they hold, in about the time of all else. */
export const WAYS_A_STEP = 50;

/** Finds a situation that is as wanted, as usual in all else as it can be; null where there is none, or the budget ran out. */
type FindSituation = (wanted: WantedSituation, budget: Budget) => FoundSituation | null;

/** What is left of each axis, by class, while a search narrows it; of `requestTypes` too, since two axes read those. */
interface Domains {
  readonly requestTypes: readonly string[];
  readonly allowed: readonly (readonly boolean[])[];
}

/**
 * Takes the most usual situation of those that are left, and where it breaks what is wanted, narrows one axis by which it does. Every
 * narrowing is tried, so that a search which ends without a situation is a proof that there is none.
 */
export function createFindSituation(compiled: AnalysedRules, findInstant: FindInstant): FindSituation {
  const { conditions, hours, vocabulary } = compiled;
  const { variables: axes } = conditions;
  const typeAxes = [...axes.keys()].filter((axis) => TYPE_FACTS.has(axes[axis]?.fact ?? ""));
  const values = axes.map((axis): ClassValues | undefined => {
    const declared = vocabulary.facts.get(axis.fact)?.declared;
    if (declared !== undefined) return valuesOfFact(declared, axis, conditions);
    return isCount(axis.fact) ? valuesOfCount(axis, conditions) : undefined;
  });
  const readsAgents = axes.some(({ fact }) => fact === "availableAgents");

  const allowedWithSnapshot = new Map<WantedSituation["candidate"], Domains["allowed"]>();
  const allowedWithout = new Map<WantedSituation["candidate"], Domains["allowed"]>();

  return (wanted, budget) => {
    // With a snapshot it is known how many agents are free; a rule may yet have to be kept from holding or failing by that.
    for (const hasSnapshot of readsAgents ? [true, false] : [true]) {
      const domains = narrowAll(domainsOf(wanted, hasSnapshot), wanted.demands);
      const found = domains === null ? null : search(domains, wanted.avoided, budget);
      if (found !== null) return { ...found, values, hasSnapshot };
    }
    return null;
  };

  type Complete = Pick<FoundSituation, "requestType" | "moment" | "classes">;

  function search(domains: Domains, avoided: readonly CompiledWay[], budget: Budget): Complete | null {
    budget.left -= 1 + avoided.length / WAYS_A_STEP;
    const complete = budget.left < 0 ? null : completeUsually(domains);
    if (complete === null) return null;
    const held = avoided.find((way) => holdsIn(way, complete.classes));
    if (held === undefined) return complete;
    for (const term of [...held].sort(byEase)) {
      const narrower = narrow(domains, { axis: term.axis, allowed: term.truths.map((truth) => truth !== HOLDS) });
      const found = narrower === null ? null : search(narrower, avoided, budget);
      if (found !== null) return found;
    }
    return null;
  }

  /** Hours last: other hours may be far off. */
  function byEase(a: CompiledTerm, b: CompiledTerm): number {
    return Number(axes[a.axis]?.scope === "hours") - Number(axes[b.axis]?.scope === "hours");
  }

  /** The same for all that is wanted of one candidate, with a snapshot or without. */
  function domainsOf({ requestTypes, candidate }: WantedSituation, hasSnapshot: boolean): Domains {
    const known = hasSnapshot ? allowedWithSnapshot : allowedWithout;
    const allowed = known.get(candidate) ?? allowedOf(candidate, hasSnapshot);
    known.set(candidate, allowed);
    return { requestTypes, allowed };
  }

  function allowedOf(candidate: WantedSituation["candidate"], hasSnapshot: boolean): Domains["allowed"] {
    const { channel, place, usingFallbackLanguage } = candidate ?? { channel: null, place: null };
    return axes.map((axis, index) => {
      const given = values[index];
      const isReported = isCount(axis.fact);
      const fits = (axisClass: number): boolean => {
        if (axis.fact === "language")
          return place === null || axisClass === axis.classOf(channel?.languages[place] ?? null);
        if (axis.fact === "usingFallbackLanguage")
          return usingFallbackLanguage === undefined || axisClass === axis.classOf(usingFallbackLanguage);
        if (isReported && !hasSnapshot) return axisClass === axis.unknown;
        return given === undefined || given.has(axisClass);
      };
      return Array.from({ length: axis.classes }, (_, axisClass) => fits(axisClass));
    });
  }

  function completeUsually({ requestTypes, allowed }: Domains): Complete | null {
    const [requestType] = requestTypes;
    const ofHours = hours.map(({ variable: axis }) => allowed[axis] as readonly boolean[]);
    const moment = findInstant(ofHours.map(openIfAllowed)) ?? findInstant(ofHours);
    if (requestType === undefined || moment === null) return null;
    const classes = axes.map((axis, index) => {
      if (typeAxes.includes(index)) return axis.classOf(requestType);
      const usual = [...(values[index]?.keys() ?? [])].find((axisClass) => allowed[index]?.[axisClass] === true);
      return usual ?? allowed[index]?.indexOf(true) ?? axis.unknown;
    });
    for (const [index, { variable: axis }] of hours.entries()) classes[axis] = moment.classes[index] as number;
    return { requestType, moment, classes };
  }

  function narrowAll(domains: Domains, demands: readonly Demand[]): Domains | null {
    let narrower: Domains | null = domains;
    for (const demand of demands) narrower = narrower === null ? null : narrow(narrower, demand);
    return narrower;
  }

  /** Null where nothing is left. */
  function narrow({ requestTypes, allowed }: Domains, { axis, allowed: wanted }: Demand): Domains | null {
    const classes = (allowed[axis] as readonly boolean[]).map((each, axisClass) => each && wanted[axisClass] === true);
    const types = typeAxes.includes(axis)
      ? requestTypes.filter((type) => classes[axes[axis]?.classOf(type) ?? 0] === true)
      : requestTypes;
    return classes.includes(true) && types.length > 0
      ? { requestTypes: types, allowed: allowed.with(axis, classes) }
      : null;
  }
}

const TYPE_FACTS: ReadonlySet<string> = new Set(["requestType", "requestTags"]);

/** Only open, where that may be: most rules ask for it. */
function openIfAllowed(allowed: readonly boolean[]): readonly boolean[] {
  return allowed[OPEN] === true ? allowed.map((_, axisClass) => axisClass === OPEN) : allowed;
}
