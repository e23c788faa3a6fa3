import type { RulesetDocument, Schedule } from "../../index.js";
import { describeException, describeHoliday, describeUsualHours } from "../../words/describe-schedule.js";
import { named, type Prose } from "../../words/prose.js";
import type { ListItem } from "../report/page.js";

export interface EditedHours {
  readonly title: Prose;
  readonly items: readonly ListItem[];
}

/** Shows each schedule and each calendar of both versions that was edited: the week before and after, and the dates that were added or removed. */
export function describeEditedHours([before, after]: readonly [RulesetDocument, RulesetDocument]): EditedHours[] {
  const schedules = editedKeys(before.schedules, after.schedules).map(([id, was, is]) => ({
    title: ["Hours of ", named(id)],
    items: [
      ...editedWeek(was, is, [before.schedules, after.schedules]),
      ...editedEntries(exceptionsOf(was), exceptionsOf(is), describeException),
    ],
  }));
  const calendars = editedKeys(before.calendars, after.calendars).map(([id, was, is]) => ({
    title: ["Holidays of ", named(id)],
    items: editedEntries(was, is, describeHoliday),
  }));
  return [...schedules, ...calendars].filter(({ items }) => items.length > 0);
}

function editedKeys<Part>(
  before: Readonly<Record<string, Part>> = {},
  after: Readonly<Record<string, Part>> = {},
): [key: string, before: Part, after: Part][] {
  return Object.entries(after).flatMap(([key, is]): [string, Part, Part][] => {
    const was = Object.hasOwn(before, key) ? before[key] : undefined;
    return was === undefined || JSON.stringify(was) === JSON.stringify(is) ? [] : [[key, was, is]];
  });
}

function editedWeek(was: Schedule, is: Schedule, all: readonly RulesetDocument["schedules"][]): ListItem[] {
  const [before, now] = [was, is].map((schedule, side): Prose => {
    const { margins, hours, zone } = describeUsualHours(schedule, all[side]);
    return [hours === "" ? "never open" : `${hours} (${zone})`, margins];
  }) as [Prose, Prose];
  if (JSON.stringify(before) === JSON.stringify(now)) return [];
  return [
    { label: "before", prose: before },
    { label: "now", prose: now },
  ];
}

function exceptionsOf(schedule: Schedule) {
  return "exceptions" in schedule ? (schedule.exceptions ?? []) : [];
}

function editedEntries<Entry>(
  before: readonly Entry[],
  after: readonly Entry[],
  describe: (entry: Entry) => string,
): ListItem[] {
  const texts = [before, after].map((entries) => entries.map(describe));
  const [was = [], is = []] = texts;
  const items = [
    ...is.filter((text) => !was.includes(text)).map((prose) => ({ label: "added", prose })),
    ...was.filter((text) => !is.includes(text)).map((prose) => ({ label: "removed", prose })),
  ];
  const more = items.length - MOST_ENTRIES;
  return more <= 0 ? items : [...items.slice(0, MOST_ENTRIES), { label: "", prose: `and ${more} more` }];
}

const MOST_ENTRIES = 8;
