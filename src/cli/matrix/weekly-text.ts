import type { DayHours, MatrixDay, WeekHours } from "../../analysis.js";

/**
 * The hours of a week as rule files write them: `mon-fri 09:00-18:00, sat 10:00-16:00`. A star marks a day that a holiday or exception
 * changes; of other days the closed ones are left out. The space after a day does not break.
 */
export function weeklyText(hours: readonly DayHours[], days: readonly MatrixDay[]): string {
  if (hours.every(({ spans, changed }) => !changed && spans.join() === ALL_DAY)) return "at any hour";
  const texts: string[] = [];
  for (let first = 0; first < hours.length; ) {
    let last = first;
    while (last + 1 < hours.length && isSame(hours[last + 1], hours[first])) last++;
    const { spans = [], changed = false } = hours[first] ?? {};
    const names = [days[first], days[last]].map((day) => day?.weekday);
    const name = first === last ? names[0] : names.join("-");
    if (spans.length > 0 || changed) {
      texts.push(`${name}${changed ? "*" : ""}\u00A0${spans.length === 0 ? "closed" : spans.join(" and ")}`);
    }
    first = last + 1;
  }
  return texts.join(", ");
}

/** Why days are marked: their dates, and the names of what changes them, over all the hours given. */
export function changedDays(hours: readonly WeekHours[], days: readonly MatrixDay[]): ChangedDay[] {
  return days.flatMap(({ date }, index) => {
    const changed = hours.map((each) => each.days[index]).filter((day) => day?.changed === true);
    const names = new Set(changed.flatMap((day) => day?.changedBy ?? []));
    return changed.length === 0 ? [] : [{ date, names: [...names] }];
  });
}

export interface ChangedDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly names: readonly string[];
}

const ALL_DAY = "00:00-24:00";

function isSame(left: DayHours | undefined, right: DayHours | undefined): boolean {
  return left?.changed === right?.changed && left?.spans.join() === right?.spans.join();
}
