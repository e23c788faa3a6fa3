import { createRouter } from "../../src/compile/compile-ruleset.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import type { Router } from "../../src/runtime/router.js";
import { rulesetOf } from "./case-files.js";

/** The ruleset of most cases, with other sections in place of some. */
export function shop(sections: Partial<Record<keyof RulesetDocument, unknown>> = {}): RulesetDocument {
  return rulesetOf({ ruleset: "shop", with: sections });
}

export function shopRouter(sections: Partial<Record<keyof RulesetDocument, unknown>> = {}): Promise<Router> {
  return createRouter(shop(sections));
}

/** A Dutch buyer on a Monday morning, with agents for the phone and none for the chat. */
export function buyer(): { -readonly [Key in keyof ContactRequest]: ContactRequest[Key] } {
  return {
    requestType: "order",
    at: "2026-11-23T10:00:00+01:00",
    language: ["nl", "en"],
    timeZone: "Europe/Amsterdam",
    agentAvailability: { phone: { nl: { available: 2, staffed: 5, estimatedWaitSeconds: 0 } } },
    agentAvailabilityAsOf: "2026-11-23T09:59:30+01:00",
    closedChannels: [],
    facts: { signedIn: true },
  };
}
