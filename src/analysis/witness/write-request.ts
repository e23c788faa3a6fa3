import type { ScenarioRequest } from "../../ruleset/document.js";
import { intlOffsets } from "../../runtime/hours/intl-offsets.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import { MS_PER_DAY, WEEKDAYS, weekdayOf } from "../../values/dates.js";
import { type AgentAvailability, type CountFact, entryOf, type FactValue, shortEntry } from "../../values/facts.js";
import { formatInstant } from "../../values/instant.js";
import { isAbsent } from "../../values/plain-object.js";
import { writeLocalInstant } from "../../words/local-time.js";
import { shownZone } from "../matrix/matrix-options.js";
import type { Assignment } from "../mdd/store.js";
import type { RulesetModel } from "../model/ruleset-model.js";
import {
  ABSENT,
  type AgentPool,
  type HoursPattern,
  type LanguageClass,
  type ModelVariable,
} from "../model/variables.js";

/** What a request is written for: a ruleset, and the variables of an assignment. */
interface WitnessContext {
  readonly model: RulesetModel;
  /** By level. */
  readonly variables: readonly ModelVariable[];
  /** When to ask if hours are not among the variables, epoch ms. */
  readonly from: number;
  /**
   * How many free agents to report for every other channel that the customer can be offered, as a contact centre does. Null for no such
   * entries, which is the default.
   */
  readonly freeAgents?: number | null;
}

/**
 * Writes a complete request of a situation, as a person would: it says no more than it must, and asks at noon on a weekday if that is
 * possible. A negative value in the assignment stands for any class. Facts and channels that the ruleset does not declare are written too:
 * see {@link requestOn}.
 */
export function writeRequest(
  { model, variables, from, freeAgents = null }: WitnessContext,
  assignment: Assignment,
): ScenarioRequest {
  const { document } = model.compiled;
  const facts: Record<string, FactValue> = {};
  const numbers = new Map<number, Partial<Record<CountFact, number | null>>>();
  let requestType = "";
  let languages: LanguageClass | undefined;
  let hours: HoursPattern | undefined;
  let isReported = freeAgents !== null;
  /** How old the entries of some pools are, by pool. */
  const ages = new Map<number, number>();
  for (const [level, variable] of variables.entries()) {
    const each = Math.max(0, assignment[level] as number);
    switch (variable.kind) {
      case "request-type":
        requestType = variable.classes[each]?.sample ?? "";
        break;
      case "fact": {
        const value = variable.classes[each]?.sample ?? null;
        if (value !== null) facts[variable.fact] = value;
        break;
      }
      case "language":
        languages = variable.classes[each];
        break;
      case "hours":
        hours = variable.classes[each];
        break;
      case "snapshot":
        isReported = variable.classes[each]?.sample === "fresh";
        break;
      case "age":
        if (variable.classes[each]?.sample === "aged") ages.set(variable.pool, variable.aged.seconds * MS_PER_SECOND);
        break;
      case "count": {
        const value = variable.classes[each]?.sample ?? null;
        if (each !== ABSENT) numbers.set(variable.pool, { ...numbers.get(variable.pool), [variable.fact]: value });
      }
    }
  }
  const timeZone = hours?.sample.timeZone ?? null;
  const zone = shownZone(document, timeZone);
  const at = hours === undefined ? from : usualInstant(hours, zone);
  const tags = languages?.sample ?? [document.languages.fallback];
  const language = tags.length === 1 ? (tags[0] as string) : tags;
  const pools = languages?.pools ?? [];
  // An age that all entries have is the snapshot's.
  const [age] = ages.size === pools.length ? ages.values() : [];
  const timeOf = (pool: number) =>
    age === undefined && ages.has(pool) ? formatInstant(at - (ages.get(pool) ?? 0)) : null;
  const report = {
    ...(isReported && freeAgents !== null && writeFreeAgents(model, language, freeAgents)),
    ...(isReported && writeSnapshot(pools, numbers, timeOf)),
  };
  return {
    requestType,
    at: writeLocalInstant(formatInstant(at), zone),
    language,
    ...(timeZone !== null && { timeZone }),
    ...(Object.keys(report).length > 0 && { agentAvailability: report }),
    ...(isReported && age !== undefined && { agentAvailabilityAsOf: formatInstant(at - age) }),
    ...(Object.keys(facts).length > 0 && { facts }),
  };
}

