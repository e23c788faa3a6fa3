import { writtenHours } from "../../ruleset/schedules.js";
import { formatInstant } from "../../values/instant.js";
import type { ChangeWindow, HoursCondition } from "../../words/place.js";
import type { Cube } from "../mdd/cover.js";
import type { Diagrams } from "../model/diagrams.js";
import type { SituationSpace } from "../model/situation-space.js";
import type { HoursVariable, HoursWindow } from "../model/variables.js";
import { joinAlike } from "../period.js";

/** Describes hours by one or two schedules, the same on all sides. Empty if no two schedules, `unnamed` aside, describe exactly these hours. */
export function hoursCondition(
  variable: HoursVariable,
  classes: readonly number[],
  space: SituationSpace,
  unnamed: string | null,
): HoursCondition[] {
  const wanted = new Set(classes);
  const literals = scheduleStates(variable, space).filter(({ schedule }) => schedule !== unnamed);
  const isJust = (states: readonly ScheduleState[]) =>
    variable.classes.every((_, each) => states.every(({ patterns }) => patterns.has(each)) === wanted.has(each));
  const found =
    literals.map((literal) => [literal]).find(isJust) ??
    literals.flatMap((one, index) => literals.slice(index + 1).map((other) => [one, other])).find(isJust);
  return found === undefined
    ? []
    : [{ fact: "time", schedules: found.map(({ schedule, state }) => ({ schedule, state })) }];
}

/** Lists when the situations of a cube occur, by time zone and then by time. Null for at any time. */
export function windowsOf({ variables }: Diagrams, cube: Cube): readonly ChangeWindow[] | null {
  const level = variables.findIndex(({ kind }) => kind === "hours");
  const variable = variables[level] as HoursVariable | undefined;
  const classes = cube[level] ?? [];
  if (variable === undefined || classes.length === variable.classes.length) return null;
  const windows = classes.flatMap((each) => variable.classes[each]?.windows ?? []);
  const isCustomersTime = variable.classes.some((each) => each.windows.some(({ timeZone }) => timeZone !== null));
  const joined = joinAlike(windows.sort(inZonesThenTime), ({ timeZone }) => timeZone);
  return joined.map(({ from, until, timeZone }) => ({
    from: formatInstant(from),
    until: formatInstant(until),
    timeZone: timeZone ?? (isCustomersTime ? UNSAID : null),
  }));
}

const UNSAID = "unsaid";

interface ScheduleState {
  readonly schedule: string;
  readonly state: HoursCondition["schedules"][number]["state"];
  /** The patterns, by index, in which the schedule has this state. */
  readonly patterns: ReadonlySet<number>;
}

const STATES = ["closed", "open", "unknown"] as const;

function scheduleStates(variable: HoursVariable, space: SituationSpace): ScheduleState[] {
  return schedulesAlike(variable, space).flatMap(({ schedule, stateOf }) =>
    (["open", "closed", "unknown"] as const).flatMap((state) => {
      const patterns = [...variable.classes.keys()].filter((each) => stateOf(each) === state);
      return patterns.length === 0 ? [] : { schedule, state, patterns: new Set(patterns) };
    }),
  );
}

/** Lists the schedules that have the same hours on both sides, however they are written: only their names are unambiguous. */
function schedulesAlike(variable: HoursVariable, { sides }: SituationSpace) {
  const found = new Map<string, { readonly stateOf: (pattern: number) => string; isAlike: boolean }>();
  for (const [side, { compiled }] of sides.entries()) {
    for (const { variable: index } of compiled.hours) {
      const schedule = compiled.conditions.variables[index]?.schedule ?? "";
      const stateOf = (pattern: number) =>
        STATES[variable.classes[pattern]?.onSides[side]?.get(index) ?? 0] ?? "closed";
      const known = found.get(schedule);
      if (known === undefined) found.set(schedule, { stateOf, isAlike: isReadOnBothSidesOrOne(schedule, side) });
      else known.isAlike = [...variable.classes.keys()].every((each) => known.stateOf(each) === stateOf(each));
    }
  }
  return [...found].flatMap(([schedule, { stateOf, isAlike }]) => (isAlike ? [{ schedule, stateOf }] : []));

  /** A schedule that the other side declares but does not read may have other hours, so the declarations must be equal. */
  function isReadOnBothSidesOrOne(schedule: string, side: number): boolean {
    const [own, other] = [sides[side], sides[1 - side]].map((each) => each?.compiled.document);
    if (own === undefined || other?.schedules?.[schedule] === undefined) return true;
    return writtenHours(schedule, own) === writtenHours(schedule, other);
  }
}

function inZonesThenTime(one: HoursWindow, other: HoursWindow): number {
  const [zone, next] = [one.timeZone ?? "", other.timeZone ?? ""];
  return zone === next ? one.from - other.from : zone < next ? -1 : 1;
}
