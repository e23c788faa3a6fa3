import fc from "fast-check";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { toRuleset } from "../../src/ruleset/read-ruleset.js";
import { type Compared, period, within } from "../../test/arbitraries/compared.js";
import { publishedSessionOf } from "../decisions/published-sessions.js";

/** The shipped rules or an example, before and after some small edits, and requests in their own words: half of `most` on average. */
export function publishedEdits(most: number): fc.Arbitrary<Compared> {
  return fc
    .tuple(publishedSessionOf(most), period, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }))
    .map(([{ document, requests }, { from, days }, edits]) => {
      // What these say of the rules is no matter, and an edit may make it wrong.
      const { promises: _, scenarios: __, ...before } = document;
      return {
        before,
        after: edits.reduce<RulesetDocument>(edited, before),
        from,
        days,
        requests: requests.map((request) => within({ from, days }, request, Date.parse(request.at))),
      };
    });
}

/** One edit of all that the document allows, the first from `choice` on that leaves a ruleset that loads. */
function edited(document: RulesetDocument, choice: number): RulesetDocument {
  const edits = editsOf(document) as RulesetDocument[];
  for (let tried = 0; tried < Math.min(MOST_TRIES, edits.length); tried++) {
    const after = edits[(choice + tried * STRIDE) % edits.length];
    if (after !== undefined && loads(after)) return after;
  }
  return document;
}

const MOST_TRIES = 20;
const STRIDE = 101;

function loads(document: RulesetDocument): boolean {
  try {
    toRuleset(document);
    return true;
  } catch {
    return false;
  }
}

/** Each way to change one thing within a value: an operator, a number, a span of hours, `true`; or to leave out one entry of a list or object. */
function editsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) => [
      value.toSpliced(index, 1),
      ...editsOf(entry).map((other) => value.with(index, other)),
    ]);
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, member]) => {
      const { [key]: _, ...rest } = value as Record<string, unknown>;
      return [rest, ...editsOf(member).map((other) => ({ ...value, [key]: other }))];
    });
  }
  if (typeof value === "number") return [value + 1, value - 1];
  if (typeof value === "boolean") return [!value];
  if (typeof value !== "string") return [];
  return [...(OTHERS[value] ?? []), ...(SPAN.test(value) ? ["08:30-16:00", "22:00-02:30"] : [])];
}

const SPAN = /^\d\d:\d\d-\d\d:\d\d$/;
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  equal: ["notEqual"],
  notEqual: ["equal"],
  in: ["notIn"],
  notIn: ["in"],
  contains: ["doesNotContain"],
  doesNotContain: ["contains"],
  duringSchedule: ["outsideSchedule"],
  outsideSchedule: ["duringSchedule"],
  lessThan: ["lessThanInclusive", "greaterThan"],
  lessThanInclusive: ["lessThan", "greaterThanInclusive"],
  greaterThan: ["greaterThanInclusive", "lessThan"],
  greaterThanInclusive: ["greaterThan", "lessThanInclusive"],
};
