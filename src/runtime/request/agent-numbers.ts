import { type AgentNumbers, ENTRIES_IN_SECONDS } from "../../values/facts.js";
import { type Issue, issueAt, type Path } from "../../values/issue.js";
import { isAbsent } from "../../values/plain-object.js";
import type { Situation } from "../conditions/clause-table.js";
import type { Variable } from "../conditions/variable.js";
import { readInstantAt } from "./request-issues.js";

// This file writes out every number, so that all objects have one shape. A loop over the facts takes twice as long.

/** The agents for one channel and language, as far as they are known. */
export interface Availability extends Readonly<AgentNumbers> {
  /** When the entry was read, epoch ms; null for an entry as old as its snapshot. */
  readonly asOf: number | null;
}

/** Stands for every channel and language if the snapshot is missing, and for an entry that says nothing. */
export const UNKNOWN_AVAILABILITY: Availability = {
  availableAgents: null,
  staffedAgents: null,
  contactsInQueue: null,
  estimatedWaitSeconds: null,
  asOf: null,
};

/** Stands for an entry that is too old, or dated too far in the future. Nothing else is this object. */
export const STALE_AVAILABILITY: Availability = { ...UNKNOWN_AVAILABILITY };

/** Stands for a channel or language that a snapshot omits. */
export const NOBODY: Availability = {
  availableAgents: 0,
  staffedAgents: 0,
  contactsInQueue: null,
  estimatedWaitSeconds: null,
  asOf: null,
};

/** As many agents as any rule may ask for, and nobody waiting. */
export const FREE_AGENTS: Availability = {
  availableAgents: Number.MAX_SAFE_INTEGER,
  staffedAgents: Number.MAX_SAFE_INTEGER,
  contactsInQueue: 0,
  estimatedWaitSeconds: 0,
  asOf: null,
};

export function readFreeAgents(entry: number, channel: string, language: string, issues: Issue[]): Availability {
  const isValid = isCount(entry, true);
  if (!isValid) issues.push(badCount(["agentAvailability", channel, language], "the number of available agents", true));
  return {
    availableAgents: isValid ? entry + 0 : null,
    staffedAgents: null,
    contactsInQueue: null,
    estimatedWaitSeconds: null,
    asOf: null,
  };
}

/** Reads an entry, whose keys the caller has checked. A number that cannot be read is unknown; without a readable `asOf`, all are. */
export function readNumbers(
  entry: Readonly<Record<string, unknown>>,
  channel: string,
  language: string,
  issues: Issue[],
): Availability {
  const { available, staffed, contactsInQueue, estimatedWaitSeconds, asOf } = entry;
  const badKeys: string[] = [];
  const readAsOf = isAbsent(asOf)
    ? null
    : readInstantAt(asOf, ["agentAvailability", channel, language, "asOf"], issues);
  const read = {
    availableAgents: readNumber(available, "available", true, badKeys),
    staffedAgents: readNumber(staffed, "staffed", true, badKeys),
    contactsInQueue: readNumber(contactsInQueue, "contactsInQueue", true, badKeys),
    estimatedWaitSeconds: readNumber(estimatedWaitSeconds, "estimatedWaitSeconds", false, badKeys),
    asOf: readAsOf ?? null,
  };
  for (const key of badKeys) {
    issues.push(badCount(["agentAvailability", channel, language, key], `\`${key}\``, !ENTRIES_IN_SECONDS.has(key)));
  }
  return readAsOf === undefined ? UNKNOWN_AVAILABILITY : read;
}

function readNumber(value: unknown, key: string, isWhole: boolean, badKeys: string[]): number | null {
  if (isAbsent(value)) return null;
  // -0 becomes 0.
  if (isCount(value, isWhole)) return value + 0;
  badKeys.push(key);
  return null;
}

function badCount(path: Path, what: string, isWhole: boolean): Issue {
  const expected = isWhole ? "a whole number, 0 or more" : "a number of seconds, 0 or more";
  return issueAt(path, { code: "invalid-value", problem: `${what} must be ${expected}` });
}

function isCount(value: unknown, isWhole: boolean): value is number {
  return (
    typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER && (!isWhole || Number.isInteger(value))
  );
}

/** Prepares to set the classes of the agents' variables in a situation. */
export function createAgentClasses(
  variables: readonly Variable[],
): (situation: Situation, availability: Availability) => void {
  const indexOf = (wanted: keyof Availability) => variables.findIndex(({ fact }) => fact === wanted);
  const available = indexOf("availableAgents");
  const staffed = indexOf("staffedAgents");
  const queued = indexOf("contactsInQueue");
  const waiting = indexOf("estimatedWaitSeconds");
  return (situation, { availableAgents, staffedAgents, contactsInQueue, estimatedWaitSeconds }) => {
    if (available >= 0) situation[available] = (variables[available] as Variable).classOf(availableAgents);
    if (staffed >= 0) situation[staffed] = (variables[staffed] as Variable).classOf(staffedAgents);
    if (queued >= 0) situation[queued] = (variables[queued] as Variable).classOf(contactsInQueue);
    if (waiting >= 0) situation[waiting] = (variables[waiting] as Variable).classOf(estimatedWaitSeconds);
  };
}
