import type { ContactRequest } from "../../../runtime/request/request.js";
import type { Side } from "../model/side.js";

/** The request without the facts and channels that a side does not declare. */
export function requestOn({ compiled: { vocabulary } }: Side, request: ContactRequest): ContactRequest {
  const { facts, agentAvailability, ...rest } = request;
  const keep = <Value>(all: Readonly<Record<string, Value>>, known: ReadonlyMap<string, unknown>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => known.has(name)));
  return {
    ...rest,
    ...(agentAvailability === undefined ? {} : { agentAvailability: keep(agentAvailability, vocabulary.channels) }),
    ...(facts === undefined ? {} : { facts: keep(facts, vocabulary.facts) }),
  };
}
