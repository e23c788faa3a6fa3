import { createRouter } from "../../compile/create-router.js";
import type { Ruleset } from "../../ruleset/document.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import { matchLanguage } from "../../runtime/language/match-language.js";
import type { Router } from "../../runtime/router.js";
import { formatInstant, LAST_INSTANT } from "../../values/instant.js";
import { type LocalWeek, localWeek } from "./local-week.js";
import type { Matrix, MatrixOutcome, WeekCell, WeekMatrix } from "./matrix.js";
import {
  type MatrixCustomer,
  type MatrixOptions,
  type ReadMatrixOptions,
  readMatrixOptions,
  type WeekMatrixOptions,
} from "./matrix-options.js";
import { usualHours } from "./usual-hours.js";
import { type Stretch, weekHours } from "./week-hours.js";

/**
 * Tells, for each request type, what customers of each language are offered on each channel: at one instant, or with `week` at every
 * instant of a week. Every cell is what `route` decides, as if agents were free in every language of every channel.
 *
 * Throws `RulesetError` where the ruleset has errors, and `RequestError`, with paths into the options, where these cannot be read; a fact
 * without a default that is not given is among them.
 */
export function buildMatrix(ruleset: RulesetInput, options: WeekMatrixOptions): Promise<WeekMatrix>;
export function buildMatrix(ruleset: RulesetInput, options: MatrixOptions): Promise<Matrix>;
export async function buildMatrix(
  ruleset: RulesetInput,
  options: MatrixOptions | WeekMatrixOptions,
): Promise<Matrix | WeekMatrix> {
  const checked = toRuleset(ruleset);
  const router = await createRouter(checked);
  const read = readMatrixOptions(options, checked, router);
  return read.week ? buildWeekMatrix(checked, router, read) : buildInstantMatrix(checked, router, read);
}

function buildInstantMatrix(ruleset: Ruleset, router: Router, options: ReadMatrixOptions): Matrix {
  const { at, channels, languages, requestTypes } = options;
  const ask = askStaffed(router, ruleset, options.customer);
  const rows = languages.map((language) => ({
    language,
    columns: channels.map(({ channel }) => ({ channel, read: createOutcomeReader(channel, language, ruleset) })),
  }));
  let validUntil: string | null = null;
  const tables = requestTypes.map((requestType) => ({
    requestType,
    rows: rows.map(({ language, columns }) => {
      const decision = ask(requestType, language)(at);
      validUntil = earlier(validUntil, decision.validUntil);
      return { language, cells: columns.map(({ channel, read }) => ({ channel, ...read(decision) })) };
    }),
  }));
  return { at: formatInstant(at), validUntil, ruleset: { ...router.ruleset }, channels: [...channels], tables };
}

/** Null for never. ISO 8601 in UTC sorts as text. */
function earlier(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}

/** Walks the week from change to change, for each request type and language. */
export async function buildWeekMatrix(
  ruleset: Ruleset,
  router: Router,
  options: ReadMatrixOptions,
): Promise<WeekMatrix> {
  const { at, channels, languages, requestTypes, shownTimeZone } = options;
  const week = localWeek(at, shownTimeZone);
  const usual = await usualHours(ruleset, options.customer.timeZone, week);
  const ask = askStaffed(router, ruleset, options.customer);
  const askUsual = usual === null ? ask : askStaffed(usual.router, ruleset, options.customer);
  const rows = languages.map((language) => ({
    language,
    columns: channels.map(({ channel }) => ({ channel, read: createOutcomeReader(channel, language, ruleset) })),
  }));
  return {
    from: formatInstant(week.from),
    until: formatInstant(week.until),
    timeZone: week.timeZone,
    days: [...week.days],
    ruleset: { ...router.ruleset },
    channels: [...channels],
    tables: requestTypes.map((requestType) => ({
      requestType,
      rows: rows.map(({ language, columns }) => {
        const decided = walk(ask(requestType, language), week);
        const decidedUsually = usual === null ? decided : walk(askUsual(requestType, language), week);
        const cells = columns.map(({ channel, read }): WeekCell => {
          const stretches = stretchesOf(decided, read);
          const usually = usual === null ? stretches : stretchesOf(decidedUsually, read);
          const changedBy = (range: { from: number; until: number }) => usual?.changedBy(channel, range) ?? [];
          return {
            channel,
            stretches: withinWeek(stretches, week),
            hours: weekHours(stretches, usually, week, changedBy),
          };
        });
        return { language, cells };
      }),
    })),
  };
}

