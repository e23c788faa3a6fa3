import { locateIssues } from "../ruleset/checked-rulesets.js";
import type { Condition, Rule, Ruleset } from "../ruleset/document.js";
import { RulesetError } from "../ruleset/errors.js";
import { type Issue, issueAt } from "../ruleset/issue.js";
import type { Expression } from "./expression.js";
import { countWays } from "./ways.js";

/**
 * Refuses rules that named conditions make huge: each may use the next one twice, which doubles at every step.
 *
 * Throws {@link RulesetError}. Looks at each named condition once.
 */
export function refuseManyConditions(ruleset: Ruleset): void {
  const named = ruleset.conditions ?? {};
  const sizes = new Map<Condition, number>();
  function sizeOf(condition: Condition): number {
    const known = sizes.get(condition);
    if (known !== undefined) return known;
    const children =
      "not" in condition
        ? [condition.not]
        : "condition" in condition
          ? [named[condition.condition]]
          : "all" in condition
            ? condition.all
            : "any" in condition
              ? condition.any
              : null;
    const size = children?.reduce((sum, child) => sum + (child === undefined ? 0 : sizeOf(child)), 0) ?? 1;
    sizes.set(condition, size);
    return size;
  }

  refuse(
    ruleset,
    (ruleset.rules ?? []).flatMap(({ name, conditions }, index) => {
      const size = conditions === undefined ? 0 : sizeOf(conditions);
      if (size <= MOST_CONDITIONS_OF_A_RULE) return [];
      const problem = `rule \`${name}\`: following its named conditions gives ${size} conditions, more than ${MOST_CONDITIONS_OF_A_RULE}`;
      return issueAt(["rules", index, "conditions"], {
        code: "too-many-conditions",
        problem,
        hint: "split it into several rules",
      });
    }),
  );
}

/** Refuses rules whose `any` lists multiply. Throws {@link RulesetError}, with the count of each. */
export function refuseManyWays(
  ruleset: Ruleset,
  rules: readonly Rule[],
  expressions: readonly (Expression | null)[],
): void {
  const counts = expressions.map((expression) => (expression === null ? 1 : countWays(expression)));
  refuse(
    ruleset,
    rules.flatMap((rule, index) => {
      const ways = counts[index] ?? 1;
      if (ways <= MOST_WAYS_OF_A_RULE) return [];
      return issueAt(["rules", (ruleset.rules ?? []).indexOf(rule), "conditions"], {
        code: "too-many-ways",
        problem: `rule \`${rule.name}\`: its \`any\` lists multiply to ${ways} ways to hold, more than ${MOST_WAYS_OF_A_RULE}`,
        hint: "split it into several rules",
      });
    }),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= MOST_WAYS_OF_A_RULESET) return;
  const problem = `the rules together have ${total} ways to hold, more than ${MOST_WAYS_OF_A_RULESET}`;
  refuse(ruleset, [issueAt(["rules"], { code: "too-many-ways", problem, hint: "use fewer `any` lists inside `all`" })]);
}

const MOST_CONDITIONS_OF_A_RULE = 10_000;
const MOST_WAYS_OF_A_RULE = 4096;
const MOST_WAYS_OF_A_RULESET = 262_144;

function refuse(ruleset: Ruleset, issues: readonly Issue[]): void {
  if (issues.length > 0) throw new RulesetError(locateIssues(ruleset, issues));
}
