import { formatInstant, readInstant } from "../values/instant.js";
import type { RoutingDecision } from "./decision.js";
import { readLanguages } from "./language/read-languages.js";
import type { LoadedRules } from "./load-rules.js";

/**
 * Decides a request that cannot be read: only the always channels, in the customer's language if that can be read.
 *
 * Never throws, whatever the request. `validUntil` equals `decidedAt`, so that nobody caches it.
 */
export function decideFallback({ channels, identity }: LoadedRules, request: unknown): RoutingDecision {
  const tags = attempt(() => readLanguages((request as { language?: unknown }).language, []).tags) ?? [];
  const at = attempt(() => readInstant((request as { at?: unknown }).at)) ?? 0;
  return {
    offered: channels
      .filter(({ always }) => always)
      .map(({ id, languages, match, fallback }) => {
        const place = tags.map(({ tag }) => match(tag)).find((index) => index >= 0) ?? fallback;
        return {
          channel: id,
          servedLanguage: languages[place] as string,
          rule: null,
          preferredBy: null,
          availableAgents: null,
          estimatedWaitSeconds: null,
          closesAt: null,
        };
      }),
    withheld: channels
      .filter(({ always }) => !always)
      .map(({ id }) => ({
        channel: id,
        reasons: [{ code: "request-invalid", rule: null, condition: null, actual: null }],
        nextOpensAt: null,
      })),
    steps: [],
    decidedAt: formatInstant(at),
    validUntil: formatInstant(at),
    ruleset: { ...identity },
  };
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
