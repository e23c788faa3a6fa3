import type { ContactRequest } from "../../src/index.js";
import { type ServedLanguage, servedLanguage } from "./served-languages.js";

export interface PlainRequest {
  readonly requestType: string;
  /** Epoch ms. */
  readonly at: number;
  readonly requested: readonly string[];
  readonly languages: readonly ServedLanguage[];
  readonly phoneClosed: boolean;
  readonly chatClosed: boolean;
  readonly snapshot: Readonly<Record<string, unknown>> | null;
  readonly snapshotAt: number;
  readonly signedIn: boolean;
  readonly buyer: boolean;
  readonly objectCount: number;
  readonly sellerMessaged: boolean;
  readonly aiAnswerRead: boolean;
}

/** Checks what the library checks, but for agents, which are read later; throws a TypeError at the first thing wrong. */
export function readPlainRequest(request: ContactRequest): PlainRequest {
  for (const key in request) if (!KEYS.has(key)) throw new TypeError(`unknown key ${key}`);
  const { requestType, language, timeZone, agentAvailability, agentAvailabilityAsOf, closedChannels, facts } = request;
  if (typeof requestType !== "string") throw new TypeError("no request type");
  if (timeZone != null) checkTimeZone(timeZone);
  const at = readAt(request.at);
  const requested = typeof language === "string" ? [language] : language;
  if (!Array.isArray(requested) || requested.length > 100) throw new TypeError("no languages");

  let phoneClosed = false;
  let chatClosed = false;
  for (const id of closedChannels ?? NONE) {
    if (id === "phone") phoneClosed = true;
    else if (id === "chat") chatClosed = true;
    else throw new TypeError(`${id} cannot be closed`);
  }

  let signedIn = false;
  let buyer = true;
  let objectCount = 1;
  let sellerMessaged = false;
  let aiAnswerRead = false;
  for (const name in facts) {
    const value = facts[name];
    if (value === undefined) continue;
    switch (name) {
      case "signedIn":
        signedIn = asBoolean(value);
        break;
      case "role":
        if (value !== "buyer" && value !== "seller") throw new TypeError(`no role ${value}`);
        buyer = value === "buyer";
        break;
      case "objectCount":
        if (!Number.isSafeInteger(value) || (value as number) < 0) throw new TypeError(`no count ${value}`);
        objectCount = value as number;
        break;
      case "sellerMessaged":
        sellerMessaged = asBoolean(value);
        break;
      case "aiAnswerRead":
        aiAnswerRead = asBoolean(value);
        break;
      default:
        throw new TypeError(`unknown fact ${name}`);
    }
  }
  const languages: ServedLanguage[] = [];
  for (const tag of requested) languages.push(servedLanguage(tag));
  return {
    requestType,
    at,
    requested,
    languages,
    phoneClosed,
    chatClosed,
    snapshot: readSnapshot(agentAvailability),
    snapshotAt: agentAvailabilityAsOf === undefined ? at : readAt(agentAvailabilityAsOf),
    signedIn,
    buyer,
    objectCount,
    sellerMessaged,
    aiAnswerRead,
  };
}

const KEYS = new Set<string>([
  "requestType",
  "at",
  "language",
  "timeZone",
  "agentAvailability",
  "agentAvailabilityAsOf",
  "closedChannels",
  "facts",
]);
const NONE: readonly string[] = [];
const LAST_INSTANT = Date.UTC(2200, 0, 1);
const ISO_TEXT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

function readAt(value: unknown): number {
  const at =
    typeof value === "number"
      ? value
      : typeof value === "string" && ISO_TEXT.test(value)
        ? Math.floor(Date.parse(value))
        : value instanceof Date
          ? value.getTime()
          : Number.NaN;
  if (!Number.isInteger(at) || at < 0 || at > LAST_INSTANT) throw new TypeError("no instant");
  return at + 0;
}

function readSnapshot(snapshot: ContactRequest["agentAvailability"]): Readonly<Record<string, unknown>> | null {
  if (snapshot === undefined) return null;
  if (typeof snapshot !== "object" || snapshot === null || Array.isArray(snapshot)) throw new TypeError("no snapshot");
  for (const id in snapshot) {
    if (id !== "phone" && id !== "chat" && id !== "email") throw new TypeError(`unknown channel ${id}`);
  }
  return snapshot;
}

function asBoolean(value: unknown): boolean {
  if (typeof value !== "boolean") throw new TypeError("neither true nor false");
  return value;
}

const zones = new Set<string>();

/** No shipped schedule is in customer time, so the zone need only exist. */
function checkTimeZone(timeZone: string): void {
  if (zones.has(timeZone)) return;
  new Intl.DateTimeFormat("en", { timeZone });
  if (zones.size < 1000) zones.add(timeZone);
}
