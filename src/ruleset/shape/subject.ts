import type { Path } from "../../values/issue.js";
import { ownValue } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";

/** `` rule `phone-when-staffed` ``: the entry of a section that a path leads into; null for the section itself. */
export function subjectOf(path: Path, document: unknown): string | null {
  const [section, key] = path;
  const noun = NOUNS[String(section)];
  if (noun === undefined || key === undefined) return null;
  if (typeof key === "string") return `${noun} ${quote(key)}`;
  const entry = ownValue(ownValue(document, String(section)), key);
  const called = ["name", "id"].map((field) => ownValue(entry, field)).find(isTold);
  return `${noun} ${called === undefined ? key + 1 : quote(called)}`;
}

function isTold(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** What a value is called: `` `languages` ``, or `` item 2 of `languages` ``. */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (typeof last !== "number") return last === undefined ? "the ruleset" : quote(last);
  const list = path.findLast((segment) => typeof segment === "string");
  return `item ${last + 1} of ${quote(String(list))}`;
}

const NOUNS: Readonly<Record<string, string>> = {
  channels: "channel",
  requestTypes: "request type",
  facts: "fact",
  schedules: "schedule",
  calendars: "calendar",
  steps: "step",
  conditions: "condition",
  rules: "rule",
  promises: "promise",
  scenarios: "scenario",
};
