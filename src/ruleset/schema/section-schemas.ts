import * as z from "zod";
import type { SectionName } from "../sections.js";
import { condition } from "./conditions.js";
import { declaredFact } from "./facts.js";
import { id } from "./forms.js";
import { promise, rule } from "./rules.js";
import { scenario } from "./scenarios.js";
import { calendar, schedule } from "./schedules.js";
import { availability, channel, languages, requestType, rulesetIdentity, step } from "./vocabulary.js";

/** The shape of each section by itself, so that a problem in one hides nothing in another. */
export const SECTION_SCHEMAS: Readonly<Record<SectionName, z.ZodType>> = {
  ruleset: rulesetIdentity,
  channels: z.array(channel).meta({ description: "The ways to reach support, in order of preference." }),
  languages,
  requestTypes: byId("a request type", requestType, "What customers need help with."),
  facts: byId("a fact", declaredFact, "What else the backend tells of the customer."),
  availability,
  schedules: byId("a schedule", schedule, "Hours of operation."),
  calendars: byId("a calendar", calendar, "Holidays, for schedules to refer to."),
  steps: z.array(step).meta({ description: "What customers may be asked to do before contact, in this order." }),
  conditions: byId("a condition", condition, "Conditions with names, for rules and promises to refer to."),
  rules: z.array(rule).meta({
    description: "When channels are offered, withheld and preferred, and steps advised. Their order says nothing.",
  }),
  promises: z.array(promise).meta({ description: "What must be true in every situation." }),
  scenarios: z.array(scenario).meta({ description: "Example requests with the decisions they should get." }),
};

function byId(what: string, entry: z.ZodType, description: string) {
  return z.record(id(`The id of ${what}.`), entry).meta({ description });
}
