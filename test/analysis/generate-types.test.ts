import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { generateTypes } from "../../src/analysis.js";
import { type RulesetDocument, RulesetError } from "../../src/index.js";
import { situation } from "../arbitraries/situations.js";
import { desk } from "../cli/desk.js";
import { compileTogether } from "./compile-together.js";

/** Needs a fact, and has names that TypeScript cannot take as they are. */
const odd: RulesetDocument = {
  ...desk,
  ruleset: { id: "odd", version: '1 */ "`\u00AD' },
  requestTypes: { "constructor-1": {}, "2nd.line": {} },
  facts: {
    ...desk.facts,
    country: { type: "string", description: "Where they are */ declare const x: 1; /*" },
    "plan-name": { type: "string", values: ['"quoted"', "it's\\", "a\u00ADb"], default: '"quoted"' },
    score: { type: "number", minimum: 0, maximum: 1, default: 0.5 },
    age: { type: "integer", maximum: 150, default: 18 },
    vip: { type: "boolean", description: "Pays more.", optional: true },
  },
  steps: [],
  rules: [],
  conditions: {},
};

const bare: RulesetDocument = { ...desk, facts: {}, steps: [], rules: [], requestTypes: { order: {} } };

const IMPORTS = `import { createRouter, type ContactRequest } from "contact-routing";
import type { AlwaysChannel, Channel, Decision, Facts, Language, ReasonCode, RequestType, RulesRequest, Step } from "./desk.mjs";
const at = 0;
const language = "nl";
const requestType = "order";
`;

const GOOD: Readonly<Record<string, string>> = {
  "a request of no facts": `export const request: RulesRequest = { requestType, at, language };`,
  "a request of everything": `export const request: RulesRequest = {
    requestType: "fraud", at: new Date(0), language: ["nl", "en"], timeZone: "Europe/Amsterdam",
    agentAvailability: { phone: { nl: 2, "*": { available: 1, staffed: 2 } }, email: {} }, agentAvailabilityAsOf: "1970-01-01T00:00:00Z",
    closedChannels: ["phone"], facts: { signedIn: true, plan: "free", items: 3 },
  };`,
  "a router that takes the request": `const router = await createRouter({} as never);
    const request: RulesRequest = { requestType, at, language, facts: { plan: "paid" } };
    const decision = router.route(request) as Decision;
    router.explain(request);
    for (const { channel, servedLanguage } of decision.offered) if (channel === "email" && servedLanguage === "pl") break;
    for (const { channel, reasons } of decision.withheld) if (channel === "phone" && reasons[0]?.code === "needs-evidence") break;
    if (decision.steps[0]?.step === "sign-in") decision.validUntil?.slice();
    export const { fingerprint } = decision.ruleset;`,
  "a request put together": `const facts: Facts = { items: Number("3") };
    const type: RequestType = Math.random() < 0.5 ? "order" : "fraud";
    export const request: ContactRequest = { requestType: type, at, language, facts } satisfies RulesRequest;`,
  "every word": `export const words: [Channel, AlwaysChannel, Language, Step, ReasonCode] = ["chat", "email", "pl", "sign-in", "no-rule"];`,
};

const BAD: Readonly<Record<string, [text: string, error: RegExp]>> = {
  "a misspelt request type": [
    `export const request: RulesRequest = { requestType: "ordr", at, language };`,
    /"ordr"' is not assignable to type 'RequestType'|Did you mean '"order"'/,
  ],
  "a misspelt fact": [
    `export const request: RulesRequest = { requestType, at, language, facts: { signdIn: true } };`,
    /'signdIn' does not exist in type 'Facts'/,
  ],
  "a misspelt value": [
    `export const request: RulesRequest = { requestType, at, language, facts: { plan: "payed" } };`,
    /"payed"' is not assignable/,
  ],
  "a value of another type": [
    `export const request: RulesRequest = { requestType, at, language, facts: { items: "3" } };`,
    /'string' is not assignable to type 'number'/,
  ],
  "a misspelt channel": [
    `export const request: RulesRequest = { requestType, at, language, agentAvailability: { phnoe: { nl: 1 } } };`,
    /'phnoe' does not exist/,
  ],
  "an unknown channel switched off": [
    `export const request: RulesRequest = { requestType, at, language, closedChannels: ["sms"] };`,
    /"sms"' is not assignable/,
  ],
  "an always channel switched off": [
    `export const request: RulesRequest = { requestType, at, language, closedChannels: ["email"] };`,
    /"email"' is not assignable/,
  ],
  "a misspelt field": [
    `export const request: RulesRequest = { requestType, at, langauge: language };`,
    /'langauge' does not exist in type 'RulesRequest'/,
  ],
  "a misspelt step": [
    `export const step = (decision: Decision) => decision.steps[0]?.step === "signin";`,
    /no overlap/,
  ],
  "a misspelt reason": [
    `export const reason = (decision: Decision) => decision.withheld[0]?.reasons[0]?.code === "no-agent";`,
    /no overlap/,
  ],
  "an always channel withheld": [
    `export const reason = (decision: Decision) => decision.withheld[0]?.channel === "email";`,
    /no overlap/,
  ],
};

