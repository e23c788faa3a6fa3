import type { DeclaredFact } from "./declared-fact.js";
import type { Instant } from "./instant.js";
import { COMPARISON, EQUALITY, MEMBERSHIP, type Operator } from "./operators.js";
import type { ReasonCode } from "./reason-codes.js";

/** A value of a fact, as a request gives it. */
export type FactValue = boolean | number | string;

/** What a condition compares a fact with. */
export type ConditionValue = boolean | number | string | readonly (number | string)[];

/** `count` is a number that may be unknown; `tags` is a list of texts. */
type FactType = "request-type" | "tags" | "time" | "language" | "count" | DeclaredFact["type"];

/** A fact that every ruleset has. */
export type BuiltInFact = FactColumns & (NumberColumns | AnswerColumns | OtherColumns);

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

interface NumberColumns {
  readonly type: "count";
  readonly name: keyof AgentNumbers;
  /** The key in an entry of a snapshot. */
  readonly entry: keyof AgentCounts;
  readonly words: CountWords;
}

/** What the contact centre reports about its agents for one channel and language. An absent field is unknown, and so is null. */
export interface AgentAvailability<AsOf extends Instant = Instant> {
  /** Agents who are free now: a whole number, 0 or more. */
  readonly available?: number | null;
  /** Agents who are on duty, free or not. */
  readonly staffed?: number | null;
  /** How long a customer would wait. */
  readonly estimatedWaitSeconds?: number | null;
  /** Customers who are waiting already. */
  readonly contactsInQueue?: number | null;
  /** When these numbers were read; with the snapshot if left out. */
  readonly asOf?: AsOf | null;
}

/** The numbers of an entry. */
export type AgentCounts = Omit<AgentAvailability, "asOf">;

/** The agents for one channel: by language, `*` for the languages not listed. Null is unknown. */
export type ChannelAgents<AsOf extends Instant = Instant> = Readonly<
  Record<string, number | AgentAvailability<AsOf> | null>
> | null;

/** The agents for one channel and language, by the facts that conditions read. Null if unknown. */
export interface AgentNumbers {
  availableAgents: number | null;
  staffedAgents: number | null;
  contactsInQueue: number | null;
  estimatedWaitSeconds: number | null;
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

interface AnswerColumns {
  readonly type: "boolean";
  /** The reason if the fact would have to be true, and if it would have to be false. */
  readonly words: { readonly unlessTrue: string; readonly unlessFalse: string };
}

interface OtherColumns {
  readonly type: Exclude<FactType, "count" | "boolean">;
}

/**
 * The subjects of a fact's reasons, in the order of how soon they may pass. An agent may be free in a minute; a request type stays
 * unserved.
 */
export const REASON_RANKS = ["agents", "hours", "customer", "language", "request-type"] as const;

export type ReasonRank = (typeof REASON_RANKS)[number];

const NUMBERS = [...EQUALITY, ...COMPARISON, "isKnown"] as const;
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
    entry: "available",
    code: "no-agents",
    words: { noun: "agent", state: "free", verb: ["is free", "are free"] },
    ...agents,
  },
  {
    name: "staffedAgents",
    entry: "staffed",
    code: "no-agents",
    words: { noun: "agent", state: "on duty", verb: ["is on duty", "are on duty"] },
    ...agents,
  },
  {
    name: "contactsInQueue",
    entry: "contactsInQueue",
    code: "over-capacity",
    words: { noun: "customer", state: "waiting", verb: ["waits", "wait"] },
    ...agents,
  },
  {
    name: "estimatedWaitSeconds",
    entry: "estimatedWaitSeconds",
    code: "over-capacity",
    words: { length: "wait" },
    ...agents,
  },
] as const satisfies readonly BuiltInFact[];

export const BUILT_IN_FACTS: ReadonlyMap<string, BuiltInFact> = new Map(ROWS.map((row) => [row.name, row]));

export type CountFact = keyof AgentNumbers;

const COUNT_ROWS = ROWS.flatMap((row) => (row.type === "count" ? [row] : []));

export const COUNT_FACTS: readonly CountFact[] = COUNT_ROWS.map(({ name }) => name);

export const COUNT_WORDS = Object.fromEntries(COUNT_ROWS.map(({ name, words }) => [name, words])) as Readonly<
  Record<CountFact, CountWords>
>;

/** The keys of an entry of a snapshot. */
export const ENTRY_KEYS: ReadonlySet<string> = new Set([...COUNT_ROWS.map(({ entry }) => entry), "asOf"]);

const ROWS_IN_SECONDS = COUNT_ROWS.filter(({ words }) => "length" in words);

/** The facts that are seconds, which may be fractions. The others count people. */
export const FACTS_IN_SECONDS: ReadonlySet<string> = new Set(ROWS_IN_SECONDS.map(({ name }) => name));

/** The keys of those facts in an entry of a snapshot. */
export const ENTRIES_IN_SECONDS: ReadonlySet<string> = new Set(ROWS_IN_SECONDS.map(({ entry }) => entry));

/** Writes the known numbers as an entry of a snapshot. */
export function entryOf(numbers: Partial<AgentNumbers>): AgentCounts {
  const entry: Partial<Record<keyof AgentCounts, number>> = {};
  for (const row of COUNT_ROWS) {
    const number = numbers[row.name];
    if (typeof number === "number") entry[row.entry] = number;
  }
  return entry as AgentCounts;
}

/** Writes the known numbers as shortly as a snapshot allows: a number if only the free agents are known, null if nothing is. */
export function shortEntry(numbers: Partial<AgentNumbers>): number | AgentCounts | null {
  const entry = entryOf(numbers);
  const keys = Object.keys(entry);
  if (keys.length === 0) return null;
  return keys.length === 1 && entry.available !== undefined ? entry.available : entry;
}
