import type { Ruleset } from "../../ruleset/document.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type { Router } from "../../runtime/router.js";
import { formatInstant } from "../../values/instant.js";
import { type AskStaffed, askStaffed, createOutcomeReader } from "./ask-staffed.js";
import { type LocalWeek, localWeek } from "./local-week.js";
import type { MatrixOutcome, WeekCell, WeekMatrix } from "./matrix.js";
import type { ReadMatrixOptions } from "./matrix-options.js";
import { usualHours } from "./usual-hours.js";
import { type Stretch, weekHours } from "./week-hours.js";

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
