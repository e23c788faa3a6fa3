import * as z from "zod";
import type { BooleanFact, DeclaredFact, NumberFact, StringFact } from "../../values/facts.js";
import { quote } from "../../values/quote.js";
import { synonymsFrom } from "../../values/suggest.js";
import { chooseByType, closed, nonEmptyText, oneOf, text } from "./forms.js";

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
    .array(nonEmptyText("A value it can have."))
    .min(1)
    .max(MAX_VALUES)
    .exactOptional()
    .meta({ description: "The only values it can have." }),
  default: nonEmptyText(DEFAULT).exactOptional(),
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

export const declaredFact = oneOf<DeclaredFact>(
  () => [booleanFact, stringFact, numberFact],
  chooseByType({ boolean: booleanFact, string: stringFact, integer: numberFact, number: numberFact }, "a fact", {
    type: "`type`",
    unknownType: (type) => `${quote(type)} is no type of fact`,
    synonyms: synonymsFrom({
      boolean: ["bool", "yes/no"],
      string: ["text", "enum"],
      integer: ["int", "count"],
      number: ["float", "decimal"],
    }),
  }),
  {
    description: "Something the backend tells of the customer. The key is its name in conditions.",
    defaultSnippets: [
      { label: "yes or no", body: { type: "boolean", description: "$1", default: false } },
      { label: "one of a few values", body: { type: "string", description: "$1", values: ["$2"], default: "$2" } },
      { label: "a count", body: { type: "integer", description: "$1", minimum: 0, default: 0 } },
    ],
  },
);