describe("the types of a ruleset", () => {
  let errors: Record<string, string[]>;

  beforeAll(() => {
    errors = compileTogether(
      {
        desk: generateTypes(desk),
        odd: generateTypes(odd),
        bare: generateTypes(bare),
        oddRequest: `import { createRouter } from "contact-routing";
          import type { RulesRequest, Step } from "./odd.mjs";
          const facts = { country: "NL", "plan-name": "it's\\\\", score: 0.1, age: undefined, vip: null } as const;
          export const request: RulesRequest = { requestType: "2nd.line", at: 1e12, language: "nl", facts };
          (await createRouter({} as never)).route(request);
          export const step = (is: Step): never => is;`,
        oddKnowsTypes: `import type { RulesRequest } from "./odd.mjs";
          export const request: RulesRequest = { requestType: "2nd.line", at: 1e12, language: "nl", facts: { country: "NL", vip: 1 } };`,
        oddNeedsFacts: `import type { RulesRequest } from "./odd.mjs";
          export const request: RulesRequest = { requestType: "2nd.line", at: 1e12, language: "nl" };`,
        oddNeedsCountry: `import type { RulesRequest } from "./odd.mjs";
          export const request: RulesRequest = { requestType: "2nd.line", at: 1e12, language: "nl", facts: { age: 3 } };`,
        bareRequest: `import type { RulesRequest } from "./bare.mjs";
          export const requests: RulesRequest[] = [
            { requestType: "order", at: 1e12, language: "nl" }, { requestType: "order", at: 1e12, language: "nl", facts: {} },
          ];`,
        bareHasNoFacts: `import type { RulesRequest } from "./bare.mjs";
          export const request: RulesRequest = { requestType: "order", at: 1e12, language: "nl", facts: { plan: "free" } };`,
        ...Object.fromEntries(Object.entries(GOOD).map(([name, text]) => [name, IMPORTS + text])),
        ...Object.fromEntries(Object.entries(BAD).map(([name, [text]]) => [name, IMPORTS + text])),
      },
      { exactOptionalPropertyTypes: true },
    );
  }, 60_000);

  test.each(["desk", "odd", "bare", "oddRequest", "bareRequest", ...Object.keys(GOOD)])("compile: %s", (name) => {
    expect(errors[name]).toBeUndefined();
  });

  test.each(Object.entries(BAD))("do not take %s", (name, [, error]) => {
    expect(errors[name]).toHaveLength(1);
    expect(errors[name]?.[0]).toMatch(error);
  });

  test.each([
    ["oddKnowsTypes", /^Type 'number' is not assignable/],
    ["oddNeedsFacts", /'facts' is missing/],
    ["oddNeedsCountry", /'country' is missing/],
    ["bareHasNoFacts", /not assignable to type 'never'/],
  ])("know which facts there are: %s", (name, error) => {
    expect(errors[name]).toHaveLength(1);
    expect(errors[name]?.[0]).toMatch(error);
  });

  test("compile without exact optional properties too", () => {
    const modules = { desk: generateTypes(desk) };
    const good = Object.fromEntries(Object.entries(GOOD).map(([name, text]) => [name, IMPORTS + text]));
    expect(compileTogether({ ...modules, ...good })).toEqual({});
  }, 60_000);

  test("of random rules take any request that the rules take", () => {
    const modules = fc.sample(situation, { numRuns: 12, seed: 1 }).flatMap(({ document, request }, index) => [
      [`rules${index}`, generateTypes(document)],
      [
        `request${index}`,
        `import { createRouter } from "contact-routing";
        import type { RulesRequest } from "./rules${index}.mjs";
        const request: RulesRequest = ${JSON.stringify(request)};
        (await createRouter({} as never)).route(request);
        export {};`,
      ],
    ]);
    expect(compileTogether(Object.fromEntries(modules), { exactOptionalPropertyTypes: true })).toEqual({});
  }, 60_000);
});

