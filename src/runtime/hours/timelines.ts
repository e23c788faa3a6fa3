import { boundedCache } from "../../values/bounded-cache.js";
import type { CompiledSchedule } from "../compiled-rules.js";
import { createLocalHours } from "./local-hours.js";
import { createTimeline, type Timeline } from "./timeline.js";
import type { OffsetSource } from "./zone-offsets.js";

/** The timelines of one schedule: a single one, or for a schedule in customer time one for each customer's time zone. */
export interface Timelines {
  /** `customerZone` is the IANA name in the request. Null for a schedule in customer time if the request names no zone. */
  forCustomer(customerZone: string | null): Timeline | null;
}

/** Keeps the timelines of the last zones. Two states of one schedule are the identical object in every zone. */
export function createTimelines(schedule: CompiledSchedule, offsetsOf: OffsetSource): Timelines {
  const hours = createLocalHours(schedule);
  if (schedule.timeZone !== CUSTOMER_TIME) {
    const timeline = createTimeline(hours, offsetsOf(schedule.timeZone));
    return { forCustomer: () => timeline };
  }
  const timelineIn = boundedCache(ZONES_KEPT, (timeZone: string) => createTimeline(hours, offsetsOf(timeZone)));
  return { forCustomer: (customerZone) => (customerZone === null ? null : timelineIn(customerZone)) };
}

const CUSTOMER_TIME = "customer";
/** A warm timeline takes some 20 kB; compiling one again costs about 0.1 ms. */
const ZONES_KEPT = 128;
