import type { Weekday } from "../../values/dates.js";
import type { WeeklyHours } from "../../values/spans.js";
import type { CalendarEntry, Schedule, ScheduleException } from "../document.js";

/** A date pattern before it is known which one: the checks tell, with better words than a schema. */
export interface LooseDate {
  readonly date?: string;
  readonly from?: string;
  readonly through?: string;
  readonly annually?: string | LooseWeekday | { readonly easter: number };
  readonly plusDays?: number;
}

export interface LooseWeekday {
  readonly nth: number;
  readonly weekday: Weekday;
  readonly month: number;
}

export interface LooseCalendarEntry extends LooseDate {
  readonly name?: string;
}

export interface LooseException extends LooseCalendarEntry {
  readonly carryOver?: boolean;
  readonly hours?: readonly string[];
  readonly weekly?: WeeklyHours;
}

/** A schedule whose exceptions may yet be of no form, or of two. */
export type LooseSchedule = Omit<Schedule, "exceptions"> & { readonly exceptions?: readonly LooseException[] };

// Nothing else ties the loose shapes to the public ones: a key of one alone does not compile.
type KeyOf<T> = T extends unknown ? keyof T : never;
type SameKeys<A, B> = [Exclude<KeyOf<A>, KeyOf<B>>, Exclude<KeyOf<B>, KeyOf<A>>] extends [never, never] ? true : false;
true satisfies SameKeys<LooseException, ScheduleException>;
true satisfies SameKeys<LooseCalendarEntry, CalendarEntry>;
