import { locateIssues } from "../../ruleset/checked-rulesets.js";
import type { Condition, PromiseStatement, Rule, Ruleset } from "../../ruleset/document.js";
import { RulesetError } from "../../values/errors.js";
import { type Issue, issueAt, type Path } from "../../values/issue.js";
import { countConjuncts } from "./conjuncts.js";
import { readsOf, type SourceExpression } from "./expression.js";

/** The conditions of a rule or a promise, and where they stand. */
export interface OwnedConditions {
  readonly who: string;
  readonly path: Path;
  readonly condition: Condition | undefined;
  /** What to do if they are too large. */
  readonly hint: string;
}

/** `index` is its index in the ruleset. */
export function conditionsOfRule({ name, conditions }: Rule, index: number): OwnedConditions {
  const path = ["rules", index, "conditions"];
  return { who: `rule \`${name}\``, path, condition: conditions, hint: "split it into several rules" };
}

/** `index` is its place in the ruleset. */
export function conditionsOfPromise({ name, when }: PromiseStatement, index: number): OwnedConditions {
  const path = ["promises", index, "when"];
  return { who: `promise \`${name}\``, path, condition: when, hint: "split it into several promises" };
}

/**
 * Refuses conditions that named conditions make huge: each may use the next one twice, which doubles the size at every step.
 *
 * Throws {@link RulesetError}. Looks at each named condition once.
 */
export function refuseManyConditions(ruleset: Ruleset, owned: readonly OwnedConditions[]): void {
  const named = ruleset.conditions ?? {};
  const known = new Map<Condition, number>();
  function sizeOf(condition: Condition): number {
    const before = known.get(condition);
    if (before !== undefined) return before;
    const children =
      "not" in condition
        ? [condition.not]
        : "condition" in condition
          ? [named[condition.condition] as Condition]
          : "all" in condition
            ? condition.all
            : "any" in condition
              ? condition.any
              : null;
    const size = children?.reduce((sum, child) => sum + sizeOf(child), 0) ?? 1;
    known.set(condition, size);
    return size;
  }

  const sizes = owned.map(({ condition }) => (condition === undefined ? 0 : sizeOf(condition)));
  refuse(
    ruleset,
    owned.flatMap(({ who, path, hint }, index) => {
      const size = sizes[index] as number;
      if (size <= MOST_CONDITIONS_OF_A_RULE) return [];
      const problem = `${who}: following its named conditions gives ${size} conditions, more than ${MOST_CONDITIONS_OF_A_RULE}`;
      return issueAt(path, { code: "too-many-conditions", problem, hint });
    }),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= MOST_CONDITIONS_OF_A_RULESET) return;
  const problem = `following its named conditions, the ruleset has ${total} conditions, more than ${MOST_CONDITIONS_OF_A_RULESET}`;
  refuse(ruleset, [
    issueAt(["rules"], { code: "too-many-conditions", problem, hint: "refer to fewer of them in each rule" }),
  ]);
}

/** Refuses conditions whose `any` lists multiply. Throws {@link RulesetError} with the count of each. */
export function refuseManyWays(
  ruleset: Ruleset,
  owned: readonly OwnedConditions[],
  expressions: readonly (SourceExpression | null)[],
): void {
  const counts = expressions.map((expression) => (expression === null ? 1 : countConjuncts(expression, readsOf)));
  refuse(
    ruleset,
    owned.flatMap(({ who, path, hint }, index) => {
      const ways = counts[index] as number;
      if (ways <= MOST_WAYS_OF_A_RULE) return [];
      const problem = `${who}: its \`any\` lists multiply to ${ways} ways to hold, more than ${MOST_WAYS_OF_A_RULE}`;
      return issueAt(path, { code: "too-many-ways", problem, hint });
    }),
  );
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= MOST_WAYS_OF_A_RULESET) return;
  const who = owned.some(({ path }) => path[0] === "promises") ? "the rules and promises" : "the rules";
  const problem = `${who} together have ${total} ways to hold, more than ${MOST_WAYS_OF_A_RULESET}`;
  refuse(ruleset, [issueAt(["rules"], { code: "too-many-ways", problem, hint: "use fewer `any` lists inside `all`" })]);
}

const MOST_CONDITIONS_OF_A_RULE = 10_000;
const MOST_CONDITIONS_OF_A_RULESET = 500_000;
const MOST_WAYS_OF_A_RULE = 4096;
const MOST_WAYS_OF_A_RULESET = 262_144;

function refuse(ruleset: Ruleset, issues: readonly Issue[]): void {
  if (issues.length > 0) throw new RulesetError(locateIssues(ruleset, issues));
}
