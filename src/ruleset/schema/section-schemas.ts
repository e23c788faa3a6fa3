import * as z from "zod";
import type { BooleanFact, DeclaredFact, NumberFact, StringFact } from "../../values/declared-fact.js";
import { quote } from "../../values/quote.js";
import { synonymsFrom } from "../../values/suggest.js";
import type { AvailabilitySettings, Channel, Languages, RequestType, RulesetIdentity, Step } from "../document.js";
import type { SectionName } from "../sections.js";
import { condition } from "./conditions.js";
import { chooseByType, closed, flag, id, isPlainText, MAX_ID_LENGTH, nonEmptyText, oneOf, text } from "./forms.js";
import { promise, rule } from "./rules.js";
import { scenario } from "./scenarios.js";
import { calendar, schedule } from "./schedules.js";

/** Support is offered in about 200 languages, some with several regions. */
const MAX_LANGUAGES = 1000;
const MAX_TAGS = 100;
const MAX_FACT_VALUES = 10_000;

const rulesetIdentity: z.ZodType<RulesetIdentity> = closed(
  {
    id: id("The ruleset's own name; every decision carries it."),
    version: z
      .string()
      .min(1)
      .max(MAX_ID_LENGTH)
      .refine(isPlainText)
      .meta({ description: "Yours to choose, such as 2026.11; every decision carries it." }),
    description: text("What these rules are for, and where they come from.").exactOptional(),
  },
  { description: "Which ruleset this is. Stands in one file alone." },
);

const channel: z.ZodType<Channel> = closed(
  {
    id: id("The channel's name in rules and decisions, such as phone."),
    description: text("What the channel is, for whoever reads the rules.").exactOptional(),
    languages: z
      .array(languageTag("A language tag such as nl or pt-BR."))
      .min(1)
      .max(MAX_LANGUAGES)
      .meta({ description: "The languages in which this channel is answered, best first." }),
    always: flag(
      "Offered whatever happens; no rule can withhold it. At least one channel is. It serves the fallback language.",
    ),
    offerInFallbackLanguage: flag(
      "Offer it in the fallback language too, to customers whose own languages it does not serve.",
    ),
  },
  {
    description: "A way to reach support.",
    defaultSnippets: [{ label: "channel", description: "A new channel", body: { id: "$1", languages: ["$2"] } }],
  },
);

const languages: z.ZodType<Languages> = closed(
  {
    fallback: languageTag("The language for customers of whom no language is served. Every always channel serves it."),
    aliases: z
      .record(z.string(), languageTag("The language to read it as."))
      .exactOptional()
      .meta({ description: "A language customers ask for, and the one to read it as: gsw (Swiss German) as de." }),
  },
  { description: "How languages are read. Stands in one file alone." },
);

const requestType: z.ZodType<RequestType> = closed(
  {
    description: text("When a customer's question is of this type.").exactOptional(),
    tags: z
      .array(id("A tag that rules can look for, shared by several request types."))
      .max(MAX_TAGS)
      .exactOptional()
      .meta({ description: "Groups of request types, for rules that speak of several at once." }),
  },
  {
    description: "What a customer needs help with. The key is its id.",
    defaultSnippets: [{ label: "request type", body: { description: "$1", tags: ["$2"] } }],
  },
);

const factDescription = text("What the backend tells us here, and from where.").exactOptional();
const DEFAULT = "What it is where a request does not say. Without it, every request must.";

const booleanFact = closed({
  type: z.literal("boolean").meta({ description: "True or false." }),
  description: factDescription,
  default: z.boolean().exactOptional().meta({ description: DEFAULT }),
}) satisfies z.ZodType<BooleanFact>;

const stringFact = closed({
  type: z.literal("string").meta({ description: "A text, best one of a few values." }),
  description: factDescription,
  values: z
    .array(nonEmptyText("A value it can have."))
    .min(1)
    .max(MAX_FACT_VALUES)
    .exactOptional()
    .meta({ description: "The only values it can have." }),
  default: nonEmptyText(DEFAULT).exactOptional(),
}) satisfies z.ZodType<StringFact>;

const numberFact = closed({
  type: z
    .enum(["integer", "number"])
    .meta({ description: "A whole number, or any number.", enumDescriptions: ["A whole number.", "Any number."] }),
  description: factDescription,
  minimum: z.number().exactOptional().meta({ description: "The least it can be." }),
  maximum: z.number().exactOptional().meta({ description: "The most it can be." }),
  default: z.number().exactOptional().meta({ description: DEFAULT }),
}) satisfies z.ZodType<NumberFact>;

const declaredFact = oneOf<DeclaredFact>(
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

const availability: z.ZodType<AvailabilitySettings> = closed(
  {
    maxAgeSeconds: z
      .number()
      .positive()
      .max(31_536_000)
      .meta({ description: "When the contact centre's report is older than this, availability counts as unknown." }),
  },
  { description: "How availability is read. Stands in one file alone." },
);

const step: z.ZodType<Step> = closed(
  {
    id: id("The step's name in rules and decisions, such as sign-in."),
    description: text("What the customer is asked to do before contact.").exactOptional(),
  },
  {
    description: "Something to do before contact.",
    defaultSnippets: [{ label: "step", body: { id: "$1", description: "$2" } }],
  },
);

/** The shape of each section. Sections are parsed one by one, so that a problem in one hides nothing in another. */
export const SECTION_SCHEMAS: Readonly<Record<SectionName, z.ZodType>> = {
  ruleset: rulesetIdentity,
  channels: z.array(channel).meta({ description: "The ways to reach support, in order of preference." }),
  languages,
  requestTypes: byId("a request type", requestType, "What customers need help with."),
  facts: byId("a fact", declaredFact, "What else the backend tells of the customer."),
  availability,
  schedules: byId("a schedule", schedule, "Hours of operation."),
  calendars: byId("a calendar", calendar, "Holidays, for schedules to refer to."),
  steps: z.array(step).meta({ description: "What customers may be asked to do before contact, in this order." }),
  conditions: byId("a condition", condition, "Conditions with names, for rules and promises to refer to."),
  rules: z.array(rule).meta({
    description: "When channels are offered, withheld and preferred, and steps advised. Their order says nothing.",
  }),
  promises: z.array(promise).meta({ description: "What must be true in every situation." }),
  scenarios: z.array(scenario).meta({ description: "Example requests with the decisions they should get." }),
};

function byId(what: string, entry: z.ZodType, description: string) {
  return z.record(id(`The id of ${what}.`), entry).meta({ description });
}

function languageTag(description: string) {
  return z.string().meta({ description, examples: ["en", "nl", "pt-BR", "zh-Hant"] });
}
