import type { Ruleset } from "../../ruleset/document.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import { matchLanguage } from "../../runtime/language/match-language.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Router } from "../../runtime/router.js";
import { LAST_INSTANT } from "../../values/instant.js";
import type { MatrixOutcome } from "./matrix.js";

/** What one customer is answered at an instant (epoch ms), as if agents were free in every language of every channel. */
export type AskStaffed = (at: number) => RoutingDecision;

/** What every request of a matrix has in common. */
export type MatrixCustomer = Pick<ContactRequest, "timeZone" | "facts">;

/** Prepares to ask for one request type and language; null for a language that fits no channel's. */
export function askStaffed(
  router: Router,
  { channels }: Ruleset,
  customer: MatrixCustomer,
): (requestType: string, language: string | null) => AskStaffed {
  const agentAvailability = Object.fromEntries(channels.map(({ id }) => [id, { "*": FREE_AGENTS }]));
  // An empty list fits nothing, and leaves the fallback language to be considered, as a language that fits nothing does.
  return (requestType, language) => (at) =>
    router.route({
      ...customer,
      requestType,
      at,
      language: language ?? [],
      agentAvailability,
      // A report of the future does not turn stale: only hours then limit how long a decision holds.
      agentAvailabilityAsOf: LAST_INSTANT,
    });
}

/** Reads off a decision what becomes of one channel. */
export type OutcomeReader = (decision: RoutingDecision) => MatrixOutcome;

/** Prepares to read decisions for customers of one language. */
export function createOutcomeReader(
  channel: string,
  language: string | null,
  { channels, languages: { aliases } }: Ruleset,
): OutcomeReader {
  const served = channels.find(({ id }) => id === channel)?.languages ?? [];
  const matched = language === null ? null : matchLanguage(language, served, { aliases });
  return ({ offered, withheld }) => {
    const found = offered.find((each) => each.channel === channel);
    if (found !== undefined) {
      const { servedLanguage } = found;
      return { outcome: "offered", servedLanguage, usingFallbackLanguage: servedLanguage !== matched?.language };
    }
    const [first] = withheld.find((each) => each.channel === channel)?.reasons ?? [];
    return { outcome: "withheld", reason: first?.code ?? "", exception: first?.exception ?? null };
  };
}

const FREE_AGENTS = {
  available: Number.MAX_SAFE_INTEGER,
  staffed: Number.MAX_SAFE_INTEGER,
  contactsInQueue: 0,
  estimatedWaitSeconds: 0,
};
