import type { Ruleset } from "../../ruleset/document.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import { matchLanguage } from "../../runtime/language/match-language.js";
import { FREE_AGENTS } from "../../runtime/request/agent-numbers.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Router } from "../../runtime/router.js";
import { entryOf } from "../../values/facts.js";
import { formatInstant } from "../../values/instant.js";
import { givenZone } from "../../values/time-zone.js";
import { joinAlike, type Period } from "../period.js";
import { type LocalWeek, localWeek } from "./local-week.js";
import type { Matrix, MatrixCell, MatrixOutcome, MatrixTable, WeekCell, WeekMatrix, WeekStretch } from "./matrix.js";
import {
  type MatrixOptions,
  type ReadMatrixOptions,
  readMatrixOptions,
  type WeekMatrixOptions,
} from "./matrix-options.js";
import { createHoursRouter, usualHours } from "./usual-hours.js";
import { type Stretch, weekHours } from "./week-hours.js";

/**
 * Builds a table of the channels offered, by request type and language: at one instant, or with `week` over a whole week.
 *
 * Every cell is a decision of `route`, as if agents were free in every language of every channel, unless `agents` says otherwise. Throws `RulesetError` if the ruleset
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
  const router = await createHoursRouter(checked);
  const read = readMatrixOptions(options, checked, router);
  return read.week ? buildWeekMatrix(checked, router, read) : buildInstantMatrix(checked, router, read);
}

function buildInstantMatrix(ruleset: Ruleset, router: Router, options: ReadMatrixOptions): Matrix {
  const at = formatInstant(options.at);
  const ends: string[] = [];
  const tables = tablesOf(ruleset, options, (request) => {
    const decision = router.route({ ...request, at });
    if (decision.validUntil !== null) ends.push(decision.validUntil);
    return (channel, read): MatrixCell => ({ channel, ...read(decision) });
  });
  // ISO 8601 in UTC sorts by time.
  const [validUntil = null] = ends.sort();
  const { agents } = options;
  return { at, validUntil, agents, ruleset: { ...router.ruleset }, channels: [...options.channels], tables };
}

async function buildWeekMatrix(ruleset: Ruleset, router: Router, options: ReadMatrixOptions): Promise<WeekMatrix> {
  const week = localWeek(options.at, options.shownTimeZone);
  const usual = await usualHours(ruleset, givenZone(options.customer.timeZone), week);
  const tables = tablesOf(ruleset, options, (request) => {
    const decided = decideWeek(request, router, usual?.router ?? null, week);
    return (channel, read): WeekCell => {
      const stretches = joinAlike(
        decided.map(({ now, usually, ...range }) => ({ ...range, now: read(now), usually: read(usually) })),
        ({ now, usually }) => JSON.stringify([now, usually]),
      );
      return {
        channel,
        stretches: joinAlike(stretches, ({ now }) => JSON.stringify(now)).flatMap((each) => withinWeek(each, week)),
        hours: weekHours(stretches, week, (range) => usual?.changedBy(channel, range) ?? []),
      };
    };
  });
  return {
    from: formatInstant(week.from),
    until: formatInstant(week.until),
    timeZone: week.timeZone,
    days: [...week.days],
    agents: options.agents,
    ruleset: { ...router.ruleset },
    channels: [...options.channels],
    tables,
  };
}

/** Decides from change to change, over the week and its surroundings, by the ruleset and by its usual hours. */
function decideWeek(request: MatrixRequest, router: Router, usual: Router | null, { surroundings }: LocalWeek) {
  const decided: (Period & { readonly now: RoutingDecision; readonly usually: RoutingDecision })[] = [];
  for (let at = surroundings.from; at < surroundings.until; ) {
    const now = router.route({ ...request, at });
    const usually = usual?.route({ ...request, at }) ?? now;
    const ends = [now, usually].flatMap(({ validUntil }) => (validUntil === null ? [] : Date.parse(validUntil)));
    const until = Math.min(...ends, surroundings.until);
    decided.push({ from: at, until, now, usually });
    at = until;
  }
  return decided;
}

function withinWeek({ from, until, now }: Stretch, week: LocalWeek): WeekStretch[] {
  if (from >= week.until || until <= week.from) return [];
  const [start, end] = [Math.max(from, week.from), Math.min(until, week.until)];
  return [{ from: formatInstant(start), until: formatInstant(end), ...now }];
}

/** A request at no instant yet, with the agents that are assumed. */
type MatrixRequest = Omit<ContactRequest, "at">;

/** Reads one channel's outcome from a decision. */
type ReadOutcome = (decision: RoutingDecision) => MatrixOutcome;

/** Makes a table for each request type. `cellsOf` decides a request, and returns a function that makes the cell of each channel. */
function tablesOf<Cell>(
  ruleset: Ruleset,
  { requestTypes, languages, channels, customer, agents }: ReadMatrixOptions,
  cellsOf: (request: MatrixRequest) => (channel: string, read: ReadOutcome) => Cell,
): MatrixTable<Cell>[] {
  const entries = agents === "free" ? ruleset.channels.map(({ id }) => [id, { "*": entryOf(FREE_AGENTS) }]) : [];
  const staffed = agents === "unknown" ? {} : { agentAvailability: Object.fromEntries(entries) };
  const rows = languages.map((language) => ({
    language,
    columns: channels.map(({ channel }) => ({ channel, read: createReadOutcome(channel, language, ruleset) })),
  }));
  return requestTypes.map((requestType) => ({
    requestType,
    rows: rows.map(({ language, columns }) => {
      // An empty list matches no language, so the router considers only the fallback language.
      const cellOf = cellsOf({ ...customer, ...staffed, requestType, language: language ?? [] });
      return { language, cells: columns.map(({ channel, read }) => cellOf(channel, read)) };
    }),
  }));
}

function createReadOutcome(
  channel: string,
  language: string | null,
  { channels, languages: { aliases } }: Ruleset,
): ReadOutcome {
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
