import type { RulesetDocument } from "../../ruleset/document.js";
import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { followReferences } from "../follow-references.js";
import { type CheckFinding, type CheckResult, type CheckSubject, findingAt } from "./check-finding.js";

/** Finds declarations that no rule or promise uses, directly or through something that is used. */
export function unusedFindings({ side }: CheckSubject): CheckResult {
  const { document } = side.compiled;
  const roots = [
    ...(document.rules ?? []).flatMap((rule) => rule.conditions ?? []),
    ...(document.promises ?? []).flatMap(({ when }) => when ?? []),
  ];
  const { leaves, named } = followReferences(roots, document);
  const read = (fact: string) => leaves.filter((leaf) => leaf.fact === fact);
  const facts = new Set(leaves.map(({ fact }) => fact));
  const schedules = new Set(read("time").map(({ value }) => value));
  const tags = new Set(read("requestTags").map(({ value }) => value));
  const steps = new Set(
    (document.rules ?? []).flatMap(({ event }) => (event.type === "advise" ? event.params.steps : [])),
  );
  const calendars = new Set(
    Object.entries(document.schedules ?? {})
      .filter(([id]) => schedules.has(id))
      .flatMap(([, { holidays = [] }]) => holidays.map(({ calendar }) => calendar)),
  );
  const findings = [
    ...placesOfTags(document).flatMap(({ tag, path }) =>
      tags.has(tag) ? [] : unused("tag", tag, path, "no rule and no promise asks for it"),
    ),
    ...unusedKeys("fact", document.facts, "facts", facts, "no rule and no promise reads it"),
    ...unusedKeys("schedule", document.schedules, "schedules", schedules, "no rule and no promise reads it"),
    ...unusedKeys(
      "calendar",
      document.calendars,
      "calendars",
      calendars,
      "no schedule in use has it among its holidays",
    ),
    ...unusedKeys("condition", document.conditions, "conditions", named, "no rule and no promise refers to it"),
    ...(document.steps ?? []).flatMap(({ id }, index) =>
      steps.has(id) ? [] : unused("step", id, ["steps", index, "id"], "no rule advises it"),
    ),
  ];
  return { findings, undecided: [] };
}

/** Lists each tag with its first place. */
function placesOfTags({ requestTypes }: RulesetDocument): { readonly tag: string; readonly path: Path }[] {
  const seen = new Set<string>();
  return Object.entries(requestTypes).flatMap(([type, { tags = [] }]) =>
    tags.flatMap((tag, index) => {
      if (seen.has(tag)) return [];
      seen.add(tag);
      return { tag, path: ["requestTypes", type, "tags", index] };
    }),
  );
}

function unusedKeys(
  noun: UnusedNoun,
  section: object | undefined,
  name: string,
  used: ReadonlySet<unknown>,
  why: string,
): CheckFinding[] {
  return Object.keys(section ?? {}).flatMap((key) => (used.has(key) ? [] : unused(noun, key, [name, key], why)));
}

function unused(noun: UnusedNoun, id: string, path: Path, why: string): CheckFinding[] {
  const problem = `${noun} ${quote(id)} is not used: ${why}`;
  return [findingAt(path, { ...CODES[noun], severity: "warning", problem, hint: "use it, or take it out" })];
}

type UnusedNoun = keyof typeof CODES;

// Written out, so that the test of the documented codes finds each one.

const CODES = {
  tag: { code: "unused-tag" },
  fact: { code: "unused-fact" },
  schedule: { code: "unused-schedule" },
  calendar: { code: "unused-calendar" },
  condition: { code: "unused-condition" },
  step: { code: "unused-step" },
} as const;
