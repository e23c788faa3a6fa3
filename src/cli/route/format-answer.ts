import { type AgentAssumption, shownZone } from "../../analysis.js";
import type {
  ContactRequest,
  OfferedChannel,
  Router,
  RoutingDecision,
  RulesetDocument,
  WithheldChannel,
  WithheldReason,
} from "../../index.js";
import { ASSUMED_AGENTS } from "../../words/describe-agents.js";
import { AGENT_CODES, describeReasons, reportAgeSeconds } from "../../words/describe-reason.js";
import { describeFacts, describeVersion, firstSentence } from "../../words/describe-ruleset.js";
import { languageName } from "../../words/languages.js";
import { customersClock, fullTime, relativeTime } from "../../words/local-time.js";
import { duration, plural } from "../../words/numbers.js";
import { bad, dim, good, joinProse, named, type Prose, strong } from "../../words/prose.js";
import { flow, flowRows, joinSections } from "../terminal/flow.js";
import { displayWidth, type Screen } from "../terminal/screen.js";
import { FREE_ENTRY } from "./build-request.js";

/** A decision, and further facts for a person. */
interface Answer {
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
  readonly ruleset: RulesetDocument;
  /** What the command line assumes of the agents; null if the request has a report, or none. */
  readonly assumption: AgentAssumption | null;
  /** Channels that would be offered at once if agents were free. */
  readonly offeredWithAgents: ReadonlySet<string>;
  /** By channel, the reason of a rule that withholds it even if agents are free, and that is not among the reasons. */
  readonly alsoWithheld: ReadonlyMap<string, WithheldReason>;
}

/** Decides a request. Throws `RequestError`. */
export function answer(
  router: Router,
  ruleset: RulesetDocument,
  request: ContactRequest,
  assumption: AgentAssumption | null = null,
): Answer {
  const decision = router.route(request);
  // `nextOpensAt` is null both if only agents are missing and if time cannot help. A second request, with free agents, tells which.
  const everyone = Object.fromEntries(ruleset.channels.map(({ id }) => [id, { "*": FREE_ENTRY }]));
  const withAgents = { ...request, agentAvailability: everyone, agentAvailabilityAsOf: request.at };
  return {
    ...{ request, decision, ruleset, assumption },
    offeredWithAgents: new Set(router.route(withAgents).offered.map(({ channel }) => channel)),
    alsoWithheld: findWithholding(router, ruleset, withAgents, decision.withheld),
  };
}

/** The reasons are the nearest misses: at night they are the hours, not the rule that withholds the channel by day too. */
function findWithholding(
  router: Router,
  { rules = [] }: RulesetDocument,
  withAgents: ContactRequest,
  withheld: readonly WithheldChannel[],
): ReadonlyMap<string, WithheldReason> {
  const never = withheld.filter(({ nextOpensAt }) => nextOpensAt === null);
  if (never.length === 0) return new Map();
  const { channels } = router.explain(withAgents);
  return new Map(
    never.flatMap(({ channel, reasons }): [string, WithheldReason][] => {
      const candidates = channels.find((each) => each.channel === channel)?.candidates ?? [];
      const found = candidates
        .flatMap((candidate) => candidate.rules)
        .find(({ event, result }) => event === "withhold" && result === "holds")?.rule;
      const event = rules.find(({ name }) => name === found)?.event;
      if (found === undefined || event?.type !== "withhold" || reasons.some(({ rule }) => rule === found)) return [];
      return [[channel, { code: event.params.reason, rule: found, condition: null, actual: null }]];
    }),
  );
}

/**
 * A decision for a person: the request, the offers, the steps, what is withheld and why, and for how long all that holds. With a channel, only
 * what concerns it; `formatRemedies` says why it is withheld.
 */
export function formatAnswer(answer: Answer, screen: Screen, channel: string | null = null): string {
  const { request, decision, ruleset } = answer;
  const timeZone = shownZone(ruleset, request.timeZone);
  const tell = (at: string) => relativeTime(at, decision.decidedAt, timeZone);
  // For a mark and the name of a channel.
  const longest = Math.max(...ruleset.channels.map(({ id }) => displayWidth(id)));
  const indent = 5 + Math.min(longest, Math.floor(screen.width / 4)) + 2;
  if (channel !== null) {
    const isOffered = decision.offered.some((each) => each.channel === channel);
    const withheld = decision.withheld.find((each) => each.channel === channel);
    const opening = withheld === undefined ? [] : [": ", describeOpening(withheld, answer, tell)];
    return joinSections([
      formatRequest(answer, timeZone, screen),
      isOffered
        ? formatOffered(answer, tell, indent, screen, channel)
        : flow([bad("✗ "), strong(channel), " is withheld", opening], screen),
    ]);
  }
  return joinSections([
    formatRequest(answer, timeZone, screen),
    formatOffered(answer, tell, indent, screen),
    formatSteps(answer, screen),
    formatWithheld(answer, tell, indent, screen),
    formatFooter(answer, tell, screen),
  ]);
}

type TellTime = (at: string) => string;

function formatOffered(
  { decision, ruleset }: Answer,
  tell: TellTime,
  indent: number,
  screen: Screen,
  only: string | null = null,
): string[] {
  const lines = flow(strong("Offer, best first"), screen);
  for (const [index, offered] of decision.offered.entries()) {
    if (only !== null && offered.channel !== only) continue;
    const label = [good(`${String(index + 1).padStart(3)}  `), strong(offered.channel)];
    const always = ruleset.channels.some(({ id, always }) => id === offered.channel && always === true);
    lines.push(...flow(describeOffered(offered, always, tell), screen, { indent, label }));
    const why = describePreference(offered, ruleset);
    if (why !== null) lines.push(...flow(why, screen, { indent }));
  }
  return lines;
}

