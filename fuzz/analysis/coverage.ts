import {
  wronglyAlone,
  wronglyCovered,
  wronglyUnreachable,
  wrongSuggestions,
} from "../../test/analysis/coverage-laws.js";
import { type Situation, type Situations, situation, situations } from "../../test/arbitraries/situations.js";
import type { Law } from "../law.js";

export const suggestedScenarios: Law<Situations> = {
  name: "suggested-scenarios",
  says: "scenarios that are suggested pass, reach every goal that a request was found for, and leave nothing to suggest",
  share: 2,
  casesPerBatch: 2,
  cases: situations,
  compare: async (example) => ({ expected: [], actual: await wrongSuggestions(example) }),
};

export const coveredRules: Law<Situations> = {
  name: "covered-rules",
  says: "a rule holds, fails to, and decides where the coverage says so",
  share: 1,
  casesPerBatch: 5,
  cases: situations,
  compare: async (example) => ({ expected: [], actual: await wronglyCovered(example) }),
};

export const conditionsAlone: Law<Situations> = {
  name: "conditions-alone",
  says: "a condition alone stops a rule where the rule, with the condition turned round, holds",
  share: 1,
  casesPerBatch: 3,
  cases: situations,
  compare: async (example) => ({ expected: [], actual: await wronglyAlone(example) }),
};

export const unreachableGoals: Law<Situation> = {
  name: "unreachable-goals",
  says: "no request reaches what is said to be beyond every request of its instant",
  share: 1,
  casesPerBatch: 5,
  cases: situation,
  compare: async (example) => ({ expected: [], actual: await wronglyUnreachable(example) }),
};
