import type { RoutingDecision, ScenarioExpectation } from "../../src/index.js";

/** All that a scenario can state of a decision, stated as the decision has it. */
export function expectationOf({
  offered,
  withheld,
  steps,
  validUntil,
}: RoutingDecision): Required<ScenarioExpectation> {
  return {
    offered: offered.map(({ channel, servedLanguage }) => `${channel}:${servedLanguage}`),
    withheld: Object.fromEntries(
      withheld.map(({ channel, reasons }) => [channel, [...new Set(reasons.map(({ code }) => code))]]),
    ),
    steps: steps.map(({ step }) => step),
    closesAt: Object.fromEntries(offered.map(({ channel, closesAt }) => [channel, closesAt])),
    nextOpensAt: Object.fromEntries(withheld.map(({ channel, nextOpensAt }) => [channel, nextOpensAt])),
    validUntil,
    rules: Object.fromEntries([
      ...offered.map(({ channel, rule, preferredBy }) => [
        channel,
        [rule, preferredBy].filter((name) => name !== null),
      ]),
      ...withheld.map(({ channel, reasons }) => [
        channel,
        reasons.flatMap(({ rule, condition }) => (condition === null && rule !== null ? [rule] : [])),
      ]),
    ]),
  };
}
