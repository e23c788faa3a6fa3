import * as z from "zod";
import type { AgentAvailability } from "../../values/facts.js";
import { isObject } from "../../values/plain-object.js";
import type { Scenario, ScenarioExpectation, ScenarioRequest } from "../document.js";
import { typeProblem } from "../shape/shape-problems.js";
import { closed, id, nonEmptyText, oneOf, plainTextSchema, text } from "./forms.js";

const instant = (description: string) => z.string().meta({ description, examples: ["2026-11-23T10:00:00+01:00"] });
const count = (description: string) => z.int().min(0).meta({ description });
/** Null if nobody knows. */
const knownCount = (description: string) => z.int().min(0).nullable().meta({ description });
const channelIds = (description: string) => z.array(id("An id of `channels`.")).meta({ description });

const language = oneOf<string | readonly string[]>(
  () => [z.string(), z.array(z.string())],
  (value) => {
    if (typeof value === "string") return [];
    return Array.isArray(value)
      ? [z.array(z.string())]
      : typeProblem("`language`", "a language tag or a list of them", value);
  },
  { description: "The customer's languages, best first: one tag, or a list." },
);

const agents = closed({
  available: knownCount("Agents free now.").exactOptional(),
  staffed: knownCount("Agents on duty, free or not.").exactOptional(),
  estimatedWaitSeconds: z
    .number()
    .min(0)
    .nullable()
    .meta({ description: "How long a customer waits." })
    .exactOptional(),
  contactsInQueue: knownCount("How many wait already.").exactOptional(),
}) satisfies z.ZodType<AgentAvailability>;

const agentsOrNumber = oneOf<number | AgentAvailability | null>(
  () => [count("Agents free now."), agents, z.null()],
  (value) => {
    if (typeof value === "number") return [count("")];
    if (value === null) return [];
    return isObject(value)
      ? [agents]
      : typeProblem("availability", "a number of agents, an object with `available`, or null", value);
  },
);

const factValue = oneOf<boolean | number | string>(
  () => [z.union([z.boolean(), z.number(), z.string()])],
  (value) =>
    typeof value === "object"
      ? typeProblem("a fact's value", "a text, a number, `true` or `false`", value)
      : typeof value === "string"
        ? [plainTextSchema]
        : [],
);

const request: z.ZodType<ScenarioRequest> = closed(
  {
    requestType: id("An id of `requestTypes`."),
    at: instant("When the customer asks: ISO 8601 with an offset."),
    language,
    timeZone: z.string().exactOptional().meta({ description: "The customer's time zone, an IANA name." }),
    agentAvailability: z.record(z.string(), z.record(z.string(), agentsOrNumber).nullable()).exactOptional().meta({
      description:
        "By channel, then by language (* for those not listed): how many agents are free. Without it, nobody knows; null is unknown too.",
    }),
    agentAvailabilityAsOf: instant("When availability was read; `at` where it is left out.").exactOptional(),
    closedChannels: channelIds("Channels switched off by hand.").exactOptional(),
    facts: z.record(z.string(), factValue).exactOptional().meta({ description: "Values of the facts of `facts`." }),
  },
  { description: "The request, as a backend would send it." },
);

const instantOrNull = (description: string) =>
  z
    .string()
    .nullable()
    .meta({ description, examples: ["2026-11-23T18:00:00+01:00", null] });

const ruleLists = z.record(z.string(), z.array(nonEmptyText("The name of a rule.")));

const rulesByChannel = oneOf<Readonly<Record<string, readonly string[]>>>(
  () => [ruleLists],
  (value) =>
    isObject(value)
      ? [ruleLists]
      : {
          ...typeProblem("`rules`", "an object", value),
          hint: 'write the rules of each channel, such as `{ "phone": ["phone-when-staffed"] }`',
        },
  {
    description:
      "Channel to all rules that decided on it: the offer rule and the prefer rule, or the withhold rules. Any order; empty for none.",
  },
);

const expectation: z.ZodType<ScenarioExpectation> = closed(
  {
    offered: list(z.string(), "All offered channels, best first: ids, or phone:nl to state the language too."),
    withheld: byChannel(z.array(z.string()), "Channel to all codes of its reasons, in any order."),
    steps: list(id("An id of `steps`."), "All steps advised, in the order of `steps`."),
    closesAt: byChannel(
      instantOrNull("An instant with an offset, or null for none within 400 days."),
      "Offered channel to the instant it closes.",
    ),
    nextOpensAt: byChannel(
      instantOrNull("An instant with an offset, or null where time alone does not open it."),
      "Withheld channel to the instant it next opens.",
    ),
    validUntil: instantOrNull(
      "Until when the decision holds: an instant with an offset, or null where it does not change.",
    ).exactOptional(),
    rules: rulesByChannel.exactOptional(),
  },
  { description: "What is expected of the decision; what is left out is not looked at." },
);

function list<Item extends z.ZodType>(item: Item, description: string) {
  return z.array(item).exactOptional().meta({ description });
}

function byChannel<Value extends z.ZodType>(value: Value, description: string) {
  return z.record(z.string(), value).exactOptional().meta({ description });
}

export const scenario: z.ZodType<Scenario> = closed(
  {
    name: nonEmptyText("The scenario, in a sentence."),
    description: text("Why it matters.").exactOptional(),
    request,
    expect: expectation,
  },
  {
    description: "One example request with the decision it should get: a test.",
    defaultSnippets: [
      {
        label: "scenario",
        body: {
          name: "$1",
          request: { requestType: "$2", at: "2026-11-23T10:00:00+01:00", language: "$3" },
          expect: { offered: ["$4"] },
        },
      },
    ],
  },
);
