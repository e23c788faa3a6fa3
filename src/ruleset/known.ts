import { EVENTS, isEventType } from "../values/events.js";
import { readLanguageTag } from "../values/language-tag.js";
import { ownValue } from "../values/plain-object.js";
import type { MergedDocument } from "./merge.js";
import { SECTIONS, type SectionName } from "./sections.js";

/** The names that a ruleset declares, for the check of references. Null if an unreadable part may declare more. */
export interface Known {
  readonly channels: Names;
  readonly steps: Names;
  readonly rules: Names;
  readonly schedules: Names;
  readonly calendars: Names;
  readonly conditions: Names;
  readonly requestTypes: Names;
  readonly facts: Names;
  /** The tags of all request types. */
  readonly tags: Names;
  /** The languages of all channels, as canonical tags. */
  readonly languages: Names;
  /** The reasons that rules give. */
  readonly reasons: Names;
}

export type Names = ReadonlySet<string> | null;

/** Collects names from every entry, well-shaped or not: a channel with a broken field is still a channel. */
export function collectKnown({ document, damaged }: MergedDocument): Known {
  function isIncomplete(section: SectionName): boolean {
    return damaged.has(section) || (document[section] === undefined && SECTIONS[section].ifMissing !== null);
  }

  function namesOf(section: SectionName, key = "id"): Names {
    const value = document[section];
    if (isIncomplete(section)) return null;
    if (!Array.isArray(value)) return new Set(Object.keys(value ?? {}));
    return namesAmong(value.map((item) => ownValue(item, key)));
  }

  function namesWithin(section: SectionName, read: (entry: unknown) => unknown): Names {
    if (isIncomplete(section)) return null;
    const entries: unknown[] = Object.values(document[section] ?? {});
    return namesAmong(entries.flatMap(read).filter((name) => name !== undefined));
  }

  return {
    channels: namesOf("channels"),
    steps: namesOf("steps"),
    rules: namesOf("rules", "name"),
    schedules: namesOf("schedules"),
    calendars: namesOf("calendars"),
    conditions: namesOf("conditions"),
    requestTypes: namesOf("requestTypes"),
    facts: namesOf("facts"),
    tags: namesWithin("requestTypes", (entry) => ownValue(entry, "tags")),
    languages: canonical(namesWithin("channels", (entry) => ownValue(entry, "languages"))),
    reasons: namesWithin("rules", reasonOf),
  };
}

function namesAmong(values: readonly unknown[]): Names {
  return values.every((value) => typeof value === "string") ? new Set(values) : null;
}

/** Null if a tag is misspelt: nobody knows which language was meant. */
function canonical(tags: Names): Names {
  if (tags === null) return null;
  const languages = [...tags].map(readLanguageTag).filter((tag) => tag.kind === "language");
  return languages.length < tags.size ? null : new Set(languages.map(({ tag }) => tag));
}

/** Null if the rule should give a reason but has none: its key may be misspelt. */
function reasonOf(rule: unknown): unknown {
  const event = ownValue(rule, "event");
  const reason = ownValue(ownValue(event, "params"), "reason");
  if (reason !== undefined) return reason;
  const type = ownValue(event, "type");
  return isEventType(type) && EVENTS[type].givesReason ? null : undefined;
}
