import type { RulesetDocument, Schedule } from "../../ruleset/document.js";
import { boundedCache } from "../../values/bounded-cache.js";
import { createLocalHours } from "./local-hours.js";
import { type Timeline, timelineOf } from "./timeline.js";

/** The timelines of one schedule: a single one, or for a schedule in customer time one for each time zone that customers come from. */
export interface Timelines {
  /** `customerZone` is the time zone of the request, an IANA name. Null for a schedule in customer time where the request names none. */
  forCustomer(customerZone: string | null): Timeline | null;
}

/** Keeps the timelines of the last zones asked for. Two states of one schedule are the identical object in every zone. */
export function createTimelines(schedule: Schedule, calendars: RulesetDocument["calendars"]): Timelines {
  const hours = createLocalHours(schedule, calendars);
  if (schedule.timeZone !== CUSTOMER_TIME) {
    const timeline = timelineOf(hours, schedule.timeZone);
    return { forCustomer: () => timeline };
  }
  const timelineIn = boundedCache(ZONES_KEPT, (timeZone: string) => timelineOf(hours, timeZone));
  return { forCustomer: (customerZone) => (customerZone === null ? null : timelineIn(customerZone)) };
}

const CUSTOMER_TIME = "customer";
/** A warm timeline takes some 20 KB; one that has to be compiled again costs about 0.1 ms. */
const ZONES_KEPT = 128;
