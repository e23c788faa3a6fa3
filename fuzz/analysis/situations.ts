import { situations as anySituations, type Situations } from "../../test/arbitraries/situations.js";
import {
  type CountedRules,
  countedRules,
  type PickedSituations,
  pickedSituations,
  wrongCounts,
  wrongRequestsForSituations,
  wrongSituations,
} from "../../test/properties/situation-laws.js";
import type { Law } from "../law.js";

export const situations: Law<Situations> = {
  name: "situations",
  says: "the situation of a request comes to what the router says of each channel",
  share: 3,
  casesPerBatch: 2,
  cases: anySituations,
  compare: async (example) => ({ expected: [], actual: await wrongSituations(example) }),
};

export const situationsOfTwo: Law<PickedSituations> = {
  name: "situations-of-two",
  says: "a situation of two rulesets comes to what both routers say of a request that is made for it",
  share: 3,
  casesPerBatch: 5,
  cases: pickedSituations,
  compare: async (example) => ({ expected: [], actual: await wrongRequestsForSituations(example) }),
};

export const situationsCounted: Law<CountedRules> = {
  name: "situations-counted",
  says: "situations are as many as can be told one by one",
  share: 1,
  casesPerBatch: 5,
  cases: countedRules,
  compare: async (example) => ({ expected: [], actual: await wrongCounts(example) }),
};
