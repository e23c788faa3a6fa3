import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRouter } from "../../src/index.js";
import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { situations } from "../arbitraries/situations.js";
import { createReferenceRouter } from "../reference/router.js";

/** Random rules, requests to them, and what the reference decides, as texts. */
export interface DrawnSession {
  readonly document: RulesetDocument;
  readonly requests: readonly ScenarioRequest[];
  readonly decisions: readonly string[];
}

/** Always the same ones. The reference takes some hundred times as long as a router: the runner asks it once, not for every mutant. */
export async function drawSessions(): Promise<DrawnSession[]> {
  const sessions: DrawnSession[] = [];
  for (const { document, requests } of fc.sample(situations, { numRuns: SESSIONS, seed: SEED })) {
    const { fingerprint } = (await createRouter(document)).ruleset;
    const reference = createReferenceRouter(document, fingerprint);
    const decisions: string[] = [];
    for (const request of requests) decisions.push(inOrderOfKeys(await reference.route(request)));
    sessions.push({ document, requests, decisions });
  }
  return sessions;
}

const SESSIONS = 120;
const SEED = 20_261_126;

/** Declares a test for each session, by the law of `test/properties/decision.test.ts`. */
export function declareSessions(sessions: readonly DrawnSession[]): void {
  describe("a router of drawn rules", () => {
    for (const [index, { document, requests, decisions }] of sessions.entries()) {
      it(`decides as the reference does, again and again, session ${index}`, async () => {
        const router = await createRouter(document);
        for (let round = 0; round < ROUNDS; round++)
          expect(requests.map((request) => inOrderOfKeys(router.route(request)))).toEqual(decisions);
      });
    }
  });
}

/** From the third time on, a request is decided by what is remembered of it. */
const ROUNDS = 3;

function inOrderOfKeys(value: unknown): string {
  return JSON.stringify(value, (_, member) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
