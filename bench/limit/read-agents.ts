import type { AgentAvailability } from "../../src/index.js";
import { servedLanguage } from "./served-languages.js";

type Entry = number | AgentAvailability | null;

/** Of one channel and language; null where it is not known. */
export interface Agents {
  readonly available: number | null;
  readonly queue: number | null;
  readonly wait: number | null;
}

export const UNKNOWN: Agents = { available: null, queue: null, wait: null };
const NOBODY: Agents = { available: 0, queue: null, wait: null };

/** Finds a channel's agents who speak a language, and checks every entry on the way. Throws at the first that is wrong. */
export function readAgents(entries: unknown, language: string | null): Agents {
  if (entries === undefined) return NOBODY;
  if (entries === null) return UNKNOWN;
  if (typeof entries !== "object" || entries === null || Array.isArray(entries)) throw new TypeError("no languages");
  const byLanguage = entries as Record<string, Entry>;
  let found: Entry | undefined;
  let others: Entry | undefined;
  for (const key in byLanguage) {
    const entry = byLanguage[key];
    checkEntry(entry);
    if (key === "*") others = entry;
    else if (servedLanguage(key).canonical === language) {
      if (found !== undefined) throw new TypeError(`${key} twice`);
      found = entry;
    }
  }
  const entry = found ?? others;
  if (entry === undefined) return NOBODY;
  if (entry === null) return UNKNOWN;
  if (typeof entry === "number") return { available: entry + 0, queue: null, wait: null };
  return {
    available: entry.available ?? null,
    queue: entry.contactsInQueue ?? null,
    wait: entry.estimatedWaitSeconds ?? null,
  };
}

function checkEntry(entry: unknown): void {
  if (typeof entry === "number") {
    checkCount(entry);
    return;
  }
  if (entry === null) return;
  if (typeof entry !== "object" || Array.isArray(entry)) throw new TypeError("no agents");
  for (const key in entry) {
    const value = (entry as Record<string, unknown>)[key];
    switch (key) {
      case "available":
      case "staffed":
      case "contactsInQueue":
        if (value != null) checkCount(value);
        break;
      case "estimatedWaitSeconds":
        if (value != null && !(typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER)) {
          throw new TypeError("no wait");
        }
        break;
      default:
        throw new TypeError(`unknown key ${key}`);
    }
  }
}

function checkCount(value: unknown): void {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new TypeError("no count");
}
