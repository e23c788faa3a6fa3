import { candidateFact } from "./channel-situation.js";
import type { CompiledRuleset } from "./compile-ruleset.js";
import type { WithheldReason } from "./decision.js";
import { type Availability, availabilityIn, UNKNOWN_AVAILABILITY } from "./read-availability.js";
import type { ReadRequest } from "./read-request.js";
import type { ReasonTemplate } from "./reasons.js";
import { requestFact, snapshotState } from "./situations.js";

/** The reasons for one request: what the facts were is filled in. Everything in them is new, and so the caller's own. */
export function fillReasons(
  compiled: CompiledRuleset,
  channel: number,
  templates: readonly ReasonTemplate[],
  request: ReadRequest,
): WithheldReason[] {
  const reasons: WithheldReason[] = [];
  for (const [index, template] of templates.entries()) {
    const actual = actualOf(compiled, channel, template, request);
    // Two candidates may lack the same: a reason is given once. Of one request and key, all lists are the same list.
    const isRepeated = templates
      .slice(0, index)
      .some(
        (other) =>
          other.key === template.key &&
          (Array.isArray(actual) || actualOf(compiled, channel, other, request) === actual),
      );
    if (isRepeated) continue;
    const { code, rule, condition, hours } = template;
    reasons.push({
      code,
      rule,
      condition: condition === null ? null : { ...condition, value: copyList(condition.value) },
      actual,
      ...(hours?.exception !== undefined && { exception: hours.exception }),
    });
  }
  return reasons;
}

/** What is known of a channel's agents for the language at a place. */
export function availabilityOf(
  compiled: CompiledRuleset,
  request: ReadRequest,
  channel: number,
  place: number,
): Availability {
  const isFresh = snapshotState(request, compiled.maxAgeMs) === "fresh";
  return isFresh && request.snapshot !== null ? availabilityIn(request.snapshot, channel, place) : UNKNOWN_AVAILABILITY;
}

function actualOf(
  compiled: CompiledRuleset,
  channel: number,
  { code, condition, candidate, hours }: ReasonTemplate,
  request: ReadRequest,
): unknown {
  if (condition === null) return code === "language-not-served" ? [...request.languages.requested] : null;
  if (hours !== undefined) return hours.actual;
  const { fact } = condition;
  if (fact === "requestTags") return [...(compiled.document.requestTypes[request.requestType]?.tags ?? [])];
  if (candidate === null || fact === "requestType" || compiled.vocabulary.facts.has(fact)) {
    return requestFact(compiled, fact)(request);
  }
  const { language, usingFallbackLanguage, place } = candidate;
  return candidateFact({ language, usingFallbackLanguage, ...availabilityOf(compiled, request, channel, place) }, fact);
}

function copyList(value: unknown): unknown {
  return Array.isArray(value) ? [...value] : value;
}
