import { COMPARISON, EQUALITY, MEMBERSHIP, type Operator } from "./operators.js";
import type { ReasonCode } from "./reason-codes.js";

/** A value of a fact, as a request gives it. */
export type FactValue = boolean | number | string;

/** What a condition compares a fact with. */
export type ConditionValue = boolean | number | string | readonly (number | string)[];

/**
 * A fact about the customer that the ruleset declares and the backend sends.
 *
 * Without a `default`, every request must contain the fact.
 */
export type DeclaredFact = BooleanFact | StringFact | NumberFact;

/** A fact that is true or false. */
export interface BooleanFact {
  readonly type: "boolean";
  readonly description?: string;
  readonly default?: boolean;
}

/** A fact that is a text. */
export interface StringFact {
  readonly type: "string";
  readonly description?: string;
  /** The only values that the fact can have; any text if absent. */
  readonly values?: readonly string[];
  readonly default?: string;
}

/** A fact that is a number; a whole number if its type is `integer`. */
export interface NumberFact {
  readonly type: "integer" | "number";
  readonly description?: string;
  /** Least value, included. */
  readonly minimum?: number;
  /** Greatest value, included. */
  readonly maximum?: number;
  readonly default?: number;
}

/** `count` is a number that may be unknown; `tags` is a list of texts. */
type FactType = "request-type" | "tags" | "time" | "language" | "count" | DeclaredFact["type"];

/** A fact that every ruleset has. */
export type BuiltInFact = FactColumns &
  (
    | { readonly type: "count"; readonly words: CountWords }
    /** The reason if the fact would have to be true, and if it would have to be false. */
    | { readonly type: "boolean"; readonly words: { readonly unlessTrue: string; readonly unlessFalse: string } }
    | { readonly type: Exclude<FactType, "count" | "boolean"> }
  );

interface FactColumns {
  readonly name: string;
  /** A request's fact is the same for every candidate. A candidate's fact depends on the channel and the language. */
  readonly of: "request" | "candidate";
  readonly operators: readonly Operator[];
  readonly rank: ReasonRank;
  /** The reason code if a condition on the fact fails. */
  readonly code: ReasonCode;
  /** The reason code if the fact is unknown; null if it is always known. */
  readonly codeIfUnknown: ReasonCode | null;
}

/** A number in words: of people, or the length of something. */
export type CountWords =
  | {
      readonly noun: string;
      /** After the noun: 2 agents free. */
      readonly state: string;
      /** As a verb, of one and of several: an agent is free, 2 customers wait. */
      readonly verb: readonly [one: string, several: string];
    }
  /** In seconds: the wait is 2 minutes. */
  | { readonly length: string };

/**
 * What the reasons of a fact are about, in the order of how soon they may pass. An agent may be free in a minute; a request type stays
 * unserved.
 */
export const REASON_RANKS = ["agents", "hours", "customer", "language", "request-type"] as const;

export type ReasonRank = (typeof REASON_RANKS)[number];

const NUMBERS = [...EQUALITY, ...COMPARISON];
const LISTS = [...EQUALITY, ...MEMBERSHIP];

const requestType = {
  of: "request",
  rank: "request-type",
  code: "request-type-not-served",
  codeIfUnknown: null,
} as const;
const language = {
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
    of: "request",
    operators: ["duringSchedule", "outsideSchedule"],
    rank: "hours",
    code: "outside-hours",
    codeIfUnknown: "time-zone-unknown",
  },
  { name: "language", type: "language", operators: LISTS, ...language },
  {
    name: "usingFallbackLanguage",
    type: "boolean",
    operators: EQUALITY,
    words: {
      unlessTrue: "not in a language the customer asked for",
      unlessFalse: "only in a language the customer asked for",
    },
    ...language,
  },
  {
    name: "availableAgents",
    code: "no-agents",
    words: { noun: "agent", state: "free", verb: ["is free", "are free"] },
    ...agents,
  },
  {
    name: "staffedAgents",
    code: "no-agents",
    words: { noun: "agent", state: "on duty", verb: ["is on duty", "are on duty"] },
    ...agents,
  },
  {
    name: "contactsInQueue",
    code: "over-capacity",
    words: { noun: "customer", state: "waiting", verb: ["waits", "wait"] },
    ...agents,
  },
  { name: "estimatedWaitSeconds", code: "over-capacity", words: { length: "wait" }, ...agents },
] as const satisfies readonly BuiltInFact[];

export const BUILT_IN_FACTS: ReadonlyMap<string, BuiltInFact> = new Map(ROWS.map((row) => [row.name, row]));

/** The names of the numbers that a contact centre reports. */
export type CountFact = Extract<(typeof ROWS)[number], { readonly type: "count" }>["name"];

/** The words of the numbers that a contact centre reports. */
export const COUNT_WORDS = Object.fromEntries(
  ROWS.flatMap((row) => (row.type === "count" ? [[row.name, row.words]] : [])),
) as Readonly<Record<CountFact, CountWords>>;

export const COUNT_FACTS = Object.keys(COUNT_WORDS) as readonly CountFact[];

/** What the contact centre reports about its agents for one channel and language. An absent field is unknown. */
export interface AgentAvailability {
  /** Agents who are free now: a whole number, 0 or more. */
  readonly available: number;
  /** Agents who are on duty, free or not. */
  readonly staffed?: number;
  /** How long a customer would wait. */
  readonly estimatedWaitSeconds?: number;
  /** Customers who are waiting already. */
  readonly contactsInQueue?: number;
}

/** Whether a text is one of a fact's declared values. Fast for lists of thousands. */
export function isListed(values: readonly string[], value: string): boolean {
  if (values.length <= FEW) return values.includes(value);
  const known = sets.get(values) ?? new Set(values);
  sets.set(values, known);
  return known.has(value);
}

const FEW = 16;
/** Safe because nobody changes a list after the first call with it. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();
