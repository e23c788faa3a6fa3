import * as z from "zod/mini";
import type { AgentAvailability } from "../../values/facts.js";
import { isObject } from "../../values/plain-object.js";
import type { Scenario, ScenarioExpectation, ScenarioRequest } from "../document.js";
import { typeProblem } from "../shape/shape-problems.js";
import { closed, id, nonEmptyText, oneOf, plainTextSchema, text } from "./forms.js";

const AN_INSTANT = ["2026-11-23T10:00:00+01:00"];
const instant = (description: string) => z.string().check(z.meta({ description, examples: AN_INSTANT }));
const count = (description: string) => z.int().check(z.minimum(0), z.meta({ description }));
/** Null if nobody knows. */
const knownCount = (description: string) => z.nullable(z.int().check(z.minimum(0))).check(z.meta({ description }));
const channelIds = (description: string) => z.array(id("An id of `channels`.")).check(z.meta({ description }));

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
  available: z.exactOptional(knownCount("Agents free now.")),
  staffed: z.exactOptional(knownCount("Agents on duty, free or not.")),
  estimatedWaitSeconds: z.exactOptional(
    z.nullable(z.number().check(z.minimum(0))).check(z.meta({ description: "How long a customer waits." })),
  ),
  contactsInQueue: z.exactOptional(knownCount("How many wait already.")),
  asOf: z.exactOptional(
    z
      .nullable(z.string())
      .check(
        z.meta({ description: "When these numbers were read; with the snapshot if left out.", examples: AN_INSTANT }),
      ),
  ),
}) satisfies z.ZodMiniType<AgentAvailability<string>>;

const agentsOrNumber = oneOf<number | AgentAvailability<string> | null>(
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

const request: z.ZodMiniType<ScenarioRequest> = closed(
  {
    requestType: id("An id of `requestTypes`."),
    at: instant("When the customer asks: ISO 8601 with an offset."),
    language,
    timeZone: z.exactOptional(z.string()).check(z.meta({ description: "The customer's time zone, an IANA name." })),
    agentAvailability: z.exactOptional(z.record(z.string(), z.nullable(z.record(z.string(), agentsOrNumber)))).check(
      z.meta({
        description:
          "By channel, then by language (* for those not listed): how many agents are free. Without it, nobody knows; null is unknown too.",
      }),
    ),
    agentAvailabilityAsOf: z.exactOptional(instant("When availability was read; `at` by default.")),
    closedChannels: z.exactOptional(channelIds("Channels switched off by hand.")),
    facts: z
      .exactOptional(z.record(z.string(), factValue))
      .check(z.meta({ description: "Values of the facts of `facts`." })),
  },
  { description: "The request, as a backend would send it." },
);

const instantOrNull = (description: string) =>
  z.nullable(z.string()).check(z.meta({ description, examples: ["2026-11-23T18:00:00+01:00", null] }));

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

const expectation: z.ZodMiniType<ScenarioExpectation> = closed(
  {
    offered: list(z.string(), "All offered channels, best first: ids, or phone:nl to state the language too."),
    withheld: byChannel(z.array(z.string()), "Channel to all codes of its reasons, in any order."),
    steps: list(id("An id of `steps`."), "All steps advised, in the order of `steps`."),
    closesAt: byChannel(
      instantOrNull("An instant with an offset, or null for none within 400 days."),
      "Offered channel to the instant it closes.",
    ),
    nextOpensAt: byChannel(
      instantOrNull("An instant with an offset, or null if time alone does not open it."),
      "Withheld channel to the instant it next opens.",
    ),
    validUntil: z.exactOptional(
      instantOrNull("Until when the decision holds: an instant with an offset, or null if it does not change."),
    ),
    rules: z.exactOptional(rulesByChannel),
  },
  { description: "What is expected of the decision; the test ignores what is left out." },
);

function list<Item extends z.ZodMiniType>(item: Item, description: string) {
  return z.exactOptional(z.array(item)).check(z.meta({ description }));
}

function byChannel<Value extends z.ZodMiniType>(value: Value, description: string) {
  return z.exactOptional(z.record(z.string(), value)).check(z.meta({ description }));
}

export const scenario: z.ZodMiniType<Scenario> = closed(
  {
    name: nonEmptyText("The scenario, in a sentence."),
    description: z.exactOptional(text("Why it matters.")),
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
