import fc from "fast-check";
import { expect, it } from "vitest";
import { type Change, compareRulesets } from "../../src/analysis.js";
import { tellChanges } from "../../src/cli/diff/describe-change.js";
import { periodOf } from "../../src/words/describe-windows.js";
import { textOf } from "../../src/words/prose.js";
import { compared } from "../arbitraries/compared.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";

it(
  "the sentence of a change drops no part of its data: with any part left out or altered, it is another one",
  async () => {
    await fc.assert(
      fc.asyncProperty(compared(1), async ({ before, after, from, days }) => {
        const { changes } = await compareRulesets(before, after, { from, days });
        const context = {
          rulesets: [before, after],
          timeZone: "Europe/Amsterdam",
          period: periodOf(from, days),
        } as const;
        const wordsOf = (change: Change) =>
          tellChanges([change], context)
            .map(({ sentence, details }) => [sentence, ...details].map(textOf).join("; "))
            .join();
        const dropped = changes.flatMap((change) =>
          alterations(change)
            .filter(({ altered }) => wordsOf(altered) === wordsOf(change))
            .map(({ what }) => `${wordsOf(change)}: ${what}`),
        );
        expect(dropped).toEqual([]);
      }),
      runs(30),
    );
  },
  PATIENCE,
);

interface Alteration {
  readonly what: string;
  readonly altered: Change;
}

function alterations(change: Change): Alteration[] {
  const altered: Alteration[] = [{ what: "inSome", altered: { ...change, inSome: !change.inSome } }];
  for (const [index, condition] of change.when.entries()) {
    // The schedules say when it is, and the windows are the same times.
    const hasSchedules = change.when.some((each) => "schedules" in each);
    altered.push({ what: condition.fact, altered: { ...change, when: change.when.toSpliced(index, 1) } });
    // "In every language it serves" says all of them.
    if (!("values" in condition) || ("isAllServed" in condition && condition.isAllServed)) continue;
    for (const place of condition.values.keys()) {
      const values = condition.values.toSpliced(place, 1);
      if (values.length === 0) continue;
      const fewer = { ...condition, values } as typeof condition;
      altered.push({
        what: `${condition.fact} ${condition.values[place]}`,
        altered: { ...change, when: change.when.with(index, fewer) },
      });
    }
    if (!hasSchedules && change.windows !== null)
      altered.push({ what: "windows", altered: { ...change, windows: null } });
  }
  for (const key of ["channel", "aheadOf", "step", "languageBefore", "languageAfter"]) {
    const value: unknown = Reflect.get(change, key);
    if (typeof value === "string")
      altered.push({ what: key, altered: { ...change, [key]: key.startsWith("language") ? "sw" : `${value}x` } });
  }
  for (const key of ["codesBefore", "codesAfter"]) {
    const value: unknown = Reflect.get(change, key);
    if (Array.isArray(value)) altered.push({ what: key, altered: { ...change, [key]: [...value, "x"] } });
  }
  return altered;
}
