import { createReferenceRouter } from "../../test/reference/router.js";
import type { Law } from "../law.js";
import { countedRouter } from "./counted-router.js";
import { type Session, sessionOf } from "./sessions.js";

/** The reference scans 400 days, which is most of the cost; a second request to the same rules is cheaper than the first. */
const REQUESTS = 6;

export const reference: Law<Session> = {
  name: "reference",
  says: "a decision is the reference's, in every field, whatever the router decided before",
  share: 8,
  casesPerBatch: 4,
  cases: sessionOf(REQUESTS),
  async compare({ document, requests }, tally) {
    const router = await countedRouter(document, tally);
    const slow = createReferenceRouter(document, router.ruleset.fingerprint);
    const expected = [];
    for (const request of requests) expected.push(await slow.route(request));
    tally.referenced += requests.length;
    return { expected, actual: requests.map((request) => router.route(request)) };
  },
};
