import type { PromiseStatement } from "../../ruleset/document.js";
import type { RuleEvent } from "../../values/events.js";
import { type EventType, namedBy } from "../../values/events.js";

/** The tables that a rule's clauses are in: one for each channel or step that its event names. An id holds no space. */
export function tablesOfEvent(event: RuleEvent): string[] {
  return namedBy(event).map((named) => tableName(event.type, named));
}

export function tableName(type: EventType, named: string): string {
  return `${type} ${named}`;
}

/** The same for a promise. */
export function tablesOfPromise({ never, always, neverSteps, alwaysSteps }: PromiseStatement): string[] {
  return [...(never ?? []), ...(always ?? []), ...(neverSteps ?? []), ...(alwaysSteps ?? [])].map(
    (named) => `promise ${named}`,
  );
}
