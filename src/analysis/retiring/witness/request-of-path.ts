import type { ContactRequest } from "../../../runtime/request/request.js";
import type { AgentAvailability, CountFact, FactValue } from "../../../values/facts.js";
import { formatInstant } from "../../../values/instant.js";
import type { Level } from "../diagram/diagram.js";
import type { Assignment } from "../diagram/diagram-paths.js";
import type { Desk } from "../model/compared-space.js";

/**
 * A request of the situation of a path, which says no more than it must. The desks are those that come into consideration for its language;
 * `at` is its instant where hours do not come into it, epoch ms.
 */
export function requestOfPath(
  levels: readonly Level[],
  path: Assignment,
  desks: readonly Desk[],
  fallback: string,
  at: number,
): ContactRequest {
  const facts: Record<string, FactValue> = {};
  const reports = new Map<Desk, Partial<Record<CountFact, number>>>();
  let asOf: number | null = null;
  let request: ContactRequest = { requestType: "", at: formatInstant(at), language: fallback };
  for (const [level, { axis }] of levels.entries()) {
    const axisClass = path[level] ?? null;
    if (axisClass === null) continue;
    switch (axis.kind) {
      case "request-type":
        request = { ...request, requestType: axis.classes[axisClass]?.sample ?? "" };
        break;
      case "fact": {
        const value = axis.classes[axisClass]?.sample ?? null;
        if (value !== null) facts[axis.fact] = value;
        break;
      }
      case "language": {
        const tags = axis.classes[axisClass]?.sample ?? [];
        const [only] = tags;
        request = { ...request, language: tags.length === 1 && only !== undefined ? only : tags };
        break;
      }
      case "hours": {
        const window = axis.classes[axisClass]?.sample;
        if (window === undefined) break;
        const { start, timeZone } = window;
        request = { ...request, at: formatInstant(start), ...(timeZone === null ? {} : { timeZone }) };
        break;
      }
      case "snapshot": {
        const sample = axis.classes[axisClass]?.sample;
        if (sample === "none" || sample === undefined) break;
        for (const desk of desks) reports.set(desk, {});
        if (sample !== "fresh") asOf = sample.seconds;
        break;
      }
      case "count": {
        const desk = desks[axis.desk];
        const report = desk === undefined ? undefined : reports.get(desk);
        const value = axis.classes[axisClass]?.sample ?? null;
        if (report !== undefined && value !== null) report[axis.fact] = value;
      }
    }
  }
  return {
    ...request,
    ...(reports.size === 0 ? {} : { agentAvailability: snapshotOf(reports) }),
    ...(asOf === null
      ? {}
      : { agentAvailabilityAsOf: formatInstant(Date.parse(String(request.at)) - asOf * MS_PER_SECOND) }),
    ...(Object.keys(facts).length === 0 ? {} : { facts }),
  };
}

const MS_PER_SECOND = 1000;

function snapshotOf(reports: ReadonlyMap<Desk, Partial<Record<CountFact, number>>>) {
  const snapshot: Record<string, Record<string, number | AgentAvailability>> = {};
  for (const [{ channel, language }, report] of reports) {
    snapshot[channel] = { ...snapshot[channel], [language]: agentEntry(report) };
  }
  return snapshot;
}

/** What a snapshot says of a desk. An entry has to say how many are free, also where no rule asks. */
function agentEntry({
  availableAgents: available = 1,
  staffedAgents: staffed,
  contactsInQueue,
  estimatedWaitSeconds,
}: Partial<Record<CountFact, number>>): number | AgentAvailability {
  const rest = {
    ...(staffed === undefined ? {} : { staffed }),
    ...(contactsInQueue === undefined ? {} : { contactsInQueue }),
    ...(estimatedWaitSeconds === undefined ? {} : { estimatedWaitSeconds }),
  };
  return Object.keys(rest).length === 0 ? available : { available, ...rest };
}
