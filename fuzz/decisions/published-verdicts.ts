import type { RulesetDocument } from "../../src/ruleset/document.js";
import { createReferenceRouter, type ReferenceRouter } from "../../test/reference/router.js";
import type { Law } from "../law.js";
import { publishedSessionOf } from "./published-sessions.js";
import type { Session } from "./sessions.js";
import { compareVerdicts } from "./verdicts.js";

/** Real rules are few: what json-rules-engine once answered about them serves many sessions. */
export const publishedVerdicts: Law<Session> = {
  name: "published-verdicts",
  says: "of the shipped rules and the examples, what is offered, withheld and advised is what the reference says",
  share: 24,
  casesPerBatch: 10,
  cases: publishedSessionOf(60),
  compare: (session, tally) => compareVerdicts(session, referenceFor(session.document), tally),
};

interface Kept {
  readonly reference: ReferenceRouter;
  sessions: number;
}

const references = new WeakMap<RulesetDocument, Kept>();
/** What it remembers of these is some megabytes. */
const MOST_SESSIONS = 100;

function referenceFor(document: RulesetDocument): ReferenceRouter {
  const known = references.get(document);
  const kept = known ?? { reference: createReferenceRouter(document, ""), sessions: 0 };
  kept.sessions += 1;
  if (kept.sessions < MOST_SESSIONS) references.set(document, kept);
  else references.delete(document);
  return kept.reference;
}
