import { EVENTS, isEventType } from "../values/events.js";
import { readLanguageTag } from "../values/language-tag.js";
import { ownValue } from "../values/plain-object.js";
import type { MergedDocument } from "./merge.js";
import { SECTIONS, type SectionName } from "./sections.js";

/** What a ruleset names, for the checks of references. Null where something unreadable may have named more. */
export interface Known {
  readonly channels: Names;
  readonly steps: Names;
  readonly rules: Names;
  readonly schedules: Names;
  readonly calendars: Names;
  readonly conditions: Names;
  readonly requestTypes: Names;
  readonly facts: Names;
  /** Of all request types. */
  readonly tags: Names;
  /** Of all channels. */
  readonly languages: Names;
  /** Of all withhold rules. */
  readonly reasons: Names;
}

export type Names = ReadonlySet<string> | null;

/** Looks at what is written, well-shaped or not: a channel with a broken field is a channel all the same. */
export function collectKnown({ document, damaged }: MergedDocument): Known {
  /** Whether the section may declare more than its value shows. */
  function isIncomplete(section: SectionName): boolean {
    return damaged.has(section) || (document[section] === undefined && SECTIONS[section].ifMissing !== null);
  }

  function namesOf(section: SectionName, key = "id"): Names {
    const value = document[section];
    if (isIncomplete(section)) return null;
    if (!Array.isArray(value)) return new Set(Object.keys(value ?? {}));
    return namesAmong(value.map((item) => ownValue(item, key)));
  }

  /** Names that are listed within the entries of a section. */
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

/** Null where a tag is misspelt: which language it was meant to be cannot be told. */
function canonical(tags: Names): Names {
  if (tags === null) return null;
  const languages = [...tags].map(readLanguageTag).filter((tag) => tag.kind === "language");
  return languages.length < tags.size ? null : new Set(languages.map(({ tag }) => tag));
}

/** Null for a withhold rule without one: its key may be misspelt. */
function reasonOf(rule: unknown): unknown {
  const event = ownValue(rule, "event");
  const reason = ownValue(ownValue(event, "params"), "reason");
  if (reason !== undefined) return reason;
  const type = ownValue(event, "type");
  return isEventType(type) && EVENTS[type].givesReason ? null : undefined;
}
