import type { CompiledChannel } from "../../compile/compile-ruleset.js";
import type { CompiledConditions, CompiledRule } from "../../compile/conditions/compile-conditions.js";
import type { Leaf } from "../../compile/conditions/expression.js";
import type { RequestType, Ruleset, WithholdEvent } from "../../ruleset/document.js";
import type { FailedCondition } from "../decision.js";
import type { CandidateLanguages } from "../request/language-plan.js";
import type { Availability, SnapshotState } from "../request/read-availability.js";
import { availabilityOf, type ReadRequest } from "../request/read-request.js";
import type { Vocabulary } from "../vocabulary.js";
import { codeOfFact } from "./reason-codes.js";

/** Everything of a reason but what the fact was. Interned: two reasons that say the same have the identical one. */
export interface ReasonTemplate {
  readonly code: string;
  readonly rule: string | null;
  readonly condition: FailedCondition | null;
  /** The schedule of which the reason names the exception that closed it, by its axis; null for none. */
  readonly exceptionOf: number | null;
  /** Reads what the fact was; `candidate` is a place among the channel's. A list is new, and so the caller's own. */
  actualOf(request: ReadRequest, channel: CompiledChannel, candidate: number): unknown;
  /** Whether what it reads is the same whoever the candidate is. */
  readonly isOfRequest: boolean;
}

export interface ReasonTemplates {
  /** For a leaf of an offer rule that does not hold. */
  templateOf(owner: CompiledRule, leaf: Leaf, isUnknown: boolean, snapshot: SnapshotState): ReasonTemplate;
}

export function createReasonTemplates(
  { axisOf }: CompiledConditions,
  { requestTypes }: Ruleset,
  vocabulary: Vocabulary,
): ReasonTemplates {
  const interned = new Map<string, ReasonTemplate>();
  const known = new Map<Leaf, Map<string, ReasonTemplate>>();

  function create(owner: CompiledRule, leaf: Leaf, code: string, isUnknown: boolean): ReasonTemplate {
    const { fact, operator, value } = leaf;
    const rule = owner.rule.name;
    const key = JSON.stringify([code, rule, fact, operator, value]);
    const same = interned.get(key);
    if (same !== undefined) return same;
    const template: ReasonTemplate = {
      code,
      rule,
      condition: { fact, operator, value },
      exceptionOf: operator === "duringSchedule" && !isUnknown ? axisOf(leaf) : null,
      ...readerOf(leaf, isUnknown, requestTypes, vocabulary),
    };
    interned.set(key, template);
    return template;
  }

  return {
    templateOf(owner, leaf, isUnknown, snapshot) {
      const code = codeOfFact(leaf.fact, isUnknown, snapshot);
      const ofLeaf = known.get(leaf) ?? new Map<string, ReasonTemplate>();
      const template = ofLeaf.get(code) ?? create(owner, leaf, code, isUnknown);
      known.set(leaf, ofLeaf.set(code, template));
      return template;
    },
  };
}

function readerOf(
  { fact, operator }: Leaf,
  isUnknown: boolean,
  requestTypes: Ruleset["requestTypes"],
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
        actualOf: ({ requestType }) => [...((requestTypes[requestType] as RequestType).tags ?? [])],
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

function candidatesOf({ languages }: ReadRequest, { index }: CompiledChannel): CandidateLanguages {
  return languages.channels[index] as CandidateLanguages;
}

/** That of the candidate's language in the channel's list. */
function placeOf(request: ReadRequest, channel: CompiledChannel, candidate: number): number {
  return candidatesOf(request, channel).places[candidate] as number;
}

const NOTHING = { rule: null, condition: null, exceptionOf: null, isOfRequest: true, actualOf: () => null } as const;

/** The reasons of a channel that no rule was asked about. */
export const WITHOUT_RULE = {
  "manually-closed": { ...NOTHING, code: "manually-closed" },
  "no-rule": { ...NOTHING, code: "no-rule" },
  "language-not-served": {
    ...NOTHING,
    code: "language-not-served",
    actualOf: ({ languages }: ReadRequest) => [...languages.requested],
  },
} satisfies Record<string, ReasonTemplate>;

/** The reason of a withhold rule that held. */
export function templateOfRule({ rule }: CompiledRule): ReasonTemplate {
  const { event, name } = rule;
  return { ...NOTHING, code: (event as WithholdEvent).params.reason, rule: name };
}
