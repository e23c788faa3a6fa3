import type {
  AdvisedStep,
  ContactRequest,
  DecidingRuleset,
  OfferedChannel,
  RoutingDecision,
  RulesetDocument,
  WithheldChannel,
} from "../../src/index.js";
import { createDesk } from "./desk-hours.js";
import { isoText } from "./iso-text.js";
import { judgeLiveChannel, type LiveChannel, type Verdict } from "./live-channel.js";
import { type Agents, readAgents, UNKNOWN } from "./read-agents.js";
import { type PlainRequest, readPlainRequest } from "./read-plain-request.js";
import type { ServedLanguage } from "./served-languages.js";

/**
 * The limit: the shipped rules written by hand, by someone who knows them and needs no other rules ever. Gives the same decision.
 *
 * Nothing is generic: three channels, two desks, ten request types, and hours in a table for each hour of the year.
 */
export function createHandWritten(
  document: RulesetDocument,
  ruleset: DecidingRuleset,
): (request: ContactRequest) => RoutingDecision {
  const phoneDesk = createDesk(document, "phone-desk");
  const chatIntake = createDesk(document, "chat-intake");

  return (request) => {
    const read = readPlainRequest(request);
    const { at, snapshot, snapshotAt } = read;
    const kind = KINDS.get(read.requestType);
    if (kind === undefined) throw new TypeError(`unknown request type ${read.requestType}`);
    const age = snapshot === null ? "none" : at - snapshotAt > MAX_AGE_MS ? "stale" : "fresh";

    const live = { read, age } as const;
    const phone = judgeLiveChannel(PHONE, live, phoneDesk(at), read.phoneClosed, kind.trust);
    const chat = judgeLiveChannel(CHAT, live, chatIntake(at), read.chatClosed, false);

    const offered: OfferedChannel[] = [];
    const withheld: WithheldChannel[] = [];
    const emailRule = kind.documents
      ? "documents-by-email-first"
      : read.objectCount > 3
        ? "many-objects-by-email-first"
        : null;
    if (emailRule !== null) offered.push(email(read, age, emailRule));
    if (chat.offered !== null && kind.quick) {
      chat.offered.preferredBy = "quick-questions-by-chat-first";
      offered.push(chat.offered);
    }
    if (phone.offered !== null) offered.push(phone.offered);
    else if (phone.withheld !== null) withheld.push(phone.withheld);
    if (chat.offered === null) {
      if (chat.withheld !== null) withheld.push(chat.withheld);
    } else if (!kind.quick) offered.push(chat.offered);
    if (emailRule === null) offered.push(email(read, age, null));

    return {
      offered,
      withheld,
      steps: stepsFor(read, kind),
      decidedAt: isoText(at),
      validUntil: validUntil(phone, chat, age === "fresh" ? snapshotAt + MAX_AGE_MS + 1 : null, at + HORIZON_MS),
      ruleset: { id: ruleset.id, version: ruleset.version, fingerprint: ruleset.fingerprint },
    };
  };
}

const MAX_AGE_MS = 120_000;
const HORIZON_MS = 400 * 86_400_000;

interface Kind {
  readonly trust: boolean;
  readonly documents: boolean;
  readonly quick: boolean;
  readonly purchase: boolean;
  readonly selfService: boolean;
  readonly unhappy: boolean;
}

const PLAIN: Kind = {
  trust: false,
  documents: false,
  quick: false,
  purchase: false,
  selfService: true,
  unhappy: false,
};
const CASE: Kind = { ...PLAIN, documents: true, selfService: false };

const KINDS = new Map<string, Kind>([
  ["order-question", PLAIN],
  ["viewed-object", { ...PLAIN, quick: true }],
  ["general-question", { ...PLAIN, quick: true }],
  ["purchase-concern", { ...PLAIN, purchase: true }],
  ["dispute", CASE],
  ["suspected-copy", { ...CASE, trust: true }],
  ["report-fraud", { ...CASE, trust: true }],
  ["unhappy-with-outcome", { ...CASE, unhappy: true }],
  ["account-question", PLAIN],
  ["payment-question", PLAIN],
]);

const PHONE: LiveChannel = {
  id: "phone",
  rule: "phone-when-open-and-agent-free",
  desk: "phone-desk",
  languageOf: (language: ServedLanguage) => language.byPhone,
};

const CHAT: LiveChannel = {
  id: "chat",
  rule: "chat-when-open-and-agent-free",
  desk: "chat-intake",
  languageOf: (language: ServedLanguage) => language.byChat,
};

function email(read: PlainRequest, age: string, preferredBy: string | null): OfferedChannel {
  let servedLanguage = "en";
  for (const { byChat } of read.languages) {
    if (byChat === null) continue;
    servedLanguage = byChat;
    break;
  }
  // No rule asks about the agents of e-mail.
  const known = read.snapshot?.email == null ? UNKNOWN : readAgents(read.snapshot.email, servedLanguage);
  const agents: Agents = age === "fresh" ? known : UNKNOWN;
  return {
    channel: "email",
    servedLanguage,
    rule: null,
    preferredBy,
    availableAgents: agents.available,
    estimatedWaitSeconds: agents.wait,
    closesAt: null,
  };
}

function stepsFor(read: PlainRequest, kind: Kind): AdvisedStep[] {
  const steps: AdvisedStep[] = [];
  if (!read.signedIn && read.requestType !== "account-question") steps.push({ step: "sign-in", rule: "sign-in-first" });
  if (kind.purchase && read.buyer && !read.sellerMessaged) {
    steps.push({ step: "message-seller", rule: "message-seller-first" });
  }
  if (kind.selfService && !read.aiAnswerRead) steps.push({ step: "ai-answer", rule: "ai-answer-first" });
  if (kind.unhappy) steps.push({ step: "outside-bodies", rule: "outside-bodies-for-unhappy-customers" });
  return steps;
}

/** Whatever changes a desk's hours changes what is said of its channel, unless the channel is out of the question. */
function validUntil(phone: Verdict, chat: Verdict, staleAt: number | null, horizon: number): string | null {
  let state = phone.until;
  if (state === null || (chat.until !== null && chat.until.until < state.until)) state = chat.until;
  if (staleAt !== null && staleAt <= horizon && (state === null || staleAt < state.until)) {
    return isoText(staleAt);
  }
  return state === null ? null : state.untilText;
}
