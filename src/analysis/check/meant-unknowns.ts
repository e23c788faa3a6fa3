import type { Scenario } from "../../ruleset/document.js";
import { readExpectedChannel } from "../../ruleset/expected-channel.js";
import type { CandidateExplanation } from "../../runtime/explanation.js";
import type { Router } from "../../runtime/router.js";
import { RequestError } from "../../values/errors.js";
import { COUNT_FACTS, type CountFact } from "../../values/facts.js";

/** Why nobody can tell whether a rule holds. */
export type UnknownBecause = "no-report" | "no-time-zone" | CountFact;

/**
 * Whether a scenario expects a channel to be offered while nobody can tell, for that reason, whether a withhold rule holds: then that it
 * does not stop what is unknown is meant.
 */
export type IsMeant = (rule: string, because: UnknownBecause) => boolean;

/** Looks at the scenarios when it is first asked. */
export function createIsMeant(scenarios: readonly Scenario[], router: Router): IsMeant {
  let known: ReadonlySet<string> | null = null;
  return (rule, because) => {
    known ??= new Set(scenarios.flatMap((scenario) => meantBy(scenario, router)));
    return known.has(`${because} ${rule}`);
  };
}

function meantBy({ request, expect }: Scenario, router: Router): string[] {
  const expected = new Set(expect.offered?.map((written) => readExpectedChannel(written).channel));
  if (expected.size === 0) return [];
  const channels = channelsOf(request, router).filter(
    ({ channel, outcome }) => outcome === "offered" && expected.has(channel),
  );
  return channels.flatMap(({ channel, candidates }) => {
    const offered = candidates.at(-1);
    if (offered === undefined) return [];
    const entries = Object.values(request.agentAvailability?.[channel] ?? {});
    const unknown = offered.rules.filter(({ event, result }) => event === "withhold" && result === "unknown");
    const because = [
      ...reasonsOf(
        offered,
        entries.some((entry) => typeof entry === "object"),
      ),
      ...(request.timeZone === undefined ? ["no-time-zone"] : []),
    ];
    return unknown.flatMap(({ rule }) => because.map((each) => `${each} ${rule}`));
  });
}

/**
 * A report always says how many agents are free. Most scenarios say no more, as a bare number, without a thought of queues; one that writes
 * out what a report says means what it leaves out.
 */
function reasonsOf(candidate: CandidateExplanation, isWrittenOut: boolean): UnknownBecause[] {
  if (candidate.availableAgents === null) return ["no-report"];
  return isWrittenOut ? COUNT_FACTS.filter((fact) => candidate[fact] === null) : [];
}

function channelsOf(request: Scenario["request"], router: Router) {
  try {
    return router.explain(request).channels;
  } catch (error) {
    // A scenario that cannot be decided fails; that is told of elsewhere.
    if (error instanceof RequestError) return [];
    throw error;
  }
}
