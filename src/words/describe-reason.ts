import type { RulesetDocument } from "../ruleset/document.js";
import type { FailedCondition, WithheldReason } from "../runtime/decision.js";
import type { ContactRequest } from "../runtime/request/request.js";
import { BUILT_IN_FACTS } from "../values/facts.js";
import { readInstant } from "../values/instant.js";
import { isAbsent } from "../values/plain-object.js";
import { REASONS, type ReasonCode } from "../values/reason-codes.js";
import { describeNeed, describeShortage, describeUnreported } from "./describe-agents.js";
import { describeFactValue } from "./describe-condition.js";
import { describeRule } from "./describe-ruleset.js";
import { describeSeason, describeUsualHours } from "./describe-schedule.js";
import { languageName } from "./languages.js";
import { duration } from "./numbers.js";
import { dim, listWords, named, type Prose, type StyledText, strong } from "./prose.js";

interface ReasonContext {
  readonly ruleset: RulesetDocument;
  readonly channel: string;
  /** The age of the report on the channel's agents; null if it is not known. */
  readonly reportAgeSeconds: number | null;
}

/** Why channels are withheld, in a few words, for reports on many requests. */
export function describeReasonCode(code: string): string {
  // Other codes are the words of a withhold rule.
  return Object.hasOwn(REASONS, code) ? REASONS[code as ReasonCode] : code.replaceAll("-", " ");
}

/** The codes of reasons that may pass as soon as agents have time, or are reported. */
export const AGENT_CODES: ReadonlySet<string | null> = new Set([
  "availability-stale",
  ...[...BUILT_IN_FACTS.values()]
    .filter(({ rank }) => rank === "agents")
    .flatMap(({ code, codeIfUnknown }) => [code, codeIfUnknown]),
]);

/** The reasons of a channel, each with its code, and after the reasons of one rule what the rule says. */
export function describeReasons(reasons: readonly WithheldReason[], context: ReasonContext): Prose[] {
  return reasons.flatMap((reason, index): Prose[] => {
    const why = [describeReason(reason, context), dim(` [${reason.code}]`)];
    const isLast = reasons[index + 1]?.rule !== reason.rule;
    return isLast && reason.rule !== null ? [why, describeRule(reason.rule, context.ruleset)] : [why];
  });
}

/**
 * The age of the report on a channel's agents, or of the snapshot; negative if it is later. Null if there is none, or if the entries of the
 * channel differ in age. Without a time, it is of the same instant.
 */
export function reportAgeSeconds(request: ContactRequest, decidedAt: string, channel?: string): number | null {
  const { agentAvailability, agentAvailabilityAsOf } = request;
  if (isAbsent(agentAvailability)) return null;
  const entries = channel === undefined ? [] : Object.values(agentAvailability[channel] ?? {});
  const own = entries.map((entry) => (typeof entry === "object" ? entry?.asOf : null) ?? agentAvailabilityAsOf);
  const times = new Set(
    (own.length === 0 ? [agentAvailabilityAsOf] : own).map((asOf) => readInstant(asOf ?? decidedAt)),
  );
  const [time = null] = times;
  return times.size > 1 || time === null ? null : (Date.parse(decidedAt) - time) / 1000;
}

/** Why a channel is withheld, in words. No capital and no full stop: it stands in a list. */
export function describeReason(reason: WithheldReason, context: ReasonContext): Prose {
  const { code, condition, actual } = reason;
  const schedule = named(String(condition?.value ?? ""));
  switch (code) {
    case "availability-unknown":
      return `nobody reported ${describeUnreported(condition?.fact ?? "")}`;
    case "availability-stale":
      return describeStale(context);
    case "availability-known":
      return `a report says ${describeUnreported(condition?.fact ?? "")}; the rule is for when none does`;
    case "fact-unknown":
      return [named(condition?.fact ?? ""), " is not known"];
    case "time-zone-unknown":
      return ["it is not known where the customer is, and the hours of ", schedule, " are in the customer's own time"];
  }
  if (condition !== null) return describeFailed(condition, reason, context);
  return code === "language-not-served" ? describeLanguages(actual, context) : describeReasonCode(code);
}

function describeFailed(condition: FailedCondition, reason: WithheldReason, context: ReasonContext): Prose {
  const { fact, operator, value } = condition;
  const { actual } = reason;
  const builtIn = BUILT_IN_FACTS.get(fact);
  switch (builtIn?.type) {
    case "time":
      return describeHours(reason, condition, context);
    case "count":
      return describeShortage(builtIn.words, condition, actual);
    case "language":
      return `not in ${languageName(String(actual))}${onlyFor(condition, "in")}`;
    case "boolean":
      return value === (operator === "equal") ? builtIn.words.unlessTrue : builtIn.words.unlessFalse;
    case "request-type":
      return ["not for ", named(String(actual)), onlyFor(condition, "for")];
    case "tags":
      return [`${operator === "contains" ? "only" : "not"} for request types tagged `, named(String(value))];
    default: {
      if (operator === "isKnown") return [named(fact), " is known; the rule is for when it is not"];
      const words = describeFactValue(fact, value, "or");
      const need = operator === "equal" ? `it takes ${words}` : describeNeed(condition, () => words);
      return [named(fact), ` is ${describeFactValue(fact, actual, "and")}; ${need}`];
    }
  }
}

function describeStale({ ruleset, reportAgeSeconds }: ReasonContext): string {
  const limit = ruleset.availability?.maxAgeSeconds;
  const age =
    reportAgeSeconds === null
      ? "too old"
      : `${duration(Math.abs(reportAgeSeconds))} ${reportAgeSeconds < 0 ? "ahead" : "old"}`;
  return `the report on agents is ${age}${limit === undefined ? "" : `, and counts for ${duration(limit)}`}`;
}

function describeLanguages(actual: unknown, { ruleset, channel }: ReasonContext): string {
  const served = ruleset.channels.find(({ id }) => id === channel)?.languages ?? [];
  const requested = Array.isArray(actual) ? actual.map(String) : [];
  const list = (tags: readonly string[], joint: "and" | "or") => listWords(tags.map(languageName), joint);
  const wanted = requested.length === 0 ? "no language was asked for" : `not in ${list(requested, "or")}`;
  return `${wanted}; only in ${list(served, "and")}`;
}

function describeHours(
  { exception }: WithheldReason,
  { operator, value }: FailedCondition,
  { ruleset }: ReasonContext,
): Prose {
  const schedule: StyledText = named(String(value));
  const { schedules = {} } = ruleset;
  const declared = schedules[String(value)];
  if (exception !== undefined) {
    const season = declared === undefined ? null : describeSeason(exception, declared, schedules);
    // A season closes nothing: it has other hours.
    if (season !== null) return ["outside the hours of ", schedule, " in ", strong(exception), `: ${season}`];
    return ["closed for ", strong(exception), ", by ", schedule];
  }
  if (operator === "outsideSchedule") return ["only outside the hours of ", schedule];
  if (declared === undefined) return ["outside the hours of ", schedule];
  const { margins, hours, zone } = describeUsualHours(declared, schedules);
  const normally = hours === "" ? [] : [`: normally ${hours} (${zone})`];
  return ["outside the hours of ", schedule, margins, normally];
}

function onlyFor({ fact, operator, value }: FailedCondition, preposition: string): string {
  const isList = operator === "equal" || operator === "in";
  return isList ? `; only ${preposition} ${describeFactValue(fact, value, "and")}` : "";
}
