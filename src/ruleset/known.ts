import { readLanguageTag } from "./language-tag.js";
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
    languages: canonical(textsWithin("channels", (entry) => ownValue(entry, "languages"))),
    reasons: textsWithin("rules", reasonOf),
  };
}

/** Null where a tag is misspelt: which language it was meant to be cannot be told. */
function canonical(tags: Names): Names {
  const read = [...(tags ?? [])].map(readLanguageTag);
  const languages = read.flatMap((tag) => (tag.kind === "language" ? [tag.tag] : []));
  return tags === null || languages.length < read.length ? null : new Set(languages);
}

/** Null for a withhold rule without one: its key may be misspelt. */
function reasonOf(rule: unknown): unknown {
  const event = ownValue(rule, "event");
  const reason = ownValue(ownValue(event, "params"), "reason");
  return reason === undefined && ownValue(event, "type") === "withhold" ? null : reason;
}
