import type { Situations } from "../../test/arbitraries/situations.js";
import { promised, wronglyBroken, wronglyProven } from "../../test/properties/promise-laws.js";
import type { Law } from "../law.js";

export const provenPromises: Law<Situations> = {
  name: "proven-promises",
  says: "every promise is proven or broken, and no request breaks one that is proven",
  share: 4,
  casesPerBatch: 4,
  cases: promised,
  compare: async (example) => ({ expected: [], actual: await wronglyProven(example) }),
};

export const brokenPromises: Law<Situations> = {
  name: "broken-promises",
  says: "a promise that is broken is broken by the request that is shown, and the reference decides it so",
  share: 3,
  casesPerBatch: 2,
  cases: promised,
  compare: async (example) => ({ expected: [], actual: await wronglyBroken(example) }),
};