interface Decided {
  readonly from: number;
  readonly until: number;
  readonly decision: RoutingDecision;
}

function walk(ask: AskStaffed, { surroundings: { from, until } }: LocalWeek): Decided[] {
  const decided: Decided[] = [];
  for (let at = from; at < until; ) {
    const decision = ask(at);
    const { validUntil } = decision;
    const end = validUntil === null ? until : Math.min(Date.parse(validUntil), until);
    decided.push({ from: at, until: end, decision });
    at = end;
  }
  return decided;
}

/** What becomes of one channel: a decision may end because of another. */
function stretchesOf(decided: readonly Decided[], read: (decision: RoutingDecision) => MatrixOutcome): Stretch[] {
  const stretches: { from: number; until: number; readonly outcome: MatrixOutcome; readonly key: string }[] = [];
  for (const { from, until, decision } of decided) {
    const outcome = read(decision);
    const key = JSON.stringify(outcome);
    const last = stretches.at(-1);
    if (last?.key === key) last.until = until;
    else stretches.push({ from, until, outcome, key });
  }
  return stretches;
}

function withinWeek(stretches: readonly Stretch[], week: LocalWeek): WeekCell["stretches"] {
  return stretches
    .map(({ from, until, outcome }) => ({
      from: Math.max(from, week.from),
      until: Math.min(until, week.until),
      outcome,
    }))
    .filter(({ from, until }) => from < until)
    .map(({ from, until, outcome }) => ({ from: formatInstant(from), until: formatInstant(until), ...outcome }));
}

/** What one customer is answered at an instant (epoch ms), as if agents were free in every language of every channel. */
export type AskStaffed = (at: number) => RoutingDecision;

/** Prepares to ask for one request type and language; null for a language that fits no channel's. */
export function askStaffed(
  router: Router,
  { channels }: Ruleset,
  customer: MatrixCustomer,
): (requestType: string, language: string | null) => AskStaffed {
  const agentAvailability = Object.fromEntries(channels.map(({ id }) => [id, { "*": FREE_AGENTS }]));
  // An empty list fits nothing, and leaves the fallback language to be considered, as a language that fits nothing does.
  return (requestType, language) => (at) =>
    router.route({
      ...customer,
      requestType,
      at,
      language: language ?? [],
      agentAvailability,
      // A report of the future does not turn stale: only hours then limit how long a decision holds.
      agentAvailabilityAsOf: LAST_INSTANT,
    });
}

/** Reads off a decision what becomes of one channel. */
export type OutcomeReader = (decision: RoutingDecision) => MatrixOutcome;

/** Prepares to read decisions for customers of one language. */
export function createOutcomeReader(
  channel: string,
  language: string | null,
  { channels, languages: { aliases } }: Ruleset,
): OutcomeReader {
  const served = channels.find(({ id }) => id === channel)?.languages ?? [];
  const matched = language === null ? null : matchLanguage(language, served, { aliases });
  return ({ offered, withheld }) => {
    const found = offered.find((each) => each.channel === channel);
    if (found !== undefined) {
      const { servedLanguage } = found;
      return { outcome: "offered", servedLanguage, usingFallbackLanguage: servedLanguage !== matched?.language };
    }
    const [first] = withheld.find((each) => each.channel === channel)?.reasons ?? [];
    return { outcome: "withheld", reason: first?.code ?? "", exception: first?.exception ?? null };
  };
}

const FREE_AGENTS = {
  available: Number.MAX_SAFE_INTEGER,
  staffed: Number.MAX_SAFE_INTEGER,
  contactsInQueue: 0,
  estimatedWaitSeconds: 0,
};
