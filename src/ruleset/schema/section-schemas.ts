import * as z from "zod/mini";
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

const rulesetIdentity: z.ZodMiniType<RulesetIdentity> = closed(
  {
    id: id("The ruleset's own name; every decision carries it."),
    version: z
      .string()
      .check(
        z.minLength(1),
        z.maxLength(MAX_ID_LENGTH),
        z.refine(isPlainText),
        z.meta({ description: "Yours to choose, such as 2026.11; every decision carries it." }),
      ),
    description: z.exactOptional(text("The purpose of these rules, and their source.")),
  },
  { description: "Which ruleset this is. Stands in one file alone." },
);

const channel: z.ZodMiniType<Channel> = closed(
  {
    id: id("The channel's name in rules and decisions, such as phone."),
    description: z.exactOptional(text("What the channel is, for whoever reads the rules.")),
    languages: z
      .array(languageTag("A language tag such as nl or pt-BR."))
      .check(
        z.minLength(1),
        z.maxLength(MAX_LANGUAGES),
        z.meta({ description: "The languages in which this channel is answered, best first." }),
      ),
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

const languages: z.ZodMiniType<Languages> = closed(
  {
    fallback: languageTag("The language for customers of whom no language is served. Every always channel serves it."),
    aliases: z
      .exactOptional(z.record(z.string(), languageTag("The language to read it as.")))
      .check(
        z.meta({ description: "A language customers ask for, and the one to read it as: gsw (Swiss German) as de." }),
      ),
  },
  { description: "How languages are read. Stands in one file alone." },
);

const requestType: z.ZodMiniType<RequestType> = closed(
  {
    description: z.exactOptional(text("When a customer's question is of this type.")),
    tags: z
      .exactOptional(
        z.array(id("A tag that rules can look for, shared by several request types.")).check(z.maxLength(MAX_TAGS)),
      )
      .check(z.meta({ description: "Groups of request types, for rules that speak of several at once." })),
  },
  {
    description: "What a customer needs help with. The key is its id.",
    defaultSnippets: [{ label: "request type", body: { description: "$1", tags: ["$2"] } }],
  },
);

const factDescription = z.exactOptional(text("What the backend tells us here, and from where."));
const DEFAULT =
  "The value if a request does not give one. Without a default, every request must give one, unless the fact is optional.";
const optional = flag("A request may leave it out; then it is unknown. Not together with a default.");

const booleanFact = closed({
  type: z.literal("boolean").check(z.meta({ description: "True or false." })),
  description: factDescription,
  optional,
  default: z.exactOptional(z.boolean()).check(z.meta({ description: DEFAULT })),
}) satisfies z.ZodMiniType<BooleanFact>;

const stringFact = closed({
  type: z.literal("string").check(z.meta({ description: "A text, best one of a few values." })),
  description: factDescription,
  values: z
    .exactOptional(z.array(nonEmptyText("A value it can have.")).check(z.minLength(1), z.maxLength(MAX_FACT_VALUES)))
    .check(z.meta({ description: "The only values it can have." })),
  optional,
  default: z.exactOptional(nonEmptyText(DEFAULT)),
}) satisfies z.ZodMiniType<StringFact>;

const numberFact = closed({
  type: z
    .enum(["integer", "number"])
    .check(
      z.meta({ description: "A whole number, or any number.", enumDescriptions: ["A whole number.", "Any number."] }),
    ),
  description: factDescription,
  minimum: z.exactOptional(z.number()).check(z.meta({ description: "The least it can be." })),
  maximum: z.exactOptional(z.number()).check(z.meta({ description: "The most it can be." })),
  optional,
  default: z.exactOptional(z.number()).check(z.meta({ description: DEFAULT })),
}) satisfies z.ZodMiniType<NumberFact>;

const declaredFact = oneOf<DeclaredFact>(
  () => [booleanFact, stringFact, numberFact],
  chooseByType({ boolean: booleanFact, string: stringFact, integer: numberFact, number: numberFact }, "a fact", {
    type: "`type`",
    unknownType: (type) => `${quote(type)} is not a type of fact`,
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
      { label: "yes, no or unknown", body: { type: "boolean", description: "$1", optional: true } },
      { label: "a count", body: { type: "integer", description: "$1", minimum: 0, default: 0 } },
    ],
  },
);

const availability: z.ZodMiniType<AvailabilitySettings> = closed(
  {
    maxAgeSeconds: z
      .number()
      .check(
        z.positive(),
        z.maximum(31_536_000),
        z.meta({ description: "When the contact centre's report is older than this, availability counts as unknown." }),
      ),
  },
  { description: "How availability is read. Stands in one file alone." },
);

const step: z.ZodMiniType<Step> = closed(
  {
    id: id("The step's name in rules and decisions, such as sign-in."),
    description: z.exactOptional(text("The step to take before contact.")),
  },
  {
    description: "Something to do before contact.",
    defaultSnippets: [{ label: "step", body: { id: "$1", description: "$2" } }],
  },
);

/** The shape of each section. Sections are parsed one by one, so that a problem in one hides nothing in another. */
export const SECTION_SCHEMAS: Readonly<Record<SectionName, z.ZodMiniType>> = {
  ruleset: rulesetIdentity,
  channels: z.array(channel).check(z.meta({ description: "The ways to reach support, in order of preference." })),
  languages,
  requestTypes: byId("a request type", requestType, "What customers need help with."),
  facts: byId("a fact", declaredFact, "What else the backend tells of the customer."),
  availability,
  schedules: byId("a schedule", schedule, "Hours of operation."),
  calendars: byId("a calendar", calendar, "Holidays, for schedules to refer to."),
  steps: z
    .array(step)
    .check(z.meta({ description: "What customers may be asked to do before contact, in this order." })),
  conditions: byId("a condition", condition, "Conditions with names, for rules and promises to refer to."),
  rules: z.array(rule).check(
    z.meta({
      description: "When channels are offered, withheld and preferred, and steps advised. Their order says nothing.",
    }),
  ),
  promises: z.array(promise).check(z.meta({ description: "What must be true in every situation." })),
  scenarios: z.array(scenario).check(z.meta({ description: "Example requests with the decisions they should get." })),
};

function byId(what: string, entry: z.ZodMiniType, description: string) {
  return z.record(id(`The id of ${what}.`), entry).check(z.meta({ description }));
}

function languageTag(description: string) {
  return z.string().check(z.meta({ description, examples: ["en", "nl", "pt-BR", "zh-Hant"] }));
}
