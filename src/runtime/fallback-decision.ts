import type { CompiledRuleset } from "../compile/compile-ruleset.js";
import { formatInstant, readInstant } from "../values/instant.js";
import type { RoutingDecision } from "./decision.js";
import { readLanguages } from "./language/read-languages.js";

/**
 * The decision for a request that cannot be read: the always channels alone, in the customer's language where that much can be read.
 *
 * Never throws, whatever the request. `validUntil` is `decidedAt`: not to be kept.
 */
export function decideUnread(compiled: CompiledRuleset, request: unknown): RoutingDecision {
  const tags = attempt(() => readLanguages((request as { language?: unknown }).language, []).tags) ?? [];
  const at = attempt(() => readInstant((request as { at?: unknown }).at)) ?? 0;
  const { channels, identity } = compiled;
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
