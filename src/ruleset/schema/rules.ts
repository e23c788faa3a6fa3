import * as z from "zod/mini";
import { EVENT_TYPES, EVENTS, type EventType, type RuleEvent } from "../../values/events.js";
import { quote } from "../../values/quote.js";
import type { PromiseStatement, Rule } from "../document.js";
import { condition } from "./conditions.js";
import { chooseByType, closed, id, MAX_ID_LENGTH, nonEmptyText, oneOf, text } from "./forms.js";

const channels = (description: string) =>
  z.array(id("An id of `channels`.")).check(z.minLength(1), z.meta({ description }));
const steps = (description: string) => z.array(id("An id of `steps`.")).check(z.minLength(1), z.meta({ description }));

const EVENT_SCHEMAS = Object.fromEntries(EVENT_TYPES.map((type) => [type, eventSchema(type)])) as Readonly<
  Record<EventType, z.ZodMiniType>
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

function eventSchema(type: EventType): z.ZodMiniType {
  const { description, names, namesDescription, givesReason } = EVENTS[type];
  const reason = z.string().check(
    z.maxLength(MAX_ID_LENGTH),
    z.meta({
      description: "Why, as a code of your own: lower case with hyphens, such as needs-evidence-in-writing.",
    }),
  );
  const list = names === "channels" ? channels : steps;
  return closed({
    type: z.literal(type).check(z.meta({ description })),
    params: closed(
      { [names]: list(namesDescription), ...(givesReason && { reason }) },
      { description: "The details of the event." },
    ),
  });
}

export const rule: z.ZodMiniType<Rule> = closed(
  {
    name: nonEmptyText("The rule's name, different from all others. Decisions name the rules that made them."),
    description: z.exactOptional(text("Why the rule is there, for whoever reads it next.")),
    priority: z
      .exactOptional(z.int().check(z.minimum(1)))
      .check(z.meta({ description: "Among rules of one event, the higher goes first; 1 by default." })),
    conditions: z
      .exactOptional(condition)
      .check(z.meta({ description: "When the rule applies; left out where it always does." })),
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

export const promise: z.ZodMiniType<PromiseStatement> = closed(
  {
    name: nonEmptyText("The promise, in a sentence."),
    description: z.exactOptional(text("Why it is made.")),
    when: z.exactOptional(condition).check(z.meta({ description: "In which situations; left out for all." })),
    never: z.exactOptional(channels("Channels that may not be offered where `when` holds.")),
    always: z.exactOptional(channels("Channels that may be offered wherever `when` holds.")),
    neverSteps: z.exactOptional(steps("Steps that may not be advised where `when` holds.")),
    alwaysSteps: z.exactOptional(steps("Steps that are advised wherever `when` holds.")),
  },
  {
    description: "What must be true in every situation, whatever the rules become; `check` proves it.",
    defaultSnippets: [
      { label: "never", body: { name: "$1", when: { fact: "$2", operator: "$3", value: "$4" }, never: ["$5"] } },
    ],
  },
);
