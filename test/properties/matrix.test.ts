import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { buildMatrix, type MatrixOutcome, type WeekCell, type WeekHours } from "../../src/analysis.js";
import type { Router, ScenarioRequest } from "../../src/index.js";
import { atInstantWithAgents } from "../arbitraries/moved-request.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { ZONES } from "../arbitraries/schedules.js";
import { type Situation, situation } from "../arbitraries/situations.js";
import { createRouter } from "./round-trip-router.js";

/** Fits no language of a generated ruleset, and no alias in one. */
const UNSERVED = "ja";

const moments = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 3, maxLength: 6 });
const zone = fc.constantFrom(...ZONES);

describe("a matrix of random rules", () => {
  it(
    "says in every cell what is routed with agents free",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const router = await createRouter(document);
          const served = await buildMatrix(document, optionsOf(request));
          const asked = await buildMatrix(document, { ...optionsOf(request), languages: [request.language].flat() });
          for (const { tables, channels } of [served, asked]) {
            expect(tables.map(({ requestType }) => requestType)).toEqual(Object.keys(document.requestTypes));
            for (const { requestType, rows } of tables) {
              for (const { language, cells } of rows) {
                const routed = routeWithAgents(document, router, { ...request, requestType }, language, served.at);
                expect(cells).toEqual(channels.map(({ channel }) => ({ channel, ...routed(channel) })));
              }
            }
          }
        }),
        runs(15),
      );
    },
    PATIENCE,
  );

  it(
    "is the same until it ends, as far as its cells go",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, moments, async ({ document, request }, parts) => {
          const first = await buildMatrix(document, optionsOf(request));
          if (first.validUntil === null) return;
          const length = Date.parse(first.validUntil) - Date.parse(first.at);
          const later = Date.parse(first.at) + Math.floor((parts[0] ?? 0) * length);
          expect((await buildMatrix(document, { ...optionsOf(request), at: later })).tables).toEqual(first.tables);
        }),
        runs(15),
      );
    },
    PATIENCE,
  );

  it(
    "says over a week what is routed with agents free at any instant of it",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, zone, moments, async ({ document, request }, shownTimeZone, parts) => {
          const router = await createRouter(document);
          const matrix = await buildMatrix(document, { ...optionsOf(request), week: true, shownTimeZone });
          const [from, until] = [Date.parse(matrix.from), Date.parse(matrix.until)];
          expect(from <= Date.parse(request.at) && Date.parse(request.at) < until).toBe(true);
          const instants = parts.map((part) => from + Math.floor(part * (until - from)));
          for (const { requestType, rows } of matrix.tables) {
            for (const { language, cells } of rows) {
              for (const instant of instants) {
                const at = new Date(instant).toISOString();
                const routed = routeWithAgents(document, router, { ...request, requestType }, language, at);
                for (const cell of cells) expect(outcomeAt(cell, at)).toEqual(routed(cell.channel));
              }
            }
          }
        }),
        runs(15),
      );
    },
    PATIENCE,
  );

  it(
    "parts a week without a gap, where something changes and nowhere else, and tells it in hours",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, zone, moments, async ({ document, request }, shownTimeZone, parts) => {
          const matrix = await buildMatrix(document, { ...optionsOf(request), week: true, shownTimeZone });
          const instants = parts.map((part) => partOfWeek(matrix, part));
          const clockIsChanged = offsetAt(matrix.from, shownTimeZone) !== offsetAt(matrix.until, shownTimeZone);
          for (const cell of matrix.tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))) {
            expect(cell.stretches.map(({ from }) => from)).toEqual([
              matrix.from,
              ...cell.stretches.slice(0, -1).map(({ until }) => until),
            ]);
            expect(cell.stretches.at(-1)?.until).toBe(matrix.until);
            const outcomes = cell.stretches.map(({ from: _, until: __, ...outcome }) => JSON.stringify(outcome));
            expect(outcomes.filter((outcome, index) => outcome === outcomes[index + 1])).toEqual([]);
            // A wall time that comes twice, or not at all, says less than an instant.
            if (clockIsChanged) continue;
            for (const at of instants) {
              const told = languageByHours(cell, at, shownTimeZone);
              if (told !== undefined) expect(told).toBe(languageServed(cell, at));
            }
          }
        }),
        runs(40),
      );
    },
    PATIENCE,
  );
});

function optionsOf({ at, timeZone, facts }: ScenarioRequest) {
  return { at, ...(timeZone !== undefined && { timeZone }), ...(facts !== undefined && { facts }) };
}

/** What the router itself says, by channel. */
function routeWithAgents(
  document: Situation["document"],
  router: Router,
  { closedChannels: _, ...request }: ScenarioRequest,
  language: string | null,
  at: string,
): (channel: string) => MatrixOutcome {
  const asked = atInstantWithAgents(document, { ...request, language: language ?? UNSERVED }, Date.parse(at));
  const { decision, channels } = router.explain(asked);
  return (channel) => {
    const offered = decision.offered.find((each) => each.channel === channel);
    if (offered === undefined) {
      const reason = decision.withheld.find((each) => each.channel === channel)?.reasons[0];
      return { outcome: "withheld", reason: reason?.code ?? "", exception: reason?.exception ?? null };
    }
    const { servedLanguage } = offered;
    const candidates = channels.find((each) => each.channel === channel)?.candidates;
    const candidate = candidates?.find((each) => each.language === servedLanguage);
    return { outcome: "offered", servedLanguage, usingFallbackLanguage: candidate?.usingFallbackLanguage ?? false };
  };
}

function outcomeAt({ stretches }: WeekCell, at: string): MatrixOutcome | undefined {
  const stretch = stretches.find(({ from, until }) => from <= at && at < until);
  if (stretch === undefined) return undefined;
  const { from: _, until: __, ...outcome } = stretch;
  return outcome;
}

function partOfWeek({ from, until }: { readonly from: string; readonly until: string }, part: number): string {
  return new Date(Date.parse(from) + Math.floor(part * (Date.parse(until) - Date.parse(from)))).toISOString();
}

function offsetAt(at: string, timeZone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).offset;
}

function languageServed(cell: WeekCell, at: string): string | null {
  const outcome = outcomeAt(cell, at);
  return outcome?.outcome === "offered" ? outcome.servedLanguage : null;
}

/** As a reader of the hours would find it, with a calendar and a clock; undefined in a night that this week's hours leave to last week's. */
function languageByHours({ hours }: WeekCell, at: string, timeZone: string): string | null | undefined {
  const { dayOfWeek, hour, minute } = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const today = dayOfWeek - 1;
  const now = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  const runsFrom = (day: number) => (each: WeekHours) =>
    spansOn(each, day).some(([opens, closes]) => closes < opens && now < closes);
  if (today === MONDAY && hours.some(runsFrom(SUNDAY))) return undefined;
  const open = hours.filter(
    (each) =>
      (today !== MONDAY && runsFrom(today - 1)(each)) ||
      spansOn(each, today).some(([opens, closes]) => now >= opens && (now < closes || closes < opens)),
  );
  expect(open.length).toBeLessThan(2);
  return open[0]?.servedLanguage ?? null;
}

const MONDAY = 0;
const SUNDAY = 6;

function spansOn({ days }: WeekHours, day: number): [opens: string, closes: string][] {
  return (days[day]?.spans ?? []).map((span) => [span.slice(0, 5), span.slice(6)]);
}
