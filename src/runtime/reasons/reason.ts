import { boundedCache } from "../../values/bounded-cache.js";
import type { WithholdEvent } from "../../values/events.js";
import { BUILT_IN_FACTS, REASON_RANKS, type ReasonRank } from "../../values/facts.js";
import type { Leaf } from "../conditions/expression.js";
import type { LoadedRule } from "../conditions/load-conditions.js";
import type { FailedCondition } from "../decision.js";
import type { Availability } from "../request/agent-numbers.js";
import type { CandidateLanguages } from "../request/language-plan.js";
import type { SnapshotState } from "../request/read-availability.js";
import { availabilityOf, type ReadRequest } from "../request/read-request.js";
import type { Vocabulary } from "../vocabulary.js";

/** Everything of a reason except the actual value of the fact. Interned: equal templates are the identical object. */
export interface ReasonTemplate {
  readonly code: string;
  readonly rule: string | null;
  readonly condition: FailedCondition | null;
  /** The variable of the schedule whose closing exception the reason names; null for none. */
  readonly exceptionOf: number | null;
  /** Reads the actual value; `candidate` is an index among the channel's candidates. A list is new: the caller may change it. */
  actualOf(request: ReadRequest, channel: ChannelLanguages, candidate: number): unknown;
  /** Whether the actual value is the same for every candidate. */
  readonly isOfRequest: boolean;
}

interface ChannelLanguages {
  readonly index: number;
  readonly languages: readonly string[];
}

/** A reason why a channel is withheld. Only the request adds the actual value, so requests of one situation share it. */
export interface Reason {
  readonly template: ReasonTemplate;
  /** Index of the candidate whose fact it is; 0 if it is nobody's. */
  readonly candidate: number;
  /** Earlier reasons with the same template for other candidates. Their actual values may be the same. */
  readonly alike: readonly Reason[];
}

/** Gives the template for a failed leaf of an offer rule. */
export type TemplateOf = (owner: LoadedRule, leaf: Leaf, isUnknown: boolean, snapshot: SnapshotState) => ReasonTemplate;

export function createReasonTemplates(vocabulary: Vocabulary): TemplateOf {
  const interned = new Map<string, ReasonTemplate>();
  const known = new Map<Leaf, Map<string, ReasonTemplate>>();

  function create(owner: LoadedRule, leaf: Leaf, code: string, isUnknown: boolean): ReasonTemplate {
    const { variable, fact, operator, value } = leaf;
    const rule = owner.name;
    const key = JSON.stringify([code, rule, fact, operator, value]);
    const same = interned.get(key);
    if (same !== undefined) return same;
    const template: ReasonTemplate = {
      code,
      rule,
      condition: { fact, operator, value },
      exceptionOf: operator === "duringSchedule" && !isUnknown ? variable : null,
      ...readerOf(leaf, isUnknown, vocabulary),
    };
    interned.set(key, template);
    return template;
  }

  return (owner, leaf, isUnknown, snapshot) => {
    const code = codeOfFailure(leaf, isUnknown, snapshot);
    const ofLeaf = known.get(leaf) ?? new Map<string, ReasonTemplate>();
    const template = ofLeaf.get(code) ?? create(owner, leaf, code, isUnknown);
    known.set(leaf, ofLeaf.set(code, template));
    return template;
  };
}

