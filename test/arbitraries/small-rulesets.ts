import fc from "fast-check";
import type { Channel, Condition, Rule, RulesetDocument } from "../../src/ruleset/document.js";
import type { BooleanFact } from "../../src/values/declared-fact.js";

/** What a count of agents or of waiting customers can be, as far as {@link smallRuleset} tells; null for unknown. */
export const COUNTS = { availableAgents: [null, 0, 1], contactsInQueue: [null, 0, 5] } as const;

export type SmallCount = keyof typeof COUNTS;

export const SMALL_TYPES = ["order", "fraud"] as const;

/** A Monday. */
export const SMALL_OPEN = Date.UTC(2026, 10, 23, 10);
export const SMALL_CLOSED = Date.UTC(2026, 10, 23, 20);

/** So few facts that all requests can be told one by one; most rulesets have rules that do nothing. */
export const smallRuleset: fc.Arbitrary<RulesetDocument> = fc
  .tuple(
    fc.constantFrom<SmallCount>("availableAgents", "contactsInQueue"),
    fc.constantFrom("UTC", "customer"),
    fc.constantFrom<BooleanFact>({ type: "boolean", default: false }, { type: "boolean", optional: true }),
  )
  .chain(([count, timeZone, member]) =>
    fc
      .tuple(channels, rules(count, member.optional === true))
      .map(([listed, drawn]) => ruleset(listed, drawn, timeZone, member)),
  );

const ruled = ["phone", "chat"];

/** A bound channel serves the fallback language. */
const channels: fc.Arbitrary<Channel[]> = fc
  .tuple(fc.constantFrom<string[]>(["en", "nl"], ["nl", "en"], ["nl"]), fc.boolean(), fc.boolean(), fc.nat(2))
  .map(([languages, phoneFallsBack, chatFallsBack, order]) => {
    const all: Channel[] = [
      { id: "phone", languages, offerInFallbackLanguage: phoneFallsBack && languages.includes("en") },
      { id: "chat", languages: ["en"], offerInFallbackLanguage: chatFallsBack },
      { id: "email", languages: ["en"], always: true },
    ];
    return [...all.slice(order), ...all.slice(0, order)];
  });

function ruleset(listed: Channel[], drawn: Rule[], timeZone: string, member: BooleanFact): RulesetDocument {
  return {
    ruleset: { id: "small", version: "1" },
    channels: listed,
    languages: { fallback: "en" },
    requestTypes: { order: { tags: ["quick"] }, fraud: {} },
    facts: { member },
    schedules: { desk: { timeZone, weekly: { "mon-fri": ["09:00-18:00"] } } },
    steps: [{ id: "sign-in" }],
    rules: drawn,
  };
}

function rules(count: SmallCount, isOptional: boolean): fc.Arbitrary<Rule[]> {
  const ofRequest = fc.oneof(
    leaf("requestType", ["equal", "notEqual"], ...SMALL_TYPES),
    leaf("requestTags", ["contains", "doesNotContain"], "quick"),
    leaf("member", isOptional ? ["equal", "notEqual", "isKnown"] : ["equal", "notEqual"], true, false),
    leaf("time", ["duringSchedule", "outsideSchedule"], "desk"),
  );
  const ofCandidate = fc.oneof(
    { weight: 3, arbitrary: ofRequest },
    { weight: 1, arbitrary: leaf("language", ["equal", "notEqual"], "en", "nl") },
    { weight: 1, arbitrary: leaf("usingFallbackLanguage", ["equal"], true, false) },
    leaf(count, ["isKnown"], true, false),
    {
      weight: 2,
      arbitrary:
        count === "availableAgents"
          ? leaf(count, ["greaterThanInclusive", "lessThan"], 1)
          : leaf(count, ["greaterThan", "lessThanInclusive"], 3),
    },
  );
  const offer = rule(ofCandidate, offering("offer"));
  const withhold = rule(
    ofCandidate,
    fc
      .tuple(fc.subarray(ruled, { minLength: 1 }), fc.constantFrom("in-writing", "too-busy"))
      .map(([named, reason]): Rule["event"] => ({ type: "withhold", params: { channels: named, reason } })),
  );
  const prefer = rule(ofCandidate, offering("prefer", "email"));
  const advise = rule(ofRequest, fc.constant<Rule["event"]>({ type: "advise", params: { steps: ["sign-in"] } }));
  return fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: offer },
        { weight: 3, arbitrary: withhold },
        { weight: 2, arbitrary: prefer },
        advise,
      ),
      {
        minLength: 2,
        maxLength: 6,
      },
    )
    .map((drawn) => drawn.map((each, index) => ({ name: `rule-${index}`, ...each })));
}

function offering(type: "offer" | "prefer", ...more: readonly string[]): fc.Arbitrary<Rule["event"]> {
  return fc.subarray([...ruled, ...more], { minLength: 1 }).map((named) => ({ type, params: { channels: named } }));
}

function rule(plain: fc.Arbitrary<Condition>, event: fc.Arbitrary<Rule["event"]>): fc.Arbitrary<Omit<Rule, "name">> {
  const several = fc.array(plain, { minLength: 2, maxLength: 3 });
  const conditions = fc.option(
    fc.oneof(
      plain,
      several.map((all): Condition => ({ all })),
      several.map((any): Condition => ({ any })),
      several.map((all): Condition => ({ not: { all } })),
    ),
    { freq: 5, nil: null },
  );
  return fc
    .tuple(conditions, event, fc.constantFrom(1, 2))
    .map(([when, what, priority]) => ({ priority, event: what, ...(when === null ? {} : { conditions: when }) }));
}

function leaf(
  fact: string,
  operators: readonly string[],
  ...values: (string | number | boolean)[]
): fc.Arbitrary<Condition> {
  return fc.record({
    fact: fc.constant(fact),
    operator: fc.constantFrom(...operators),
    value: fc.constantFrom(...values),
  });
}
