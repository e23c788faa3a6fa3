import * as z from "zod";
import type { BooleanFact, DeclaredFact, NumberFact, StringFact } from "../../values/declared-fact.js";
import { ownValue } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import { didYouMean } from "../../values/suggest.js";
import { missingKey, wrongType } from "../shape/shape-problems.js";
import { closed, nameSchema, oneOf, text } from "./forms.js";

const description = text("What the backend tells us here, and from where.").exactOptional();
const DEFAULT = "What it is where a request does not say. Without it, every request must.";

const MAX_VALUES = 10_000;

const booleanFact = closed({
  type: z.literal("boolean").meta({ description: "True or false." }),
  description,
  default: z.boolean().exactOptional().meta({ description: DEFAULT }),
}) satisfies z.ZodType<BooleanFact>;

const stringFact = closed({
  type: z.literal("string").meta({ description: "A text, best one of a few values." }),
  description,
  values: z
    .array(nameSchema("A value it can have."))
    .min(1)
    .max(MAX_VALUES)
    .exactOptional()
    .meta({ description: "The only values it can have." }),
  default: nameSchema(DEFAULT).exactOptional(),
}) satisfies z.ZodType<StringFact>;

const numberFact = closed({
  type: z
    .enum(["integer", "number"])
    .meta({ description: "A whole number, or any number.", enumDescriptions: ["A whole number.", "Any number."] }),
  description,
  minimum: z.number().exactOptional().meta({ description: "The least it can be." }),
  maximum: z.number().exactOptional().meta({ description: "The most it can be." }),
  default: z.number().exactOptional().meta({ description: DEFAULT }),
}) satisfies z.ZodType<NumberFact>;

const FACT_SHAPES = new Map<unknown, z.ZodType>([
  ["boolean", booleanFact],
  ["string", stringFact],
  ["integer", numberFact],
  ["number", numberFact],
]);

export const declaredFact = oneOf<DeclaredFact>(
  () => [booleanFact, stringFact, numberFact],
  (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return wrongType("a fact", "an object", value);
    const type = ownValue(value, "type");
    const shape = FACT_SHAPES.get(type);
    if (shape !== undefined) return [shape];
    if (type === undefined) return { ...missingKey("`type`", TYPES), key: "type" };
    if (typeof type !== "string") return { ...wrongType("`type`", "a text", type), key: "type" };
    const meant = SYNONYMS.get(type.toLowerCase());
    const hint =
      meant === undefined ? didYouMean(type, [...FACT_SHAPES.keys()].map(String), TYPES) : `did you mean \`${meant}\`?`;
    return { code: "invalid-value", problem: `${quote(type)} is no type of fact`, hint, key: "type" };
  },
  {
    description: "Something the backend tells of the customer. The key is its name in conditions.",
    defaultSnippets: [
      { label: "yes or no", body: { type: "boolean", description: "$1", default: false } },
      { label: "one of a few values", body: { type: "string", description: "$1", values: ["$2"], default: "$2" } },
      { label: "a count", body: { type: "integer", description: "$1", minimum: 0, default: 0 } },
    ],
  },
);

const SYNONYMS = new Map([
  ["bool", "boolean"],
  ["yes/no", "boolean"],
  ["text", "string"],
  ["enum", "string"],
  ["int", "integer"],
  ["count", "integer"],
  ["float", "number"],
  ["decimal", "number"],
]);

const TYPES = "write `boolean`, `string`, `integer` or `number`";
