import type { Scenario } from "../../ruleset/document.js";
import { readExpectedChannel } from "../../ruleset/expected-channel.js";
import type { CandidateExplanation } from "../../runtime/explanation.js";
import type { Router } from "../../runtime/router.js";
import { RequestError } from "../../values/errors.js";
import { COUNT_FACTS, type CountFact } from "../../values/facts.js";

/** Why a rule is unknown. */
export type UnknownBecause = "no-report" | "no-time-zone" | CountFact;

/** Whether a scenario expects an offer while a withhold rule is unknown for this reason: then the offer is intentional. */
export type IsIntended = (rule: string, because: UnknownBecause) => boolean;

/** Prepares to ask. Explains the scenarios' requests on the first call. */
export function createIsIntended(scenarios: readonly Scenario[], router: Router): IsIntended {
  let known: ReadonlySet<string> | null = null;
  return (rule, because) => {
    known ??= new Set(scenarios.flatMap((scenario) => intendedBy(scenario, router)));
    return known.has(`${because} ${rule}`);
  };
}

function intendedBy({ request, expect }: Scenario, router: Router): string[] {
  const expected = new Set(expect.offered?.map((written) => readExpectedChannel(written).channel));
  if (expected.size === 0) return [];
  const channels = channelsOf(request, router).filter(
    ({ channel, outcome }) => outcome === "offered" && expected.has(channel),
  );
  return channels.flatMap(({ channel, candidates }) => {
    const offered = candidates.at(-1);
    if (offered === undefined) return [];
    const entries = Object.values(request.agentAvailability?.[channel] ?? {});
    const isWrittenOut = entries.some((entry) => typeof entry === "object");
    const unknown = offered.rules.filter(({ event, result }) => event === "withhold" && result === "unknown");
    const because = [...reasonsOf(offered, isWrittenOut), ...(request.timeZone === undefined ? ["no-time-zone"] : [])];
    return unknown.flatMap(({ rule }) => because.map((each) => `${each} ${rule}`));
  });
}

/**
 * Returns why agent facts of a candidate are unknown. A bare number says nothing about queues, so it does not count as leaving them
 * out. A report that is written out as an object does.
 */
function reasonsOf(candidate: CandidateExplanation, isWrittenOut: boolean): UnknownBecause[] {
  if (candidate.availableAgents === null) return ["no-report"];
  return isWrittenOut ? COUNT_FACTS.filter((fact) => candidate[fact] === null) : [];
}

function channelsOf(request: Scenario["request"], router: Router) {
  try {
    return router.explain(request).channels;
  } catch (error) {
    // `runScenarios` reports scenarios that cannot be decided.
    if (error instanceof RequestError) return [];
    throw error;
  }
}
