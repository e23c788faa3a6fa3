import type { WithheldChannel, WithheldReason } from "../../index.js";
import { describeReason } from "../../words/describe-reason.js";
import { describeRule } from "../../words/describe-ruleset.js";
import { bad, dim, type Prose, strong, toSpans } from "../../words/prose.js";
import { flow } from "../terminal/flow.js";
import type { Screen } from "../terminal/screen.js";
import type { Answer } from "./answer.js";

export interface WithheldContext {
  readonly answer: Answer;
  /** An instant as it is told on the day of the request. */
  readonly tell: (at: string) => string;
  /** Columns for a mark and a channel's name. */
  readonly labelWidth: number;
  readonly reportAgeSeconds: number | null;
}

/** What is withheld: when each channel opens next, and why it is not open now. */
export function formatWithheld(context: WithheldContext, screen: Screen): string[] {
  const { withheld } = context.answer.decision;
  const title = flow(strong("Withheld"), screen);
  if (withheld.length === 0) return flow(dim("Nothing is withheld."), screen);
  return [...title, ...withheld.flatMap((channel) => formatChannel(channel, context, screen))];
}

function formatChannel(withheld: WithheldChannel, context: WithheldContext, screen: Screen): string[] {
  const { answer, labelWidth: indent, reportAgeSeconds } = context;
  const { channel, reasons } = withheld;
  const lines = flow(describeOpening(withheld, context), screen, { indent, label: [bad("  ✗  "), strong(channel)] });
  const reasonContext = { ruleset: answer.ruleset, channel, reportAgeSeconds };
  for (const [index, reason] of reasons.entries()) {
    lines.push(
      ...flow([...toSpans(describeReason(reason, reasonContext)), dim(` [${reason.code}]`)], screen, { indent }),
    );
    // Reasons of one rule stand together; the rule speaks after the last of them.
    if (reasons[index + 1]?.rule === reason.rule) continue;
    if (reason.rule !== null) lines.push(...flow(describeRule(reason.rule, answer.ruleset), screen, { indent }));
  }
  const also = reasonOf(answer.alsoWithheldBy.get(channel), answer);
  if (also !== null) {
    const why = ["also withheld: ", ...toSpans(describeReason(also, reasonContext)), dim(` [${also.code}]`)];
    lines.push(...flow(why, screen, { indent }));
    if (also.rule !== null) lines.push(...flow(describeRule(also.rule, answer.ruleset), screen, { indent }));
  }
  return lines;
}

/** What a withhold rule says of the channels it withholds. */
function reasonOf(name: string | undefined, { ruleset }: Answer): WithheldReason | null {
  const event = ruleset.rules?.find((rule) => rule.name === name)?.event;
  if (name === undefined || event?.type !== "withhold") return null;
  return { code: event.params.reason, rule: name, condition: null, actual: null };
}

function describeOpening({ channel, reasons, nextOpensAt }: WithheldChannel, { answer, tell }: WithheldContext): Prose {
  if (nextOpensAt !== null) {
    const agents = reasons.some(({ code }) => AGENT_CODES.has(code)) ? ", if agents have time then" : "";
    return [strong(`opens ${tell(nextOpensAt)}`), agents];
  }
  if (!answer.waitingForAgents.has(channel)) return strong("does not open for this request");
  const unreported = reasons.some(({ code }) => code === "availability-unknown" || code === "availability-stale");
  return strong(unreported ? "opens as soon as free agents are reported" : "opens as soon as agents have time");
}

const AGENT_CODES: ReadonlySet<string> = new Set([
  "no-agents",
  "over-capacity",
  "availability-unknown",
  "availability-stale",
]);
