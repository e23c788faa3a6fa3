import { EVENTS, isEventType } from "../values/events.js";
import { readLanguageTag } from "../values/language-tag.js";
import { ownValue } from "../values/plain-object.js";
import type { MergedDocument } from "./merge.js";
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

  function namesOf(section: SectionName, key = "id"): Names {
    const value = document[section];
    if (damaged.has(section) || (value === undefined && required.includes(section))) return null;
    if (!Array.isArray(value)) return new Set(Object.keys(value ?? {}));
    const names = value.map((item) => ownValue(item, key));
    return names.every((name) => typeof name === "string") ? new Set(names) : null;
  }

  /** Texts listed somewhere within the entries of a section. */
  function textsWithin(section: SectionName, read: (entry: unknown) => unknown): Names {
    const value = document[section];
    if (damaged.has(section) || (value === undefined && required.includes(section))) return null;
    const entries: unknown[] = Object.values(value ?? {});
    const texts = entries.flatMap(read).filter((text) => text !== undefined);
    return texts.every((text) => typeof text === "string") ? new Set(texts) : null;
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
    tags: textsWithin("requestTypes", (entry) => ownValue(entry, "tags")),
    languages: canonical(textsWithin("channels", (entry) => ownValue(entry, "languages"))),
    reasons: textsWithin("rules", reasonOf),
  };
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
