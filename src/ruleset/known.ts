import type { MergedDocument } from "./merge.js";
import { isObject, ownValue } from "./plain-object.js";
import { REQUIRED_SECTIONS, type SectionName } from "./sections.js";

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
  const required: readonly SectionName[] = REQUIRED_SECTIONS;

  function namesOf(section: SectionName, key: "id" | "name"): Names {
    const value = document[section];
    if (damaged.has(section) || (value === undefined && required.includes(section))) return null;
    if (value === undefined) return new Set();
    if (!Array.isArray(value)) return isObject(value) ? new Set(Object.keys(value)) : null;
    const names = value.map((item) => ownValue(item, key));
    return names.every((name) => typeof name === "string") ? new Set(names) : null;
  }

  /** Texts listed somewhere within the entries of a section. */
  function textsWithin(section: SectionName, read: (entry: unknown) => unknown): Names {
    const value = document[section];
    if (damaged.has(section) || (value === undefined && required.includes(section))) return null;
    const entries = Array.isArray(value) ? value : Object.values(isObject(value) ? value : {});
    const texts = entries.flatMap(read);
    return texts.every((text) => text === undefined || typeof text === "string")
      ? new Set(texts.filter((text) => text !== undefined))
      : null;
  }

  return {
    channels: namesOf("channels", "id"),
    steps: namesOf("steps", "id"),
    rules: namesOf("rules", "name"),
    schedules: namesOf("schedules", "id"),
    calendars: namesOf("calendars", "id"),
    conditions: namesOf("conditions", "id"),
    requestTypes: namesOf("requestTypes", "id"),
    facts: namesOf("facts", "id"),
    tags: textsWithin("requestTypes", (entry) => ownValue(entry, "tags")),
    languages: textsWithin("channels", (entry) => ownValue(entry, "languages")),
    reasons: textsWithin("rules", (entry) => ownValue(ownValue(ownValue(entry, "event"), "params"), "reason")),
  };
}
