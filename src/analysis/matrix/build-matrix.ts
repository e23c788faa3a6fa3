import { createRouter } from "../../compile/compile-ruleset.js";
import type { Ruleset } from "../../ruleset/document.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import { matchLanguage } from "../../runtime/language/match-language.js";
import { FREE_AGENTS } from "../../runtime/request/agent-numbers.js";
import type { Router } from "../../runtime/router.js";
import { entryOf } from "../../values/facts.js";
import { formatInstant, LAST_INSTANT } from "../../values/instant.js";
import { type LocalWeek, localWeek, type Range } from "./local-week.js";
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
 * Builds a table of the channels offered, by request type and language: at one instant, or with `week` over a whole week.
 *
 * Every cell is a decision of `route`, as if agents were free in every language of every channel. Throws `RulesetError` if the ruleset
 * has errors. Throws `RequestError`, with paths into the options, if these cannot be read or lack a fact without a default.
 *
 * @example
 * const { tables } = await buildMatrix(ruleset, { at: "2026-11-23T10:00:00+01:00", facts: { signedIn: true } });
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
  const { at, channels, requestTypes } = options;
  const ask = askStaffed(router, ruleset, options.customer);
  const rows = createRows(ruleset, options);
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

/** Returns the earlier instant. Null is never; ISO 8601 in UTC sorts by time. */
function earlier(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}

async function buildWeekMatrix(ruleset: Ruleset, router: Router, options: ReadMatrixOptions): Promise<WeekMatrix> {
  const { at, channels, requestTypes, shownTimeZone } = options;
  const week = localWeek(at, shownTimeZone);
  const usual = await usualHours(ruleset, options.customer.timeZone, week);
  const ask = askStaffed(router, ruleset, options.customer);
  const askUsual = usual === null ? ask : askStaffed(usual.router, ruleset, options.customer);
  const rows = createRows(ruleset, options);
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
        const decided = decideWeek(ask(requestType, language), week);
        const decidedUsually = usual === null ? decided : decideWeek(askUsual(requestType, language), week);
        const cells = columns.map(({ channel, read }): WeekCell => {
          const stretches = stretchesOf(decided, read);
          const usually = usual === null ? stretches : stretchesOf(decidedUsually, read);
          const changedBy = (range: Range) => usual?.changedBy(channel, range) ?? [];
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

interface DecidedRange extends Range {
  readonly decision: RoutingDecision;
}

/** Decides from change to change, over the week and its surroundings. */
function decideWeek(ask: AskStaffed, { surroundings: { from, until } }: LocalWeek): DecidedRange[] {
  const decided: DecidedRange[] = [];
  for (let at = from; at < until; ) {
    const decision = ask(at);
    const { validUntil } = decision;
    const end = validUntil === null ? until : Math.min(Date.parse(validUntil), until);
    decided.push({ from: at, until: end, decision });
    at = end;
  }
  return decided;
}

/** Reads one channel's outcomes. Joins ranges with equal outcomes: a decision may end because of another channel. */
function stretchesOf(decided: readonly DecidedRange[], read: OutcomeReader): Stretch[] {
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
    .filter(({ from, until }) => from < week.until && until > week.from)
    .map(({ from, until, outcome }) => ({
      from: formatInstant(Math.max(from, week.from)),
      until: formatInstant(Math.min(until, week.until)),
      ...outcome,
    }));
}

/** Decides for one customer at an instant (epoch milliseconds), as if agents were free in every language of every channel. */
type AskStaffed = (at: number) => RoutingDecision;

/** Prepares to decide for a request type and a language; null for a language that no channel serves. */
function askStaffed(
  router: Router,
  { channels }: Ruleset,
  customer: MatrixCustomer,
): (requestType: string, language: string | null) => AskStaffed {
  const agentAvailability = Object.fromEntries(channels.map(({ id }) => [id, { "*": entryOf(FREE_AGENTS) }]));
  return (requestType, language) => (at) =>
    router.route({
      ...customer,
      requestType,
      at,
      // An empty list matches no language, so the router considers only the fallback language.
      language: language ?? [],
      agentAvailability,
      // A report from the future never becomes stale, so only opening hours end a decision.
      agentAvailabilityAsOf: LAST_INSTANT,
    });
}

/** Reads one channel's outcome from a decision. */
type OutcomeReader = (decision: RoutingDecision) => MatrixOutcome;

function createRows(ruleset: Ruleset, { channels, languages }: ReadMatrixOptions) {
  return languages.map((language) => ({
    language,
    columns: channels.map(({ channel }) => ({ channel, read: createOutcomeReader(channel, language, ruleset) })),
  }));
}

function createOutcomeReader(
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
