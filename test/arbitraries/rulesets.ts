import fc from "fast-check";
import type { AvailabilitySettings, Channel, Condition, Rule, RulesetDocument } from "../../src/ruleset/document.js";
import { condition, type Scope } from "./conditions.js";
import { allServedLanguages, languageSettings, servedLanguages } from "./languages.js";
import { hours } from "./schedules.js";
import { declaredFacts, RULED_CHANNELS, requestTypes, STEP_IDS } from "./vocabulary.js";

/** Names whose order is not the order of an alphabet without case. */
const RULE_NAMES = ["ant", "bee", "Cat", "dog", "Elk", "fox", "gnu", "hen"] as const;

const ruledChannels = fc.tuple(...RULED_CHANNELS.map((id) => ruledChannel(id)));

const email: fc.Arbitrary<Channel> = allServedLanguages.map((languages) => ({ id: "email", languages, always: true }));

/** Of a second always channel, if there is one. */
const formLanguages = fc.option(servedLanguages, { nil: null });

const conditions: fc.Arbitrary<Record<string, Condition>> = fc.record({
  customer: condition("request", [], 1),
  ready: condition("candidate", [], 1),
  both: condition("candidate", ["customer", "ready"], 2),
});

const channels = fc.subarray([...RULED_CHANNELS], { minLength: 1 });

const event: fc.Arbitrary<Pick<Rule, "conditions" | "event">> = fc.oneof(
  {
    weight: 5,
    arbitrary: ruleOn("candidate", fc.record({ type: fc.constant("offer" as const), params: fc.record({ channels }) })),
  },
  {
    weight: 2,
    arbitrary: ruleOn(
      "candidate",
      fc.record({
        type: fc.constant("withhold" as const),
        params: fc.record({ channels, reason: fc.constantFrom("in-writing", "too-busy") }),
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: ruleOn(
      "candidate",
      fc.record({
        type: fc.constant("prefer" as const),
        params: fc.record({ channels: fc.subarray([...RULED_CHANNELS, "email"], { minLength: 1 }) }),
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: ruleOn(
      "request",
      fc.record({
        type: fc.constant("advise" as const),
        params: fc.record({ steps: fc.subarray([...STEP_IDS], { minLength: 1 }) }),
      }),
    ),
  },
);

/** Each name has a rule or none; they start anywhere, so that their order is not that of the names. */
const rules: fc.Arbitrary<Rule[]> = fc
  .tuple(fc.nat(RULE_NAMES.length), ...RULE_NAMES.map((name) => fc.option(rule(name), { freq: 4, nil: null })))
  .map(([first, ...slots]) => [...slots.slice(first), ...slots.slice(0, first)].filter((each) => each !== null));

const availability: fc.Arbitrary<AvailabilitySettings> = fc.record({ maxAgeSeconds: fc.constantFrom(1, 120, 86_400) });

/** A ruleset that loads without an error. */
export const rulesetDocument: fc.Arbitrary<RulesetDocument> = fc
  .record(
    {
      languages: languageSettings,
      ruledChannels,
      email,
      formLanguages,
      order: fc.nat(),
      facts: declaredFacts,
      availability,
      hours,
      conditions,
      rules,
    },
    {
      requiredKeys: [
        "languages",
        "ruledChannels",
        "email",
        "formLanguages",
        "order",
        "facts",
        "hours",
        "conditions",
        "rules",
      ],
    },
  )
  .map(
    ({ ruledChannels: ruled, email: always, formLanguages: form, order, hours: { schedules, calendars }, ...rest }) => {
      const { fallback } = rest.languages;
      const forms: Channel[] = form === null ? [] : [{ id: "form", languages: form, always: true }];
      const all = [...ruled, always, ...forms].map((channel) => servingFallback(channel, fallback));
      return {
        ruleset: { id: "generated", version: "1" },
        channels: all.map((_, index) => all[(index + order) % all.length]).filter((channel) => channel !== undefined),
        requestTypes,
        ...rest,
        schedules,
        calendars,
        steps: STEP_IDS.map((id) => ({ id })),
      };
    },
  );

/** Who is offered in the fallback language serves it. */
function servingFallback(channel: Channel, fallback: string): Channel {
  const isBound = channel.always === true || channel.offerInFallbackLanguage === true;
  return isBound ? { ...channel, languages: [...new Set([...channel.languages, fallback])] } : channel;
}

function ruledChannel(id: string): fc.Arbitrary<Channel> {
  return fc.record(
    { id: fc.constant(id), languages: servedLanguages, offerInFallbackLanguage: fc.constantFrom(false, true, true) },
    { requiredKeys: ["id", "languages"] },
  );
}

function rule(name: string): fc.Arbitrary<Rule> {
  const priority = fc.record({ priority: fc.constantFrom(1, 2, 3) }, { requiredKeys: [] });
  return fc.tuple(priority, event).map(([rank, rest]) => ({ name, ...rank, ...rest }));
}

/** One rule in six always applies. */
function ruleOn(
  scope: Scope,
  ruleEvent: fc.Arbitrary<Rule["event"]>,
): fc.Arbitrary<Pick<Rule, "conditions" | "event">> {
  const references = scope === "request" ? ["customer"] : ["customer", "ready", "both"];
  return fc
    .tuple(fc.option(condition(scope, references, 3), { freq: 6, nil: null }), ruleEvent)
    .map(([conditions, event]) => (conditions === null ? { event } : { conditions, event }));
}
