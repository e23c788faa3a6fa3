import { shownZone } from "../../analysis.js";
import type { RulesetDocument } from "../../index.js";
import { readLocalInstant } from "../../words/local-time.js";
import { Misuse } from "../environment.js";

/** The zone in which times are told, so that a time is read as it is then shown. */
export function deskZone(ruleset: RulesetDocument, customerZone: unknown): string {
  const zone = shownZone(ruleset, typeof customerZone === "string" ? customerZone : undefined);
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return zone;
  } catch {
    // The router says what is wrong with it.
    return "UTC";
  }
}

/**
 * The instant that a flag gives: by the clock of `zone`, or with an offset. Digits alone are epoch milliseconds; what has an offset is the
 * router's to read. Throws {@link Misuse}.
 */
export function readAt(text: string, flag: string, zone: string): string | number {
  if (/^\d+$/.test(text)) return Number(text);
  const local = readLocalInstant(text, zone);
  if (local !== null) return local;
  if (/^\d{4}-\d\d-\d\d[T ].*(?:Z|[+-]\d\d(?::?\d\d)?)$/i.test(text)) return text;
  throw new Misuse(`\`--${flag} ${text}\` cannot be read; write date and time, like \`--${flag} "2026-11-23 10:00"\``);
}
