import { shownZone } from "../../analysis.js";
import type { OfferedChannel, RulesetDocument } from "../../index.js";
import { firstSentence } from "../../words/describe-ruleset.js";
import { languageName } from "../../words/languages.js";
import { relativeTime } from "../../words/local-time.js";
import { duration, plural } from "../../words/numbers.js";
import { dim, good, type Prose, type StyledText, strong } from "../../words/prose.js";
import { flow } from "../terminal/flow.js";
import { displayWidth } from "../terminal/plain-text.js";
import type { Screen } from "../terminal/screen.js";
import type { Answer } from "./answer.js";
import { formatRequest, reportAgeSeconds } from "./format-request.js";
import { formatWithheld } from "./format-withheld.js";

/** A decision for a person: who asked, what to offer, what to do before, what not to offer and why, and for how long that holds. */
export function formatAnswer(answer: Answer, screen: Screen): string {
  const { request, decision, ruleset } = answer;
  const timeZone = shownZone(ruleset, request.timeZone);
  const tell = (at: string) => relativeTime(at, decision.decidedAt, timeZone);
  const labelWidth = channelColumn(ruleset, screen);
  return [
    formatRequest(answer, timeZone, screen),
    formatOffered(answer, tell, labelWidth, screen),
    formatSteps(answer, screen),
    formatWithheld(
      { answer, tell, labelWidth, reportAgeSeconds: reportAgeSeconds(request, decision.decidedAt) },
      screen,
    ),
    formatFooter(answer, tell, screen),
  ]
    .filter((section) => section.length > 0)
    .map((section) => section.map((line) => `${line}\n`).join(""))
    .join("\n");
}

/** A mark, and the longest channel's name. */
function channelColumn({ channels }: RulesetDocument, screen: Screen): number {
  const longest = Math.max(...channels.map(({ id }) => displayWidth(id)));
  return 5 + Math.min(longest, Math.floor(screen.width / 4)) + 2;
}

function formatOffered(
  { decision, ruleset }: Answer,
  tell: (at: string) => string,
  indent: number,
  screen: Screen,
): string[] {
  const lines = flow(strong("Offer, best first"), screen);
  for (const [index, offered] of decision.offered.entries()) {
    const label = [good(`${String(index + 1).padStart(3)}  `), strong(offered.channel)];
    const always = ruleset.channels.some(({ id, always }) => id === offered.channel && always === true);
    lines.push(...flow(describeOffered(offered, always, tell), screen, { indent, label }));
    const why = describePreference(offered, ruleset);
    if (why !== null) lines.push(...flow(why, screen, { indent }));
  }
  return lines;
}

function describeOffered(offered: OfferedChannel, always: boolean, tell: (at: string) => string): Prose {
  const { servedLanguage, closesAt, availableAgents, estimatedWaitSeconds, rule } = offered;
  const until = closesAt !== null ? `until ${tell(closesAt)}` : always ? "always" : "at any hour";
  const agents = always || availableAgents === null ? "" : `, ${plural(availableAgents, "agent")} free`;
  const wait = estimatedWaitSeconds === null ? "" : `, a wait of ${duration(estimatedWaitSeconds)}`;
  const line: (string | StyledText)[] = ["in ", strong(languageName(servedLanguage)), `, ${until}${agents}${wait}`];
  return rule === null ? line : [...line, dim(` [${rule}]`)];
}

function describePreference({ preferredBy }: OfferedChannel, { rules = [] }: RulesetDocument): Prose | null {
  if (preferredBy === null) return null;
  const description = rules.find((rule) => rule.name === preferredBy)?.description;
  const why = description === undefined ? "moved ahead by a rule" : `moved ahead: ${firstSentence(description)}`;
  return [why, dim(` [${preferredBy}]`)];
}

function formatSteps({ decision, ruleset }: Answer, screen: Screen): string[] {
  if (decision.steps.length === 0) return [];
  const lines = flow(strong("Before contact"), screen);
  for (const { step } of decision.steps) {
    const description = ruleset.steps?.find(({ id }) => id === step)?.description;
    const line = description === undefined ? step : [description, dim(` [${step}]`)];
    lines.push(...flow(line, screen, { indent: 5, label: "  →  " }));
  }
  return lines;
}

function formatFooter({ decision }: Answer, tell: (at: string) => string, screen: Screen): string[] {
  const { decidedAt, validUntil, ruleset } = decision;
  const seconds = validUntil === null ? 0 : (Date.parse(validUntil) - Date.parse(decidedAt)) / 1000;
  const holds =
    validUntil === null
      ? "Nothing of this changes with time."
      : `This holds for ${duration(seconds)}, until ${tell(validUntil)}.`;
  const rules = dim(`Decided by ${ruleset.id} ${ruleset.version} (${ruleset.fingerprint.slice(0, SHORT)}).`);
  return [...flow(holds, screen), ...flow(rules, screen)];
}

const SHORT = 12;
