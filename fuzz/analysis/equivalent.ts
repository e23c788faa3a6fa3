import { type RewrittenRules, rewrittenRules, toldOfRewritten } from "../../test/properties/rewritten-rules.js";
import type { Law } from "../law.js";

export const equivalent: Law<RewrittenRules> = {
  name: "equivalent",
  says: "a comparison finds rules equivalent that are only written otherwise",
  share: 3,
  casesPerBatch: 2,
  cases: rewrittenRules,
  compare: async (example) => ({ expected: [], actual: await toldOfRewritten(example) }),
};
