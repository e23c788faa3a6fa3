import { decidedBy, whatWasDecided } from "../../test/runtime/decided-by.js";
import type { Law } from "../law.js";
import { countedRouter } from "./counted-router.js";
import { type Session, sessionOf } from "./sessions.js";

export const explained: Law<Session> = {
  name: "explained",
  says: "an explanation has the decision, and says of every rule what the decision did",
  share: 2,
  casesPerBatch: 15,
  cases: sessionOf(24),
  async compare({ document, requests }, tally) {
    const router = await countedRouter(document, tally);
    const explanations = requests.map((request) => router.explain(request));
    const decisions = requests.map((request) => router.route(request));
    return {
      expected: [decisions, decisions.map(whatWasDecided)],
      actual: [
        explanations.map(({ decision }) => decision),
        explanations.map((explanation) => decidedBy(explanation, document)),
      ],
    };
  },
};
