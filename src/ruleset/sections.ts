import type { RulesetDocument } from "./document.js";

export type SectionName = Exclude<keyof RulesetDocument, "$schema">;

/** How a section of several files becomes one: `one` stands in one file alone, lists are joined, maps are joined by key. */
export const SECTION_KINDS: Readonly<Record<SectionName, "one" | "list" | "map">> = {
  ruleset: "one",
  channels: "list",
  languages: "one",
  requestTypes: "map",
  facts: "map",
  availability: "one",
  schedules: "map",
  calendars: "map",
  steps: "list",
  conditions: "map",
  rules: "list",
  promises: "list",
  scenarios: "list",
};

export const SECTION_NAMES: readonly SectionName[] = Object.keys(SECTION_KINDS).filter(isSectionName);

export const REQUIRED_SECTIONS = ["ruleset", "channels", "languages", "requestTypes"] as const;

export function isSectionName(name: string): name is SectionName {
  return Object.hasOwn(SECTION_KINDS, name);
}
