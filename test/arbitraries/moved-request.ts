import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";

/** The same request with the clock alone moved: a snapshot that did not say when it was taken was taken at the first instant. */
export function atInstant(request: ScenarioRequest, instant: number): ScenarioRequest {
  const { agentAvailabilityAsOf = request.at } = request;
  return {
    ...request,
    at: new Date(instant).toISOString(),
    ...(request.agentAvailability === undefined ? {} : { agentAvailabilityAsOf }),
  };
}

/** The same request at another instant, its snapshot as old as it was. */
export function atInstantAsFresh(request: ScenarioRequest, instant: number): ScenarioRequest {
  const { agentAvailability, agentAvailabilityAsOf = request.at, ...rest } = request;
  const moved = (time: string) => new Date(Date.parse(time) + instant - Date.parse(request.at)).toISOString();
  return {
    ...rest,
    at: new Date(instant).toISOString(),
    ...(agentAvailability === undefined
      ? {}
      : {
          agentAvailability: withTimesOfEntries(agentAvailability, moved),
          agentAvailabilityAsOf: moved(agentAvailabilityAsOf),
        }),
  };
}

type Snapshot = NonNullable<ScenarioRequest["agentAvailability"]>;

/** The same snapshot with another `asOf` in each entry that has one. */
export function withTimesOfEntries(snapshot: Snapshot, move: (asOf: string) => string): Snapshot {
  return Object.fromEntries(
    Object.entries(snapshot).map(([channel, entries]) => [
      channel,
      entries &&
        Object.fromEntries(
          Object.entries(entries).map(([key, entry]) => [
            key,
            typeof entry === "object" && entry?.asOf != null ? { ...entry, asOf: move(entry.asOf) } : entry,
          ]),
        ),
    ]),
  );
}

/** The same request at another instant, were everyone free and nobody waiting. */
export function atInstantWithAgents(
  document: RulesetDocument,
  request: ScenarioRequest,
  instant: number,
): ScenarioRequest {
  const everyone = {
    available: Number.MAX_SAFE_INTEGER,
    staffed: Number.MAX_SAFE_INTEGER,
    contactsInQueue: 0,
    estimatedWaitSeconds: 0,
  };
  const { agentAvailabilityAsOf: _, ...rest } = request;
  return {
    ...rest,
    at: new Date(instant).toISOString(),
    agentAvailability: Object.fromEntries(document.channels.map(({ id }) => [id, { "*": everyone }])),
  };
}
