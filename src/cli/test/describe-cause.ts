import {
  type MismatchCause,
  type OfferedCause,
  type RuleCause,
  shownZone,
  type WithheldCause,
} from "../../analysis.js";
import type { RoutingDecision, RulesetDocument, ScenarioRequest } from "../../index.js";
import { describeActual, describeCondition } from "../../words/describe-condition.js";
import { describeReasons, reportAgeSeconds } from "../../words/describe-reason.js";
import { describeRule, EVENT_VERBS } from "../../words/describe-ruleset.js";
import { languageName } from "../../words/languages.js";
import { writeLocalInstant } from "../../words/local-time.js";
import { bad, listWords, named, type Prose, strong, warning } from "../../words/prose.js";

export interface CauseContext {
  readonly ruleset: RulesetDocument;
  readonly timeZone: string;
  /** With the time of its report on agents, if it has one. */
  readonly request: ScenarioRequest;
  readonly decidedAt: string;
}

export function causeContext(
  request: ScenarioRequest,
  { decidedAt }: RoutingDecision,
  ruleset: RulesetDocument,
): CauseContext {
  // A report without a time was made at the time of the request, however much later the cause is.
  const timed: ScenarioRequest = { agentAvailabilityAsOf: request.at, ...request };
  return { ruleset, timeZone: shownZone(ruleset, request.timeZone), request: timed, decidedAt };
}

/** A sentence and its details, without capitals and full stops. */
type CauseWords = readonly [Prose, ...Prose[]];

export function describeCause(cause: MismatchCause, context: CauseContext): CauseWords {
  switch (cause.kind) {
    case "offered":
      return describeOffered(cause, context.ruleset);
    case "withheld":
      return describeWithheld(cause, context);
    case "rule":
      return describeRuleCause(cause);
    case "unrelated-rule":
      return [[named(cause.rule), " does not name ", strong(cause.channel)]];
    case "language":
      return [describeConsidered(cause.considered, cause.language)];
    case "unruled-step":
      return [["no rule advises ", strong(cause.step)]];
    case "end": {
      const at = `at ${writeLocalInstant(cause.at, context.timeZone)}`;
      if (cause.becomes === null) return [`${at} other steps are advised`];
      const [sentence, ...rest] = describeCause(cause.becomes, { ...context, decidedAt: cause.at });
      return [[`${at} `, sentence], ...rest];
    }
  }
}

function describeOffered(cause: OfferedCause, ruleset: RulesetDocument): CauseWords {
  const { channel, servedLanguage, rule, preferredBy } = cause;
  return [
    [strong(channel), " is offered in ", strong(languageName(servedLanguage)), rule === null ? ", always" : ""],
    ...(rule === null ? [] : [describeRule(rule, ruleset)]),
    ...(preferredBy === null ? [] : [["moved ahead: ", describeRule(preferredBy, ruleset)]]),
  ];
}

function describeWithheld({ channel, reasons }: WithheldCause, context: CauseContext): CauseWords {
  const { ruleset, request, decidedAt } = context;
  const told = { ruleset, channel, reportAgeSeconds: reportAgeSeconds(request, decidedAt, channel) };
  return [[strong(channel), " is withheld"], ...describeReasons(reasons, told)];
}

function describeRuleCause(cause: RuleCause): CauseWords {
  const { rule, event, result, channel, step, language, missing } = cause;
  const [verb, after] = EVENT_VERBS[event];
  const what = [strong(channel ?? step ?? ""), after, language === null ? "" : ` in ${languageName(language)}`];
  const sentence = [named(rule), ` ${result === "holds" ? `${verb}s` : `does not ${verb}`} `, what];
  if (result === "holds") return channel === null ? [sentence] : [[sentence, " as well"], ...PRECEDENCE[event]];
  const why = missing.map((condition) => {
    const mark = condition.result === "unknown" ? warning("? ") : bad("✗ ");
    return [mark, describeCondition(condition), describeActual(condition)];
  });
  return [sentence, ...why];
}

/** Why a rule that holds did not decide. */
const FIRST = ["of several that hold, the one of the highest `priority` counts, then the first by name"] as const;
const PRECEDENCE: Readonly<Record<RuleCause["event"], readonly string[]>> = {
  offer: FIRST,
  withhold: ["it counts only if a rule offers the channel"],
  prefer: FIRST,
  advise: [],
};

function describeConsidered(considered: readonly string[], expected: string): Prose {
  const names = considered.map(languageName);
  const wanted = languageName(expected);
  return considered.includes(expected)
    ? `the languages that fit the customer's are ${listWords(names, "and")}, in this order`
    : `${wanted} is none of the languages that fit the customer's: ${listWords(names, "and")}`;
}