describe("the text", () => {
  test("says where it comes from, and holds every word once, in the order of the alphabet", () => {
    expect(generateTypes(desk)).toMatchInlineSnapshot(`
      "// Written by \`contact-routing types <rules> --out <file>\`. Run it again when the rules change; edit nothing here.
      // Ruleset: desk 1

      import type {
        AdvisedStep,
        ChannelAgents,
        ContactRequest,
        OfferedChannel,
        RoutingDecision,
        WithheldChannel,
        WithheldReason,
      } from "contact-routing";

      /** What a customer needs help with. */
      export type RequestType = "fraud" | "order";

      /** A way to reach support. */
      export type Channel = "chat" | "email" | "phone";

      /** A channel that is offered whatever happens, and cannot be switched off. */
      export type AlwaysChannel = "email";

      /** A language in which some channel is answered. */
      export type Language = "en" | "nl" | "pl";

      /** Something to do before contact. */
      export type Step = "sign-in";

      /** Why a channel is withheld. */
      export type ReasonCode =
        | "availability-known"
        | "availability-stale"
        | "availability-unknown"
        | "fact-unknown"
        | "language-not-served"
        | "manually-closed"
        | "needs-evidence"
        | "no-agents"
        | "no-rule"
        | "not-eligible"
        | "outside-hours"
        | "over-capacity"
        | "request-invalid"
        | "request-type-not-served"
        | "time-zone-unknown";

      /** What the rules ask of the customer; what has a default, or is optional, may be left out. */
      export type Facts = {
        /** A whole number. If left out: 1. */
        readonly items?: number | null | undefined;
        /** If left out: "paid". */
        readonly plan?: "free" | "paid" | null | undefined;
        /** If left out: false. */
        readonly signedIn?: boolean | null | undefined;
      };

      /** A request to these rules; \`router.route\` takes it. */
      export interface RulesRequest
        extends Omit<ContactRequest, "requestType" | "agentAvailability" | "closedChannels" | "facts"> {
        readonly requestType: RequestType;
        readonly agentAvailability?: { readonly [C in Channel]?: ChannelAgents } | null | undefined;
        readonly closedChannels?: readonly Exclude<Channel, AlwaysChannel>[] | null | undefined;
        readonly facts?: Facts | null | undefined;
      }

      /** What these rules decide: \`router.route(request) as Decision\`. */
      export interface Decision extends Omit<RoutingDecision, "offered" | "withheld" | "steps"> {
        offered: Offered[];
        withheld: Withheld[];
        steps: (AdvisedStep & { step: Step })[];
      }

      export interface Offered extends OfferedChannel {
        channel: Channel;
        servedLanguage: Language;
      }

      export interface Withheld extends WithheldChannel {
        channel: Exclude<Channel, AlwaysChannel>;
        reasons: (WithheldReason & { code: ReasonCode })[];
      }
      "
    `);
  });

  test("is the same in whatever order the words stand", () => {
    const reversed: RulesetDocument = {
      ...desk,
      channels: [...desk.channels].reverse(),
      requestTypes: Object.fromEntries(Object.entries(desk.requestTypes).reverse()),
      facts: Object.fromEntries(Object.entries(desk.facts ?? {}).reverse()),
      rules: [...(desk.rules ?? [])].reverse(),
    };
    expect(generateTypes(reversed)).toBe(generateTypes(desk));
  });

  test("shows no character that cannot be seen, and lets no text of the rules out of its place", () => {
    const text = generateTypes(odd);
    expect(text).not.toMatch(/[^\n\P{C}]|\p{Zl}|\p{Zp}/u);
    expect(text).toContain('// Ruleset: odd 1 */ \\"`\\u00ad\n');
    expect(text).toContain("/** Where they are *\\/ declare const x: 1; /* Every request must say. */");
    expect(text).toContain(String.raw`readonly "plan-name"?: "\"quoted\"" | "a\u00adb" | "it's\\" | null | undefined;`);
    expect(text).toContain("/** Pays more. If left out: unknown. */\n  readonly vip?: boolean | null | undefined;");
  });

  test("is none of a broken ruleset", () => {
    expect(() => generateTypes({ ...desk, channels: [] })).toThrow(RulesetError);
  });
});
