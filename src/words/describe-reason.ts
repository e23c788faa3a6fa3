import type { RulesetDocument } from "../ruleset/document.js";
import type { FailedCondition, WithheldReason } from "../runtime/decision.js";
import { describeValue } from "./describe-condition.js";
import { languageName } from "./languages.js";
import { duration, plural } from "./local-time.js";
import { listWords, name, type Prose, type StyledText } from "./prose.js";

/** What a reason is told against. */
export interface ReasonContext {
  readonly ruleset: RulesetDocument;
  readonly channel: string;
  /** Of the report on agents; null where there is none. */
  readonly reportAgeSeconds: number | null;
}

/** Why a channel is withheld, in words; without a capital or a full stop, since it stands in a list. */
export function describeReason(reason: WithheldReason, context: ReasonContext): Prose {
  const { code, condition, actual } = reason;
  switch (code) {
    case "manually-closed":
      return "switched off by hand";
    case "no-rule":
      return "no rule offers it";
    case "availability-unknown":
      return `nobody reported ${reportedOf(condition)}`;
    case "availability-stale":
      return describeStale(context);
    case "time-zone-unknown":
      return [
        "it is not known where the customer is, and the hours of ",
        scheduleOf(condition),
        " are in the customer's own time",
      ];
  }
  // A withhold rule's reason: the words are the rule's own.
  if (condition === null)
    return code === "language-not-served" ? describeLanguages(actual, context) : code.replaceAll("-", " ");
  switch (condition.fact) {
    case "time":
      return describeHours(reason, condition, context);
    case "availableAgents":
      return describeAgents("free", condition, actual);
    case "staffedAgents":
      return describeAgents("on duty", condition, actual);
    case "contactsInQueue":
      return `${customers(actual)} waiting; ${bound(condition, String)}`;
    case "estimatedWaitSeconds":
      return `the wait is ${wait(actual)}; ${bound(condition, wait)}`;
    case "language":
      return `not in ${languageName(String(actual))}${onlyFor(condition, "in")}`;
    case "usingFallbackLanguage":
      return condition.value === (condition.operator === "equal")
        ? "not in a language the customer asked for"
        : "only in a language the customer asked for";
    case "requestType":
      return ["not for ", name(String(actual)), onlyFor(condition, "for")];
    case "requestTags":
      return condition.operator === "contains"
        ? ["only for request types tagged ", name(String(condition.value))]
        : ["not for request types tagged ", name(String(condition.value))];
    default:
      return [name(condition.fact), ` is ${describeValue(condition.fact, actual, "and")}; ${needs(condition)}`];
  }
}

function reportedOf(condition: FailedCondition | null): string {
  return REPORTED[condition?.fact ?? ""] ?? "how many agents are free";
}

const REPORTED: Readonly<Record<string, string>> = {
  staffedAgents: "how many agents are on duty",
  contactsInQueue: "how many customers are waiting",
  estimatedWaitSeconds: "how long the wait is",
};

function describeStale({ ruleset, reportAgeSeconds }: ReasonContext): string {
  const limit = ruleset.availability?.maxAgeSeconds;
  const age = reportAgeSeconds === null ? "" : ` ${duration(reportAgeSeconds)}`;
  return `the report on agents is${age} old${limit === undefined ? "" : `, and counts for ${duration(limit)}`}`;
}

function describeLanguages(actual: unknown, { ruleset, channel }: ReasonContext): string {
  const served = ruleset.channels.find(({ id }) => id === channel)?.languages ?? [];
  const requested = Array.isArray(actual) ? actual.map(String) : [];
  const wanted =
    requested.length === 0 ? "no language was asked for" : `not in ${listWords(requested.map(languageName), "or")}`;
  return `${wanted}; only in ${listWords(served.map(languageName), "and")}`;
}

function describeHours(
  { exception }: WithheldReason,
  { operator, value }: FailedCondition,
  { ruleset }: ReasonContext,
): Prose {
  const schedule = name(String(value));
  if (exception !== undefined) return ["closed for ", { text: exception, style: "strong" }, ", by ", schedule];
  if (operator === "outsideSchedule") return ["only outside the hours of ", schedule];
  const { weekly = {}, timeZone = "" } = ruleset.schedules?.[String(value)] ?? {};
  const hours = Object.entries(weekly).map(
    ([days, spans]) => `${days} ${spans.length === 0 ? "closed" : spans.join(" and ")}`,
  );
  const zone = timeZone === "customer" ? "the customer's own time" : timeZone;
  return ["outside the hours of ", schedule, hours.length === 0 ? "" : `: normally ${hours.join(", ")} (${zone})`];
}

function describeAgents(state: string, condition: FailedCondition, actual: unknown): Prose {
  const { operator, value } = condition;
  const count = actual === 0 ? `no agent is ${state}` : `${plural(Number(actual), "agent")} ${state}`;
  const takesOne = (operator === "greaterThanInclusive" && value === 1) || (operator === "greaterThan" && value === 0);
  return actual === 0 && takesOne ? count : `${count}; ${bound(condition, String)}`;
}

function customers(count: unknown): string {
  return count === 1 ? "1 customer is" : `${String(count)} customers are`;
}

function wait(seconds: unknown): string {
  return typeof seconds === "number" ? duration(seconds) : String(seconds);
}

/** What a number would have to be. */
function bound({ operator, value }: FailedCondition, write: (value: unknown) => string): string {
  return `it takes ${BOUNDS[operator] ?? operator} ${write(value)}`;
}

const BOUNDS: Readonly<Record<string, string>> = {
  equal: "exactly",
  notEqual: "anything but",
  lessThan: "less than",
  lessThanInclusive: "at most",
  greaterThan: "more than",
  greaterThanInclusive: "at least",
};

function onlyFor({ fact, operator, value }: FailedCondition, preposition: string): string {
  const closed = operator === "equal" || operator === "in";
  return closed ? `; only ${preposition} ${describeValue(fact, value, "and")}` : "";
}

function needs(condition: FailedCondition): string {
  const { fact, operator, value } = condition;
  const words = describeValue(fact, value, "or");
  switch (operator) {
    case "equal":
    case "in":
      return `it takes ${words}`;
    case "notEqual":
    case "notIn":
      return `it takes anything but ${words}`;
    default:
      return bound(condition, String);
  }
}

function scheduleOf(condition: FailedCondition | null): StyledText {
  return name(String(condition?.value ?? ""));
}
