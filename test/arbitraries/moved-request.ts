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
  const { agentAvailabilityAsOf = request.at } = request;
  const age = Date.parse(request.at) - Date.parse(agentAvailabilityAsOf);
  const { agentAvailabilityAsOf: _, ...rest } = request;
  return {
    ...rest,
    at: new Date(instant).toISOString(),
    ...(request.agentAvailability === undefined
      ? {}
      : { agentAvailabilityAsOf: new Date(instant - age).toISOString() }),
  };
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
