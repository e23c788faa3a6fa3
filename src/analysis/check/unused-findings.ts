import type { RulesetDocument } from "../../ruleset/document.js";
import { groupBy } from "../../values/group-by.js";
import type { Path, Problem } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { followReferences } from "../follow-references.js";
import { type CheckFinding, type CheckResult, type CheckSubject, findingAt } from "./check-finding.js";

/** Finds declarations that no rule or promise uses, directly or through something that is used. */
export function unusedFindings({ model }: CheckSubject): CheckResult {
  const { document } = model.compiled;
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
  for (const id of [...schedules]) {
    const schedule = document.schedules?.[String(id)];
    if (schedule !== undefined && "basedOn" in schedule) schedules.add(schedule.basedOn);
  }
  const calendars = new Set(
    Object.entries(document.schedules ?? {})
      .filter(([id]) => schedules.has(id))
      .flatMap(([, schedule]) => ("basedOn" in schedule ? [] : (schedule.holidays ?? [])))
      .map(({ calendar }) => calendar),
  );
  const keysOf = (section: "facts" | "schedules" | "calendars" | "conditions") =>
    Object.keys(document[section] ?? {}).map((id) => ({ id, path: [section, id] }));
  const stepsDeclared = (document.steps ?? []).map(({ id }, index) => ({ id, path: ["steps", index, "id"] }));
  const findings = [
    ...unused({ code: "unused-tag" }, declaredTags(document), tags, "no rule and no promise asks for it"),
    ...unused({ code: "unused-fact" }, keysOf("facts"), facts, "no rule and no promise reads it"),
    ...unused({ code: "unused-schedule" }, keysOf("schedules"), schedules, "no rule and no promise reads it"),
    ...unused(
      { code: "unused-calendar" },
      keysOf("calendars"),
      calendars,
      "no schedule in use has it among its holidays",
    ),
    ...unused({ code: "unused-condition" }, keysOf("conditions"), named, "no rule and no promise refers to it"),
    ...unused({ code: "unused-step" }, stepsDeclared, steps, "no rule advises it"),
  ];
  return { findings, undecided: [] };
}

interface Declared {
  readonly id: string;
  readonly path: Path;
}

/** Lists each tag with its first place. */
function declaredTags({ requestTypes }: RulesetDocument): Declared[] {
  const places = Object.entries(requestTypes).flatMap(([type, { tags = [] }]) =>
    tags.map((id, index) => ({ id, path: ["requestTypes", type, "tags", index] })),
  );
  return [...groupBy(places, ({ id }) => id).values()].map(([first]) => first);
}

function unused(
  { code }: Pick<Problem, "code">,
  declared: readonly Declared[],
  used: ReadonlySet<unknown>,
  why: string,
): CheckFinding[] {
  const noun = code.replace("unused-", "");
  return declared
    .filter(({ id }) => !used.has(id))
    .map(({ id, path }) => {
      const problem = `${noun} ${quote(id)} is not used: ${why}`;
      return findingAt(path, { code, severity: "warning", problem, hint: "use it, or take it out" });
    });
}
