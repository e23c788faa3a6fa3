import * as z from "zod/mini";
import type { ConditionValue } from "../../values/facts.js";
import { BUILT_IN_FACTS } from "../../values/facts.js";
import { OPERATORS } from "../../values/operators.js";
import { isObject } from "../../values/plain-object.js";
import { quote, quoteList } from "../../values/quote.js";
import { didYouMean, synonymsFrom } from "../../values/suggest.js";
import type {
  AllCondition,
  AnyCondition,
  Condition,
  ConditionReference,
  FactCondition,
  NotCondition,
} from "../document.js";
import { typeProblem } from "../shape/shape-problems.js";
import { closed, id, isPlainText, oneOf, plainTextSchema, type ShapeProblem } from "./forms.js";

export const condition: z.ZodMiniType<Condition> = oneOf<Condition>(() => Object.values(SHAPES), chooseShapes, {
  definition: "condition",
  description:
    "When a rule applies: `all`, `any` or `not` of further conditions, a named condition, or a fact compared with a value.",
  defaultSnippets: [
    { label: "fact", description: "A fact compared with a value", body: { fact: "$1", operator: "$2", value: "$3" } },
    {
      label: "is known",
      description: "Whether an optional fact, or a number of agents, has a value",
      body: { fact: "$1", operator: "isKnown", value: true },
    },
    { label: "all", description: "All of these hold", body: { all: ["$1"] } },
    { label: "any", description: "At least one of these holds", body: { any: ["$1"] } },
    { label: "not", description: "This does not hold", body: { not: "$1" } },
    { label: "condition", description: "A condition of `conditions`, by its name", body: { condition: "$1" } },
  ],
});

const list = (description: string) => z.array(condition).check(z.minLength(1), z.meta({ description }));

const value = oneOf<ConditionValue>(
  () => [scalar, scalars],
  (actual) => {
    if (isObject(actual)) {
      const hint = "compare the fact with what you mean; a fact cannot stand here";
      return { code: "wrong-type", problem: "`value` must be a plain value, not an object", hint };
    }
    if (!Array.isArray(actual))
      return actual === null
        ? typeProblem("`value`", VALUES, actual)
        : [typeof actual === "string" ? plainTextSchema : scalar];
    const wrong = actual.find((item) => typeof item !== "string" && typeof item !== "number");
    return wrong === undefined
      ? [scalars, z.array(z.unknown().check(z.refine(isPlainValue)))]
      : typeProblem("an item of a list in `value`", "a text or a number", wrong);
  },
  { description: "What the fact is compared with: a text, a number, true or false; for in and notIn a list." },
);

/** Enough for every country and many regions. json-rules-engine searches the whole list for each value. */
const MAX_LISTED = 2_000;

const scalars = z.array(z.union([z.number(), z.string()])).check(z.maxLength(MAX_LISTED));
const scalar = z.union([z.boolean(), z.number(), z.string()]);
const isPlainValue = (item: unknown) => typeof item !== "string" || isPlainText(item);
const VALUES = "a text, a number, `true`, `false` or a list";

const SHAPES = {
  all: closed({ all: list("Holds when all of these hold.") }) satisfies z.ZodMiniType<AllCondition>,
  any: closed({ any: list("Holds when at least one of these holds.") }) satisfies z.ZodMiniType<AnyCondition>,
  not: closed({ not: condition }) satisfies z.ZodMiniType<NotCondition>,
  condition: closed({ condition: id("An id of `conditions`.") }) satisfies z.ZodMiniType<ConditionReference>,
  fact: closed({
    fact: z.string().check(
      z.meta({
        description: "The fact to read: one of `facts`, or a built-in one.",
        examples: [...BUILT_IN_FACTS.keys()],
      }),
    ),
    operator: z.string().check(z.meta({ description: "How it is compared.", examples: Object.keys(OPERATORS) })),
    value,
  }) satisfies z.ZodMiniType<FactCondition>,
} as const;

const FACT_KEYS = ["fact", "operator", "value"];
const EXECUTABLE_KEYS = ["path", "params"];

/** Chooses a shape by the keys of a node. Returns a problem if the keys fit no shape, or two. */
function chooseShapes(node: unknown): readonly z.ZodMiniType[] | ShapeProblem {
  if (Array.isArray(node))
    return { ...typeProblem("a condition", "an object", node), hint: 'write `{ "all": [ … ] }` around the list' };
  if (!isObject(node)) return typeProblem("a condition", "an object", node);
  const keys = Object.keys(node);
  const executable = keys.find((key) => EXECUTABLE_KEYS.includes(key));
  if (executable !== undefined) {
    const problem = `\`${executable}\` cannot stand in a condition; nothing in a rule file can execute`;
    const hint = "have the backend pass what needs computing as a fact";
    return { code: "unknown-key", problem, hint, key: executable, on: "key" };
  }
  const groups = (["all", "any", "not", "condition"] as const).filter((key) => keys.includes(key));
  const ofFact = FACT_KEYS.filter((key) => keys.includes(key));
  const found = [...groups, ...ofFact.slice(0, 1)];
  if (found.length > 1) {
    const problem = `${quoteList(found)} stand side by side in one condition`;
    const hint = "pick one, or nest one in the other";
    return { code: "mixed-condition", problem, hint, key: found[1] as string, on: "key" };
  }
  if (ofFact.length > 0) return [SHAPES.fact];
  const [group] = groups;
  if (group !== undefined) return [SHAPES[group]];
  return noShape(keys);
}

function noShape(keys: readonly string[]): ShapeProblem {
  const [key] = keys;
  if (key === undefined)
    return { code: "empty-list", problem: "the condition is empty", hint: "write a condition, or leave it out" };
  const otherwise = "write `all`, `any`, `not`, `condition`, or `fact`, `operator` and `value`";
  const hint = didYouMean(key, [...Object.keys(SHAPES), ...FACT_KEYS], otherwise, SYNONYMS);
  return { code: "unknown-key", problem: `${quote(key)} is not a condition`, hint, key, on: "key" };
}

// By spelling alone, `and` is closest to `any`, which would open what was meant to stay closed.
const SYNONYMS = synonymsFrom({ all: ["and"], any: ["or", "either"], not: ["none"] });
