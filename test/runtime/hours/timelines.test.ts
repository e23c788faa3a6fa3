import { expect, test } from "vitest";
import type { WeeklySchedule } from "../../../src/ruleset/document.js";
import { createTimelines } from "./timelines-of.js";

const NINE_TO_FIVE: WeeklySchedule["weekly"] = { "mon-fri": ["09:00-17:00"] };
const MONDAY_NOON = Date.UTC(2026, 10, 23, 12);

test("a schedule in customer time has no timeline for a request without a time zone", () => {
  expect(createTimelines({ timeZone: "customer", weekly: NINE_TO_FIVE }, undefined).forCustomer(null)).toBeNull();
});

test("a schedule in customer time is read in the customer's zone", () => {
  const timelines = createTimelines({ timeZone: "customer", weekly: NINE_TO_FIVE }, undefined);
  expect(timelines.forCustomer("Europe/Amsterdam")?.segmentAt(MONDAY_NOON).state.open).toBe(true);
  expect(timelines.forCustomer("Asia/Tokyo")?.segmentAt(MONDAY_NOON).state.open).toBe(false);
});

test("a schedule in a zone of its own is one timeline for everybody", () => {
  const timelines = createTimelines({ timeZone: "Europe/Amsterdam", weekly: NINE_TO_FIVE }, undefined);
  expect(timelines.forCustomer("Asia/Tokyo")).toBe(timelines.forCustomer(null));
  expect(timelines.forCustomer(null)?.segmentAt(MONDAY_NOON).state.open).toBe(true);
});

test("customers of one zone share a timeline", () => {
  const timelines = createTimelines({ timeZone: "customer", weekly: NINE_TO_FIVE }, undefined);
  expect(timelines.forCustomer("Asia/Tokyo")).toBe(timelines.forCustomer("Asia/Tokyo"));
});

test("one state is the identical object in every zone", () => {
  const timelines = createTimelines({ timeZone: "customer", weekly: NINE_TO_FIVE }, undefined);
  const open = ["Europe/Amsterdam", "Europe/London"].map(
    (zone) => timelines.forCustomer(zone)?.segmentAt(MONDAY_NOON).state,
  );
  expect(open[0]).toBe(open[1]);
});

test("customers of every other zone there is get their own hours, more zones than are kept at once", () => {
  const timelines = createTimelines({ timeZone: "customer", weekly: NINE_TO_FIVE }, undefined);
  const localHour = (zone: string) =>
    Number(new Intl.DateTimeFormat("en-US", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).format(MONDAY_NOON));
  const zones = Intl.supportedValuesOf("timeZone").filter((_, index) => index % 2 === 0);
  const open = zones.filter((zone) => timelines.forCustomer(zone)?.segmentAt(MONDAY_NOON).state.open);
  expect(open).toEqual(zones.filter((zone) => localHour(zone) >= 9 && localHour(zone) < 17));
});
