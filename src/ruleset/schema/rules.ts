import * as z from "zod";
import { EVENT_TYPES, EVENTS, type EventType, type RuleEvent } from "../../values/events.js";
import { quote } from "../../values/quote.js";
import type { PromiseStatement, Rule } from "../document.js";
import { condition } from "./conditions.js";
import { chooseByType, closed, id, MAX_ID_LENGTH, nonEmptyText, oneOf, text } from "./forms.js";

const channels = (description: string) => z.array(id("An id of `channels`.")).min(1).meta({ description });
const steps = (description: string) => z.array(id("An id of `steps`.")).min(1).meta({ description });

const EVENT_SCHEMAS = Object.fromEntries(EVENT_TYPES.map((type) => [type, eventSchema(type)])) as Readonly<
  Record<EventType, z.ZodType>
>;

const event = oneOf<RuleEvent>(
  () => Object.values(EVENT_SCHEMAS),
  chooseByType(EVENT_SCHEMAS, "`event`", {
    type: "`type` of the event",
    unknownType: (type) => `unknown event type ${quote(type)}`,
  }),
  {
    description: "What the rule does.",
    defaultSnippets: EVENT_TYPES.map((type) => {
      const { names, givesReason } = EVENTS[type];
      return { label: type, body: { type, params: { [names]: ["$1"], ...(givesReason && { reason: "$2" }) } } };
    }),
  },
);

function eventSchema(type: EventType): z.ZodType {
  const { description, names, namesDescription, givesReason } = EVENTS[type];
  const reason = z.string().max(MAX_ID_LENGTH).meta({
    description: "Why, as a code of your own: lower case with hyphens, such as needs-evidence-in-writing.",
  });
  const list = names === "channels" ? channels : steps;
  return closed({
    type: z.literal(type).meta({ description }),
    params: closed(
      { [names]: list(namesDescription), ...(givesReason && { reason }) },
      { description: "What the event is about." },
    ),
  });
}

export const rule: z.ZodType<Rule> = closed(
  {
    name: nonEmptyText("What the rule is called; decisions name the rules that made them. No two are the same."),
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
    name: nonEmptyText("The promise, in a sentence."),
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
