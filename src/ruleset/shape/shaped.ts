import { nfc } from "../../values/compare-texts.js";
import type { DeclaredFact } from "../../values/declared-fact.js";
import { EVENTS, isEventType } from "../../values/events.js";
import type { Path } from "../../values/issue.js";
import { readLanguageTag } from "../../values/language-tag.js";
import { ownValue } from "../../values/plain-object.js";
import type {
  Channel,
  Condition,
  Languages,
  PromiseStatement,
  RequestType,
  Rule,
  Scenario,
  Step,
} from "../document.js";
import type { Finding } from "../finding.js";
import type { MergedDocument } from "../merge.js";
import type { LooseCalendarEntry, LooseSchedule } from "../schema/schedules.js";
import { SECTIONS, type SectionName } from "../sections.js";

/** The well-shaped parts of a ruleset. A broken part hides only itself from the checks. */
export type ShapedRuleset = ReturnType<typeof takeShaped>;

export interface Entry<T> {
  readonly path: Path;
  /** The key in its section; for a list, the index as a text. */
  readonly key: string;
  readonly value: T;
}

/** Removes every field that contains a finding. */
export function takeShaped(merged: MergedDocument, findings: readonly Finding[]) {
  const broken = new Set(
    findings.filter(isBreaking).flatMap(({ path }) => path.map((_, index) => keyOf(path, index + 1))),
  );
  const brokenItself = new Set(findings.filter(isBreaking).map(({ path }) => keyOf(path, path.length)));

  /** Returns the entries of a section without their broken fields. */
  function fieldsOf<T>(section: SectionName): Entry<Partial<T>>[] {
    return entriesOf<Record<string, unknown>>(section, brokenItself).map((entry) => {
      const fields = Object.entries(entry.value).filter(([field]) => !broken.has(keyOf([...entry.path, field], 3)));
      // INVARIANT: the shape was checked, and broken fields are removed.
      return { ...entry, value: Object.fromEntries(fields) as Partial<T> };
    });
  }

  /** Returns the entries of a section that are not in `excluded`. */
  function entriesOf<T>(section: SectionName, excluded: ReadonlySet<string> = broken): Entry<T>[] {
    if (brokenItself.has(section)) return [];
    const entries = listEntries(section, merged.document[section]) as Entry<T>[];
    return entries.filter(({ path }) => !excluded.has(keyOf(path, 2)));
  }

  const languages = Object.entries(merged.document.languages ?? {}).filter(
    ([field]) => !broken.has(keyOf(["languages", field], 2)),
  );
  return {
    languages: Object.fromEntries(languages) as Partial<Languages>,
    channels: fieldsOf<Channel>("channels"),
    requestTypes: fieldsOf<RequestType>("requestTypes"),
    facts: entriesOf<DeclaredFact>("facts"),
    schedules: fieldsOf<LooseSchedule>("schedules"),
    calendarEntries: entriesOf<readonly LooseCalendarEntry[]>("calendars", brokenItself)
      .flatMap(({ path, key, value }) => value.map((entry, index) => ({ path: [...path, index], key, value: entry })))
      .filter(({ path }) => !broken.has(keyOf(path, 3))),
    steps: fieldsOf<Step>("steps"),
    conditions: entriesOf<Condition>("conditions"),
    rules: fieldsOf<Rule>("rules"),
    promises: fieldsOf<PromiseStatement>("promises"),
    scenarios: fieldsOf<Scenario>("scenarios"),
    known: collectKnown(merged),
    /** Whether something at or within `path` was removed. `path` is a field of an entry, or shorter. */
    isBroken: (path: Path) => broken.has(keyOf(path, path.length)),
  };
}

// An unknown key does not affect its neighbours, except in a condition, where keys determine the kind.
function isBreaking({ code, path }: Finding): boolean {
  return code !== "unknown-key" || path.includes("conditions") || path.includes("when");
}

function listEntries(section: string, value: unknown): Entry<unknown>[] {
  if (Array.isArray(value))
    return value.map((item, index) => ({ path: [section, index], key: String(index), value: item }));
  return Object.entries(value ?? {}).map(([key, member]) => ({ path: [section, key], key, value: member }));
}

function keyOf(path: Path, length: number): string {
  return path.slice(0, length).join("\n");
}

/** The names that a ruleset declares, in NFC, for the check of references. Null if an unreadable part may declare more. */
export type Known = ReturnType<typeof collectKnown>;

export type Names = ReadonlySet<string> | null;

/** Collects names from every entry, well-shaped or not: a channel with a broken field is still a channel. */
function collectKnown({ document, damaged }: MergedDocument) {
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
    /** The languages of all channels, as canonical tags. */
    languages: canonical(namesWithin("channels", (entry) => ownValue(entry, "languages"))),
    reasons: namesWithin("rules", reasonOf),
  };
}

function namesAmong(values: readonly unknown[]): Names {
  return values.every((value) => typeof value === "string") ? new Set(values.map(nfc)) : null;
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