function readerOf(
  { fact, operator }: Leaf,
  isUnknown: boolean,
  vocabulary: Vocabulary,
): Pick<ReasonTemplate, "actualOf" | "isOfRequest"> {
  const declared = vocabulary.facts.get(fact);
  if (declared !== undefined) return { isOfRequest: true, actualOf: ({ facts }) => facts[declared.index] };
  switch (fact) {
    case "time": {
      const actual = isUnknown ? null : operator === "duringSchedule" ? "closed" : "open";
      return { isOfRequest: true, actualOf: () => actual };
    }
    case "requestType":
      return { isOfRequest: true, actualOf: ({ requestType }) => requestType };
    case "requestTags":
      return {
        isOfRequest: true,
        actualOf: ({ requestType }) => [...(vocabulary.requestTypes.get(requestType) as readonly string[])],
      };
    case "language":
      return {
        isOfRequest: false,
        actualOf: (request, channel, candidate) => channel.languages[placeOf(request, channel, candidate)],
      };
    case "usingFallbackLanguage":
      return {
        isOfRequest: false,
        actualOf: (request, channel, candidate) => candidate >= candidatesOf(request, channel).matched,
      };
    default:
      return {
        isOfRequest: false,
        actualOf: (request, channel, candidate) =>
          availabilityOf(request, channel.index, placeOf(request, channel, candidate))[fact as keyof Availability],
      };
  }
}

function candidatesOf({ languages }: ReadRequest, { index }: ChannelLanguages): CandidateLanguages {
  return languages.channels[index] as CandidateLanguages;
}

/** The index of the candidate's language in the channel's list. */
function placeOf(request: ReadRequest, channel: ChannelLanguages, candidate: number): number {
  return candidatesOf(request, channel).places[candidate] as number;
}

const NOTHING = { rule: null, condition: null, exceptionOf: null, isOfRequest: true, actualOf: () => null } as const;

/** The templates of a channel for which no rule was tested. */
const WITHOUT_RULE = {
  "manually-closed": { ...NOTHING, code: "manually-closed" },
  "no-rule": { ...NOTHING, code: "no-rule" },
  "language-not-served": {
    ...NOTHING,
    code: "language-not-served",
    actualOf: ({ languages }: ReadRequest) => [...languages.requested],
  },
} satisfies Record<string, ReasonTemplate>;

export function withoutRule(code: keyof typeof WITHOUT_RULE): Reason {
  return { template: WITHOUT_RULE[code], candidate: 0, alike: NONE_ALIKE };
}

/** The reason of each withhold rule: the identical object wherever a rule is listed again. */
export function reasonsOfRules(rules: readonly LoadedRule[]): Reason[] {
  const reasonOf = boundedCache(Infinity, ({ name, event }: LoadedRule): Reason => {
    const { reason } = (event as WithholdEvent).params;
    return { template: { ...NOTHING, code: reason, rule: name }, candidate: 0, alike: NONE_ALIKE };
  });
  return rules.map((rule) => reasonOf(rule));
}

/** Shared by the many reasons that have no others like them. */
export const NONE_ALIKE: readonly Reason[] = [];

/** How soon the cause of a reason may pass: an index into `REASON_RANKS`. A declared fact is of the customer. */
export function rankOfFact(fact: string): number {
  return RANK_BY_FACT.get(fact) ?? CUSTOMER;
}

const rankOf = (rank: ReasonRank) => REASON_RANKS.indexOf(rank);
const CUSTOMER = rankOf("customer");
const RANK_BY_FACT: ReadonlyMap<string, number> = new Map(
  [...BUILT_IN_FACTS.values()].map(({ name, rank }) => [name, rankOf(rank)]),
);

/** The code of a leaf that does not hold. `isUnknown` tells whether its fact is unknown. */
export function codeOfFailure(
  { fact, operator }: Pick<Leaf, "fact" | "operator">,
  isUnknown: boolean,
  snapshot: SnapshotState,
): string {
  const builtIn = BUILT_IN_FACTS.get(fact);
  if (builtIn === undefined) return isUnknown ? "fact-unknown" : "not-eligible";
  const { code, codeIfUnknown } = builtIn;
  // Among the built-in facts, only numbers of agents take `isKnown`.
  if (!isUnknown || codeIfUnknown === null) return operator === "isKnown" ? "availability-known" : code;
  return codeIfUnknown === "availability-unknown" && snapshot === "stale" ? "availability-stale" : codeIfUnknown;
}
