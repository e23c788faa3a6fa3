import type { ContactRequest } from "../../index.js";
import { reportAgeSeconds } from "../../words/describe-reason.js";
import { describeFacts } from "../../words/describe-ruleset.js";
import { languageName } from "../../words/languages.js";
import { clockTime, fullTime } from "../../words/local-time.js";
import { duration } from "../../words/numbers.js";
import { bad, dim, named, type Prose, type StyledText, strong } from "../../words/prose.js";
import { flow } from "../terminal/flow.js";
import type { Screen } from "../terminal/screen.js";
import type { Answer } from "./answer.js";

/** The request: its type, time, languages and facts, and the report on agents. */
export function formatRequest(answer: Answer, timeZone: string, screen: Screen): string[] {
  const { request, ruleset } = answer;
  const description = ruleset.requestTypes[request.requestType]?.description;
  const rows: [string, Prose | null][] = [
    ["When", describeWhen(answer, timeZone)],
    ["Language", describeLanguages(request)],
    ["Customer", describeFacts(request.facts, ruleset)],
    ["Agents", describeReport(answer)],
    ["Closed", describeClosed(request)],
  ];
  return [
    ...flow(named(request.requestType), screen),
    ...(description === undefined ? [] : flow(description, screen)),
    "",
    ...rows.flatMap(([label, prose]) =>
      prose === null ? [] : flow(prose, screen, { indent: 12, label: dim(`  ${label}`) }),
    ),
  ];
}

function describeWhen({ request, decision }: Answer, timeZone: string): Prose {
  const when: (string | StyledText)[] = [strong(fullTime(decision.decidedAt, timeZone)), `, times in ${timeZone}`];
  const { timeZone: customerZone } = request;
  if (customerZone === undefined || customerZone === timeZone) return when;
  const customers = clockTime(decision.decidedAt, customerZone);
  return customers === clockTime(decision.decidedAt, timeZone)
    ? when
    : [...when, `; ${customers} for the customer in ${customerZone}`];
}

function describeLanguages({ language }: ContactRequest): Prose {
  const tags = typeof language === "string" ? [language] : language;
  if (tags.length === 0) return "none asked for";
  return tags.flatMap((tag, index) => [index === 0 ? "" : ", then ", languageName(tag), dim(` (${tag})`)]);
}

function describeReport({ request, decision, ruleset }: Answer): Prose {
  const age = reportAgeSeconds(request, decision.decidedAt);
  if (age === null) return "nobody reported who is free";
  const limit = ruleset.availability?.maxAgeSeconds ?? Number.POSITIVE_INFINITY;
  if (age > limit)
    return [`reported ${duration(age)} before, which is `, bad("too old"), ` to count (at most ${duration(limit)})`];
  if (Math.abs(age) < 1) return "reported at that moment";
  return age > 0 ? `reported ${duration(age)} before` : `reported ${duration(-age)} later`;
}

function describeClosed({ closedChannels = [] }: ContactRequest): Prose | null {
  return closedChannels.length === 0 ? null : `${closedChannels.join(", ")} switched off by hand`;
}
