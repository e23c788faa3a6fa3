import channels from "../../rules/channels.json" with { type: "json" };
import customerFacts from "../../rules/customer-facts.json" with { type: "json" };
import chatDesk from "../../rules/hours/chat-desk.json" with { type: "json" };
import holidaysNl from "../../rules/hours/holidays-nl.json" with { type: "json" };
import phoneDesk from "../../rules/hours/phone-desk.json" with { type: "json" };
import offer from "../../rules/offer.json" with { type: "json" };
import prefer from "../../rules/prefer.json" with { type: "json" };
import promises from "../../rules/promises.json" with { type: "json" };
import requestTypes from "../../rules/request-types.json" with { type: "json" };
import identity from "../../rules/ruleset.json" with { type: "json" };
import agentsScenarios from "../../rules/scenarios/agents.json" with { type: "json" };
import copiesAndFraudScenarios from "../../rules/scenarios/copies-and-fraud.json" with { type: "json" };
import hoursScenarios from "../../rules/scenarios/hours.json" with { type: "json" };
import languagesScenarios from "../../rules/scenarios/languages.json" with { type: "json" };
import orderAndStepsScenarios from "../../rules/scenarios/order-and-steps.json" with { type: "json" };
import specialDaysScenarios from "../../rules/scenarios/special-days.json" with { type: "json" };
import steps from "../../rules/steps.json" with { type: "json" };
import withhold from "../../rules/withhold.json" with { type: "json" };
import type { RulesetDocument } from "../ruleset/document.js";

/**
 * The ruleset that ships with this package: all files of `rules/`, merged. Pass it to `createRouter`, which checks it.
 *
 * The files are imported one by one so that bundlers find them. A test compares the list with the folder.
 */
export const marketplaceSupport: RulesetDocument = mergeDocuments([
  channels,
  customerFacts,
  chatDesk,
  holidaysNl,
  phoneDesk,
  offer,
  prefer,
  promises,
  requestTypes,
  identity,
  agentsScenarios,
  copiesAndFraudScenarios,
  hoursScenarios,
  languagesScenarios,
  orderAndStepsScenarios,
  specialDaysScenarios,
  steps,
  withhold,
]);

/**
 * Merges the files of one ruleset in the given order: objects by key, lists by concatenation.
 *
 * Expects files that `loadRuleset` accepts as one ruleset, and checks nothing.
 */
function mergeDocuments(documents: readonly object[]): RulesetDocument {
  const merged: Record<string, unknown> = {};
  for (const document of documents) {
    for (const [section, value] of Object.entries(document)) {
      if (!section.startsWith("$")) merged[section] = mergeSections(merged[section], value);
    }
  }
  // TypeScript types imported JSON too widely: it takes a rule's `"offer"` for any string.
  return merged as unknown as RulesetDocument;
}

function mergeSections(before: unknown, value: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(value)) return [...before, ...value];
  if (before === undefined) return value;
  return { ...(before as object), ...(value as object) };
}
