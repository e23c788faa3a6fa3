import type { Law } from "../law.js";
import { publishedSessionOf } from "./published-sessions.js";
import type { Session } from "./sessions.js";
import { usedRouter } from "./used-router.js";

/** Real rules are larger than random ones, and cheap to decide: most decisions are made here. */
export const publishedRules: Law<Session> = {
  ...usedRouter,
  name: "published-rules",
  says: "a router of the shipped rules or of an example decides alike whatever it decided before",
  share: 10,
  casesPerBatch: 6,
  cases: publishedSessionOf(48),
};