function describeOffered(offered: OfferedChannel, always: boolean, tell: TellTime): Prose {
  const { servedLanguage, closesAt, availableAgents, estimatedWaitSeconds, rule } = offered;
  const until = closesAt !== null ? `until ${tell(closesAt)}` : always ? "always" : "at any hour";
  // Free agents that are assumed have no number, and no queue.
  const isAssumed = availableAgents === Number.MAX_SAFE_INTEGER;
  const agents = always || availableAgents === null || isAssumed ? "" : `, ${plural(availableAgents, "agent")} free`;
  const wait = estimatedWaitSeconds === null || isAssumed ? "" : `, a wait of ${duration(estimatedWaitSeconds)}`;
  const line = ["in ", strong(languageName(servedLanguage)), `, ${until}${agents}${wait}`];
  return [line, rule === null ? "" : dim(` [${rule}]`)];
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

function formatWithheld(answer: Answer, tell: TellTime, indent: number, screen: Screen): string[] {
  const { decision, request, ruleset } = answer;
  if (decision.withheld.length === 0) return flow(dim("Nothing is withheld."), screen);
  const lines = flow(strong("Withheld"), screen);
  for (const withheld of decision.withheld) {
    const { channel, reasons } = withheld;
    const label = [bad("  ✗  "), strong(channel)];
    const context = { ruleset, channel, reportAgeSeconds: reportAgeSeconds(request, decision.decidedAt, channel) };
    const also = answer.alsoWithheld.get(channel);
    const [why, ...rule] = also === undefined ? [] : describeReasons([also], context);
    const all = [
      ...describeReasons(reasons, context),
      ...(why === undefined ? [] : [["also withheld: ", why], ...rule]),
    ];
    lines.push(
      ...flow(describeOpening(withheld, answer, tell), screen, { indent, label }),
      ...all.flatMap((prose) => flow(prose, screen, { indent })),
    );
  }
  return lines;
}

function describeOpening(withheld: WithheldChannel, answer: Answer, tell: TellTime): Prose {
  const { channel, reasons, nextOpensAt } = withheld;
  if (nextOpensAt !== null) {
    const agents = reasons.some(({ code }) => AGENT_CODES.has(code)) ? ", if agents have time then" : "";
    return [strong(`opens ${tell(nextOpensAt)}`), agents];
  }
  if (!answer.offeredWithAgents.has(channel)) return strong("does not open for this request");
  const unreported = reasons.some(({ code }) => code === "availability-unknown" || code === "availability-stale");
  return strong(unreported ? "opens as soon as free agents are reported" : "opens as soon as agents have time");
}

function formatFooter(answer: Answer, tell: TellTime, screen: Screen): string[] {
  const { decision } = answer;
  const { decidedAt, validUntil } = decision;
  const seconds = validUntil === null ? 0 : (Date.parse(validUntil) - Date.parse(decidedAt)) / 1000;
  const holds =
    validUntil === null
      ? "Nothing of this changes with time."
      : `This holds for ${duration(seconds)}, until ${tell(validUntil)}.`;
  // Agents that are assumed would be reported anew.
  const lines = answer.assumption === null ? flow(holds, screen) : [];
  return [...lines, ...flow(dim(`Decided by ${describeVersion(decision.ruleset)}.`), screen)];
}

function formatRequest(answer: Answer, timeZone: string, screen: Screen): string[] {
  const { request, ruleset } = answer;
  const closedChannels = request.closedChannels ?? [];
  const description = ruleset.requestTypes[request.requestType]?.description;
  const rows: [string, Prose | null][] = [
    ["  When", describeWhen(answer, timeZone)],
    ["  Language", describeLanguages(request)],
    ["  Customer", describeFacts(request.facts, ruleset)],
    ["  Agents", describeReport(answer)],
    ["  Closed", closedChannels.length === 0 ? null : `${closedChannels.join(", ")} switched off by hand`],
  ];
  return [
    ...flow(named(request.requestType), screen),
    ...(description === undefined ? [] : flow(description, screen)),
    "",
    ...flowRows(rows, 12, screen),
  ];
}

function describeWhen({ request, decision }: Answer, timeZone: string): Prose {
  const when = [strong(fullTime(decision.decidedAt, timeZone)), `, times in ${timeZone}`];
  const customers = customersClock(decision.decidedAt, request.timeZone, timeZone);
  return customers === null ? when : [when, `; ${customers}`];
}

function describeLanguages({ language }: ContactRequest): Prose {
  const tags = typeof language === "string" ? [language] : language;
  if (tags.length === 0) return "none asked for";
  return joinProse(
    tags.map((tag) => [languageName(tag), dim(` (${tag})`)]),
    ", then ",
  );
}

function describeReport({ request, decision, ruleset, assumption }: Answer): Prose {
  if (assumption !== null) return ASSUMED_AGENTS[assumption];
  const age = reportAgeSeconds(request, decision.decidedAt);
  if (age === null) return "nobody reported who is free";
  const limit = ruleset.availability?.maxAgeSeconds ?? Number.POSITIVE_INFINITY;
  if (age > limit)
    return [`reported ${duration(age)} before, which is `, bad("too old"), ` to count (at most ${duration(limit)})`];
  if (-age > limit)
    return [
      `reported ${duration(-age)} later, which is `,
      bad("too far ahead"),
      ` to count (at most ${duration(limit)})`,
    ];
  if (Math.abs(age) < 1) return "reported at that moment";
  return age > 0 ? `reported ${duration(age)} before` : `reported ${duration(-age)} later`;
}
