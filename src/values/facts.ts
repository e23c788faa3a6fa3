import type { DeclaredFact } from "./declared-fact.js";
import { COMPARISON, EQUALITY, MEMBERSHIP, type Operator } from "./operators.js";
import type { ReasonCode } from "./reason-codes.js";

/** A value of a fact, as a request gives it. */
export type FactValue = boolean | number | string;

/** What a condition compares a fact with. */
export type ConditionValue = boolean | number | string | readonly (number | string)[];

/** `count` is a number that may be unknown; `tags` is a list of texts. */
export type FactType = "request-type" | "tags" | "time" | "language" | "count" | DeclaredFact["type"];

export interface BuiltInFact {
  readonly name: string;
  readonly type: FactType;
  readonly unit: "agents" | "customers" | "seconds" | null;
  /** A request's fact is the same for every candidate. A candidate's fact depends on the channel and the language. */
  readonly of: "request" | "candidate";
  readonly operators: readonly Operator[];
  readonly rank: ReasonRank;
  /** The reason code if a condition on the fact fails. */
  readonly code: ReasonCode;
  /** The reason code if the fact is unknown; null if it is always known. */
  readonly codeIfUnknown: ReasonCode | null;
}

/**
 * What the reasons of a fact are about, in the order of how soon they may pass. An agent may be free in a minute; a request type stays
 * unserved.
 */
export const REASON_RANKS = ["agents", "hours", "customer", "language", "request-type"] as const;

export type ReasonRank = (typeof REASON_RANKS)[number];

const NUMBERS = [...EQUALITY, ...COMPARISON];
const LISTS = [...EQUALITY, ...MEMBERSHIP];

const requestType = {
  unit: null,
  of: "request",
  rank: "request-type",
  code: "request-type-not-served",
  codeIfUnknown: null,
} as const;
const language = {
  unit: null,
  of: "candidate",
  rank: "language",
  code: "language-not-served",
  codeIfUnknown: null,
} as const;
const agents = {
  type: "count",
  of: "candidate",
  operators: NUMBERS,
  rank: "agents",
  codeIfUnknown: "availability-unknown",
} as const;

const ROWS = [
  { name: "requestType", type: "request-type", operators: LISTS, ...requestType },
  { name: "requestTags", type: "tags", operators: ["contains", "doesNotContain"], ...requestType },
  {
    name: "time",
    type: "time",
    unit: null,
    of: "request",
    operators: ["duringSchedule", "outsideSchedule"],
    rank: "hours",
    code: "outside-hours",
    codeIfUnknown: "time-zone-unknown",
  },
  { name: "language", type: "language", operators: LISTS, ...language },
  { name: "usingFallbackLanguage", type: "boolean", operators: EQUALITY, ...language },
  { name: "availableAgents", unit: "agents", code: "no-agents", ...agents },
  { name: "staffedAgents", unit: "agents", code: "no-agents", ...agents },
  { name: "contactsInQueue", unit: "customers", code: "over-capacity", ...agents },
  { name: "estimatedWaitSeconds", unit: "seconds", code: "over-capacity", ...agents },
] as const satisfies readonly BuiltInFact[];

export type BuiltInFactName = (typeof ROWS)[number]["name"];

export const BUILT_IN_FACTS: ReadonlyMap<string, BuiltInFact> = new Map(ROWS.map((row) => [row.name, row]));
