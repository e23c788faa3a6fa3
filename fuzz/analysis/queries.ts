import { type Compared, compared } from "../../test/arbitraries/compared.js";
import { wrongAnswers, wronglyOnlyAlways } from "../../test/properties/query-laws.js";
import type { Law } from "../law.js";

export const foundSituations: Law<Compared> = {
  name: "found-situations",
  says: "a query finds every situation in which a channel is offered or withheld, and no others",
  share: 3,
  casesPerBatch: 1,
  cases: compared(120),
  compare: async (example) => ({ expected: [], actual: await wrongAnswers(example) }),
};

export const onlyAlways: Law<Compared> = {
  name: "only-always",
  says: "customers who only ever get the always channels get no other, however many agents are free",
  share: 1,
  casesPerBatch: 1,
  cases: compared(120),
  compare: async (example) => ({ expected: [], actual: await wronglyOnlyAlways(example) }),
};
