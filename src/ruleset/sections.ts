import type { RulesetDocument } from "./document.js";

export type SectionName = Exclude<keyof RulesetDocument, FileKey>;

/** Keys about a file, which rules ignore. Every file of a folder may have its own. */
type FileKey = "$schema" | "$comment";

export function isFileKey(name: string): name is FileKey {
  return name === "$schema" || name === "$comment";
}

interface Section {
  /** How the files of a folder become one: `one` may stand in a single file, lists are concatenated, maps are merged by key. */
  readonly kind: "one" | "list" | "map";
  /** What messages call an entry; null for a section without entries. */
  readonly noun: string | null;
  /** The most entries, all files together. More than anyone writes, and few enough to load in seconds. */
  readonly maxEntries: number;
  /** The text for a missing section; null for an optional section. */
  readonly ifMissing: string | null;
}

/** The sections of a rule file, in the order in which documentation lists them. */
export const SECTIONS: Readonly<Record<SectionName, Section>> = {
  ruleset: one("say which rules these are, with an `id` and a `version`"),
  channels: list("channel", 1_000, "list the ways to reach support, best first"),
  languages: one("name the `fallback` language"),
  requestTypes: map("request type", 10_000, "add what customers need help with"),
  facts: map("fact", 1_000),
  availability: one(),
  schedules: map("schedule", 1_000),
  calendars: map("calendar", 1_000),
  steps: list("step", 1_000),
  conditions: map("condition", 10_000),
  rules: list("rule", 20_000),
  promises: list("promise", 10_000),
  scenarios: list("scenario", 50_000),
};

export const SECTION_NAMES: readonly SectionName[] = Object.keys(SECTIONS).filter(isSectionName);

export function isSectionName(name: string): name is SectionName {
  return Object.hasOwn(SECTIONS, name);
}

function one(ifMissing: string | null = null): Section {
  return { kind: "one", noun: null, maxEntries: Infinity, ifMissing };
}

function list(noun: string, maxEntries: number, ifMissing: string | null = null): Section {
  return { kind: "list", noun, maxEntries, ifMissing };
}

function map(noun: string, maxEntries: number, ifMissing: string | null = null): Section {
  return { kind: "map", noun, maxEntries, ifMissing };
}
