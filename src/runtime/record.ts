import { nameLike } from "../values/compare-texts.js";
import { type DeclaredFact, isRequired, misfitOf, textBeside } from "../values/declared-fact.js";
import { type AgentAvailability, entryOf, type FactValue } from "../values/facts.js";
import { formatInstant } from "../values/instant.js";
import { quote } from "../values/quote.js";
import { didYouMean } from "../values/suggest.js";
import type { Conditions } from "./conditions/load-conditions.js";
import type { Variable } from "./conditions/variable.js";
import type { RoutingDecision } from "./decision.js";
import type { LoadedRules } from "./load-rules.js";
import { type Availability, NOBODY } from "./request/agent-numbers.js";
import { ANY_LANGUAGE, type ChannelAvailability } from "./request/read-availability.js";
import type { ReadRequest } from "./request/read-request.js";
import type { ContactRequest } from "./request/request.js";
import type { Vocabulary, VocabularyFact } from "./vocabulary.js";

/**
 * A request and its decision as plain JSON data: one line of a log.
 *
 * Deciding its request again, by the ruleset with that fingerprint, gives the same decision to the byte.
 */
export interface DecisionRecord {
  /** The version of this format: 2. */
  readonly recordVersion: 2;
  /** The request with everything that counted written out, defaults included. Unknown facts are left out. */
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
}

/** Options of `routeWithRecord`. */
export interface RecordOptions {
  /**
   * Names of facts whose values the record must not show. Another value takes the place of each, in the reasons too: one that no rule can
   * tell from it. The record still shows which side of a rule the customer was on.
   */
  readonly redact?: readonly string[];
}

/** The request of a record. Throws TypeError if `redact` names a fact that the ruleset does not declare. */
export function requestOfRecord(
  { channels, vocabulary }: LoadedRules,
  standIns: StandIns,
  read: ReadRequest,
  { redact = [] }: RecordOptions,
): ContactRequest {
  const hidden = new Set<string>();
  for (const name of redact) {
    const fact = nameLike(vocabulary.facts, name);
    if (fact !== undefined) {
      hidden.add(fact);
      continue;
    }
    const hint = didYouMean(name, vocabulary.facts.keys(), "it is not among the `facts` of the ruleset");
    throw new TypeError(`\`redact\`: unknown fact ${quote(name)}; ${hint}`);
  }
  const { requestType, at, languages, timeZone, snapshot, snapshotAsOf, closedChannels, facts } = read;
  const told = [...vocabulary.facts].map(([name, { index }]) => {
    const value = facts[index] as ReadRequest["facts"][number];
    return [name, hidden.has(name) ? standIns(name, value) : value] as const;
  });
  const known = told.filter(([, value]) => value !== null);
  return {
    requestType,
    at: formatInstant(at),
    language: [...languages.requested],
    ...(timeZone !== null && { timeZone }),
    ...(snapshot !== null && {
      agentAvailability: Object.fromEntries(
        channels.flatMap(({ id, languages: served }, index) => {
          const entries = snapshot[index];
          return entries === undefined ? [] : [[id, availabilityByLanguage(entries, served)]];
        }),
      ),
      agentAvailabilityAsOf: formatInstant(snapshotAsOf),
    }),
    ...(closedChannels.size > 0 && { closedChannels: [...closedChannels] }),
    ...(known.length > 0 && { facts: Object.fromEntries(known) }),
  };
}

function availabilityByLanguage(
  { listed, others }: ChannelAvailability,
  served: readonly string[],
): Record<string, AgentAvailability | null> {
  const entries: [string, AgentAvailability | null][] = [];
  for (const [place, language] of served.entries()) {
    const availability = listed[place];
    if (availability !== undefined) entries.push([language, numbersOf(availability)]);
  }
  if (others !== NOBODY) entries.push([ANY_LANGUAGE, numbersOf(others)]);
  return Object.fromEntries(entries);
}

/** Null if nothing is known. */
function numbersOf(availability: Availability): AgentAvailability | null {
  const entry = entryOf(availability);
  return Object.keys(entry).length === 0 ? null : entry;
}

/**
 * Replaces a declared fact's value by another that no rule can tell from it. Equal classes of values get the same stand-in. Null stands for a
 * fact that is left out, as every fact is that no rule reads and no request must contain.
 */
type StandIns = (fact: string, value: FactValue | null) => FactValue | null;

export function createStandIns(conditions: Conditions, { facts }: Vocabulary): StandIns {
  const codes = new Map(
    conditions.codesOf(conditions.rules).map(({ variable, codes: byClass }) => [variable, byClass]),
  );
  return (fact, value) => {
    const { declared } = facts.get(fact) as VocabularyFact;
    const variable = conditions.variables.findIndex((each) => each.fact === fact);
    if (variable < 0 && !isRequired(declared)) return null;
    const { named, classOf } = conditions.variables[variable] ?? UNREAD;
    const codeOf = (each: FactValue | null) => codes.get(variable)?.[classOf(each)];
    const code = codeOf(value);
    const isAllowed = (each: FactValue | null) => each === null || misfitOf(declared, each) === null;
    // Every class has a value among the candidates that the declaration allows; the value itself is the last resort.
    return candidates(declared, named).find((each) => isAllowed(each) && codeOf(each) === code) ?? value;
  };
}

/** Stands for a fact that no rule reads. */
const UNREAD: Pick<Variable, "classOf" | "named"> = { named: [], classOf: () => 0 };

/** Values of the declared type, at least one in each class that `named` cuts them into. */
function candidates(declared: DeclaredFact, named: readonly FactValue[]): (FactValue | null)[] {
  const { default: usual, optional } = declared;
  const first = optional === true ? [null] : usual === undefined ? [] : [usual];
  switch (declared.type) {
    case "boolean":
      return [...first, false, true];
    case "string":
      return [...first, ...(declared.values ?? ["redacted", textBeside("redacted", new Set(named))]), ...named];
    default: {
      const { minimum, maximum } = declared;
      const limits = [minimum, maximum].flatMap((limit) => limit ?? []);
      const marks = [...new Set([...named.map(Number), ...limits])].sort((a, b) => a - b);
      const around = marks.flatMap((mark, index) => [
        Math.ceil(mark) - 1,
        mark,
        Math.floor(mark) + 1,
        (mark + (marks[index + 1] ?? mark)) / 2,
      ]);
      return [...first, 0, ...around];
    }
  }
}
