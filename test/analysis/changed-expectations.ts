import type { RoutingDecision, RulesetDocument, ScenarioExpectation } from "../../src/index.js";
import { expectationOf } from "./expectation-of.js";

/** What a scenario states of a decision, but for one thing that is otherwise. */
export interface ChangedExpectation {
  readonly field: keyof ScenarioExpectation;
  readonly channel: string | null;
  readonly expect: ScenarioExpectation;
}

/** Every way to state one thing of a decision wrongly, the rest rightly, that the checks of a ruleset let through. */
export function changedExpectations(decision: RoutingDecision, document: RulesetDocument): ChangedExpectation[] {
  const right = expectationOf(decision);
  const { channels, steps = [], rules = [] } = document;
  const change = (field: keyof ScenarioExpectation, channel: string | null, expect: ScenarioExpectation) => {
    return { field, channel, expect };
  };
  const byChannel = <Field extends "withheld" | "closesAt" | "nextOpensAt" | "rules">(
    field: Field,
    ways: (channel: string, stated: Required<ScenarioExpectation>[Field][string]) => readonly unknown[],
  ) =>
    Object.entries(right[field]).flatMap(([channel, stated]) =>
      ways(channel, stated as Required<ScenarioExpectation>[Field][string]).map((way) =>
        change(field, channel, { ...right, [field]: { ...right[field], [channel]: way } }),
      ),
    );

  const otherLanguages = decision.offered.flatMap(({ channel, servedLanguage }, index) =>
    (channels.find(({ id }) => id === channel)?.languages ?? [])
      .filter((language) => language !== servedLanguage)
      .map((language) => right.offered.with(index, `${channel}:${language}`)),
  );
  return [
    ...[...shortened(right.offered), ...swapped(right.offered), ...otherLanguages].map((offered) =>
      change("offered", null, { ...right, offered }),
    ),
    ...Object.keys(right.withheld).flatMap((channel) => [
      // What is expected offered cannot be expected withheld as well.
      change("offered", null, {
        ...without(right, channel, ["withheld", "nextOpensAt"]),
        offered: [...right.offered, channel],
      }),
      change("closesAt", channel, {
        ...without(right, channel, ["withheld"]),
        closesAt: { ...right.closesAt, [channel]: null },
      }),
    ]),
    ...byChannel("withheld", (_, codes) => [
      ...shortened(codes).filter(({ length }) => length > 0),
      ...["no-rule", "no-agents"].filter((code) => !codes.includes(code)).map((code) => [...codes, code]),
    ]),
    ...[
      ...shortened(right.steps),
      ...swapped(right.steps),
      ...steps.filter(({ id }) => !right.steps.includes(id)).map(({ id }) => [id, ...right.steps]),
    ].map((stated) => change("steps", null, { ...right, steps: stated })),
    ...byChannel("closesAt", (_, at) => otherInstants(at)),
    ...byChannel("nextOpensAt", (_, at) => otherInstants(at)),
    ...otherInstants(right.validUntil).map((validUntil) => change("validUntil", null, { ...right, validUntil })),
    ...byChannel("rules", (channel, names) => [
      ...shortened(names),
      ...rules
        .filter(
          ({ name, event }) =>
            event.type !== "advise" && event.params.channels.includes(channel) && !names.includes(name),
        )
        .map(({ name }) => [...names, name]),
    ]),
  ];
}

function shortened(list: readonly string[]): string[][] {
  return list.map((_, index) => list.toSpliced(index, 1));
}

function swapped(list: readonly string[]): string[][] {
  return list.slice(1).map((item, index) => list.toSpliced(index, 2, item, list[index] ?? ""));
}

function otherInstants(at: string | null): (string | null)[] {
  if (at === null) return ["2027-01-01T00:00:00Z"];
  return [null, new Date(Date.parse(at) + 1).toISOString(), new Date(Date.parse(at) - 1).toISOString()];
}

function without(
  expect: Required<ScenarioExpectation>,
  channel: string,
  fields: readonly ("withheld" | "nextOpensAt")[],
): ScenarioExpectation {
  const kept = fields.map((field) => [
    field,
    Object.fromEntries(Object.entries(expect[field]).filter(([id]) => id !== channel)),
  ]);
  return { ...expect, ...Object.fromEntries(kept) };
}