/** The request without the facts and channels that a ruleset does not declare. */
export function requestOn({ compiled: { vocabulary } }: RulesetModel, request: ContactRequest): ContactRequest {
  const { facts, agentAvailability, ...rest } = request;
  const keep = <Value>(all: Readonly<Record<string, Value>>, known: ReadonlyMap<string, unknown>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => known.has(name)));
  return {
    ...rest,
    ...(isAbsent(agentAvailability) ? {} : { agentAvailability: keep(agentAvailability, vocabulary.channels) }),
    ...(isAbsent(facts) ? {} : { facts: keep(facts, vocabulary.facts) }),
  };
}

const MS_PER_SECOND = 1000;

type Snapshot = NonNullable<ScenarioRequest["agentAvailability"]>;

/** Free agents in the first language of each channel that is not offered anyway. */
function writeFreeAgents(
  { compiled: { channels, planLanguages } }: RulesetModel,
  language: ScenarioRequest["language"],
  freeAgents: number,
): Snapshot {
  const plan = planLanguages(language, []);
  return Object.fromEntries(
    channels.flatMap(({ id, index, always, languages }) => {
      const place = plan?.channels[index]?.places[0];
      return always || place === undefined ? [] : [[id, { [languages[place] as string]: freeAgents }]];
    }),
  );
}

function writeSnapshot(
  pools: readonly AgentPool[],
  numbers: ReadonlyMap<number, Partial<Record<CountFact, number | null>>>,
  timeOf: (pool: number) => string | null,
): Snapshot {
  const snapshot: Record<string, Record<string, number | AgentAvailability<string> | null>> = {};
  for (const [pool, { channel, language }] of pools.entries()) {
    const known = { availableAgents: 1, ...numbers.get(pool) };
    const asOf = timeOf(pool);
    const entry = asOf === null ? shortEntry(known) : { ...entryOf(known), asOf };
    snapshot[channel] = { ...snapshot[channel], [language]: entry };
  }
  return snapshot;
}

/** Noon of a weekday if the first week of a pattern has one, by the clock of a time zone; otherwise noon, or a full hour or minute. Epoch ms. */
function usualInstant({ sample, windows }: HoursPattern, timeZone: string): number {
  const { offsetAt } = intlOffsets(timeZone);
  const near = windows.filter(
    ({ from, timeZone: each }) => each === sample.timeZone && from < sample.from + 7 * MS_PER_DAY,
  );
  for (const daysOfWeek of [SATURDAY, WEEKDAYS.length]) {
    for (const { from, until } of near) {
      const offset = offsetAt(from);
      const firstDay = Math.floor((from + offset) / MS_PER_DAY);
      const lastDay = Math.min(Math.floor((until + offset) / MS_PER_DAY), firstDay + 7);
      for (let day = firstDay; day <= lastDay; day++) {
        const noon = day * MS_PER_DAY + MS_PER_DAY / 2 - offset;
        if (noon >= from && noon < until && weekdayOf(day) < daysOfWeek) return noon;
      }
    }
  }
  const { from, until } = sample;
  const offset = offsetAt(from);
  const wall = from + offset;
  const after = (unit: number) => Math.floor(wall / unit) * unit + unit;
  const next = (unit: number) => Math.ceil(wall / unit) * unit;
  const wanted = [after(HOUR), next(HOUR), next(MINUTE)].map((each) => each - offset);
  return wanted.find((at) => at >= from && at < until) ?? from;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SATURDAY = 5;
