import fc from "fast-check";
import { expect, it } from "vitest";
import type { RulesetModel } from "../../src/analysis/model/ruleset-model.js";
import type { HoursPattern, HoursWindow } from "../../src/analysis/model/variables.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { MS_PER_DAY, spaceOf } from "../analysis/spaces.js";
import { rulesetDocument } from "../arbitraries/rulesets.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { NOTABLE_DAYS, ZONES } from "../arbitraries/schedules.js";
import { SCHEDULE_IDS } from "../arbitraries/vocabulary.js";
import { naiveSchedule, zoneOf } from "../reference/schedule.js";

const DAYS = 3;

it(
  "the hours that occur, and when they do, are those found by scanning, in any time zone of a customer",
  async () => {
    const instant = fc.constantFrom(...NOTABLE_DAYS).map((day) => Date.parse(day) - MS_PER_DAY);
    await fc.assert(
      fc.asyncProperty(rulesetDocument, instant, fc.constantFrom(...ZONES), async (drawn, from, zone) => {
        const document = readingAllSchedules(drawn);
        const { hours, sides } = await spaceOf([document], from, DAYS);
        const wordsOf = createWordsOf(sides[0] as RulesetModel);
        const until = from + DAYS * MS_PER_DAY;
        expect(windowsIn(hours.classes, null, wordsOf)).toEqual(scan(document, null, from, until));
        for (const { words, start, end } of scan(document, zone, from, until)) {
          const pattern = hours.classes.find((each) => wordsOf(each) === words);
          const isWithin = (window: HoursWindow) => window.from <= start && end <= window.until;
          expect(pattern?.windows.some(isWithin)).toBe(true);
        }
      }),
      runs(25),
    );
  },
  PATIENCE,
);

interface NamedWindow {
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

function readingAllSchedules(document: RulesetDocument): RulesetDocument {
  const conditions = { any: SCHEDULE_IDS.map((value) => ({ fact: "time", operator: "duringSchedule", value })) };
  return {
    ...document,
    rules: [{ name: "all", conditions, event: { type: "offer", params: { channels: ["phone"] } } }],
  };
}

type WordsOf = (pattern: HoursPattern) => string;

function createWordsOf({ compiled: { hours, conditions } }: RulesetModel): WordsOf {
  return ({ onSides }) =>
    hours
      .map(({ variable }) => {
        const state = ["closed", "open", "unknown"][onSides[0]?.get(variable) ?? 0];
        return `${conditions.variables[variable]?.schedule} ${state}`;
      })
      .join(", ");
}

function windowsIn(patterns: readonly HoursPattern[], zone: string | null, wordsOf: WordsOf): NamedWindow[] {
  return patterns
    .flatMap((pattern) =>
      pattern.windows.filter(({ timeZone }) => timeZone === zone).map((each) => ({ words: wordsOf(pattern), ...each })),
    )
    .map(({ words, from, until }) => ({ words, start: from, end: until }))
    .sort((a, b) => a.start - b.start);
}

function scan(document: RulesetDocument, zone: string | null, from: number, until: number) {
  const naive = SCHEDULE_IDS.map((id) => {
    const schedule = document.schedules?.[id];
    if (schedule === undefined) throw new Error(`no schedule ${id}`);
    const own = zoneOf(schedule, document);
    const timeZone = own === "customer" ? zone : own;
    return { id, hours: timeZone === null ? null : naiveSchedule(schedule, document, timeZone) };
  });
  const changes = naive.flatMap(({ hours }) => hours?.instantsWithin(from, until - 1) ?? []);
  const found: { words: string; start: number; end: number }[] = [];
  for (const at of [...new Set([from, ...changes])].sort((a, b) => a - b)) {
    const states = naive.map(
      ({ id, hours }) => `${id} ${hours === null ? "unknown" : hours.hoursAt(at).open ? "open" : "closed"}`,
    );
    const words = states.join(", ");
    const last = found.at(-1);
    if (last?.words === words) continue;
    if (last !== undefined) last.end = at;
    found.push({ words, start: at, end: until });
  }
  return found;
}
