import * as z from "zod";
import type { AdviseEvent, OfferEvent, PreferEvent, RuleEvent, WithholdEvent } from "../../values/events.js";
import { isObject, ownValue } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import { didYouMean } from "../../values/suggest.js";
import type { PromiseStatement, Rule } from "../document.js";
import { missingKey, wrongType } from "../shape/shape-problems.js";
import { condition } from "./conditions.js";
import { closed, id, MAX_ID_LENGTH, name, oneOf, text } from "./forms.js";

const channels = (description: string) => z.array(id("An id of `channels`.")).min(1).meta({ description });
const steps = (description: string) => z.array(id("An id of `steps`.")).min(1).meta({ description });

const PARAMS = { description: "What the event is about." };

const EVENTS = {
  offer: closed({
    type: z.literal("offer").meta({ description: "The channels may be offered when the conditions hold." }),
    params: closed({ channels: channels("The channels that may be offered.") }, PARAMS),
  }) satisfies z.ZodType<OfferEvent>,
  withhold: closed({
    type: z
      .literal("withhold")
      .meta({ description: "The channels are withheld when the conditions hold, whatever offers them." }),
    params: closed(
      {
        channels: channels("The channels that are withheld; never one that is offered always."),
        reason: z.string().max(MAX_ID_LENGTH).meta({
          description: "Why, as a code of your own: lower case with hyphens, such as needs-evidence-in-writing.",
        }),
      },
      PARAMS,
    ),
  }) satisfies z.ZodType<WithholdEvent>,
  prefer: closed({
    type: z.literal("prefer").meta({ description: "The channels, where offered, move ahead of the others." }),
    params: closed({ channels: channels("The channels that move ahead.") }, PARAMS),
  }) satisfies z.ZodType<PreferEvent>,
  advise: closed({
    type: z
      .literal("advise")
      .meta({ description: "The steps are advised before contact. Looks at the request alone, not at one channel." }),
    params: closed({ steps: steps("The steps that are advised.") }, PARAMS),
  }) satisfies z.ZodType<AdviseEvent>,
} as const;

const event = oneOf<RuleEvent>(
  () => Object.values(EVENTS),
  (value) => {
    if (!isObject(value)) return wrongType("`event`", "an object", value);
    const type = ownValue(value, "type");
    if (typeof type === "string" && isEventType(type)) return [EVENTS[type]];
    if (type === undefined) return { ...missingKey("`type` of the event", TYPES), key: "type" };
    if (typeof type !== "string") return { ...wrongType("`type` of the event", "a text", type), key: "type" };
    const hint = didYouMean(type, Object.keys(EVENTS), TYPES);
    return { code: "invalid-value", problem: `unknown event type ${quote(type)}`, hint, key: "type" };
  },
  {
    description: "What the rule does.",
    defaultSnippets: Object.keys(EVENTS).map((type) => ({
      label: type,
      body: {
        type,
        params:
          type === "advise" ? { steps: ["$1"] } : { channels: ["$1"], ...(type === "withhold" && { reason: "$2" }) },
      },
    })),
  },
);

const TYPES = "write `offer`, `withhold`, `prefer` or `advise`";

function isEventType(type: string): type is keyof typeof EVENTS {
  return Object.hasOwn(EVENTS, type);
}

export const rule: z.ZodType<Rule> = closed(
  {
    name: name("What the rule is called; decisions name the rules that made them. No two are the same."),
    description: text("Why the rule is there, for whoever reads it next.").exactOptional(),
    priority: z
      .int()
      .min(1)
      .exactOptional()
      .meta({ description: "Among rules of one event, the higher goes first; 1 where it is left out." }),
    conditions: condition
      .exactOptional()
      .meta({ description: "When the rule applies; left out where it always does." }),
    event,
  },
  {
    description: "When something is offered, withheld, preferred or advised.",
    defaultSnippets: [
      {
        label: "offer a channel",
        body: {
          name: "$1",
          description: "$2",
          conditions: { all: [{ fact: "$3", operator: "$4", value: "$5" }] },
          event: { type: "offer", params: { channels: ["$6"] } },
        },
      },
    ],
  },
);

export const promise: z.ZodType<PromiseStatement> = closed(
  {
    name: name("The promise, in a sentence."),
    description: text("Why it is made.").exactOptional(),
    when: condition.exactOptional().meta({ description: "In which situations; left out for all." }),
    never: channels("Channels that may not be offered where `when` holds.").exactOptional(),
    always: channels("Channels that may be offered wherever `when` holds.").exactOptional(),
    neverSteps: steps("Steps that may not be advised where `when` holds.").exactOptional(),
    alwaysSteps: steps("Steps that are advised wherever `when` holds.").exactOptional(),
  },
  {
    description: "What must be true in every situation, whatever the rules become; `check` proves it.",
    defaultSnippets: [
      { label: "never", body: { name: "$1", when: { fact: "$2", operator: "$3", value: "$4" }, never: ["$5"] } },
    ],
  },
);
