import { describe, expect, test } from "vitest";
import { formatExplanation } from "../../src/cli/route/format-explanation.js";
import { type ConditionExplanation, createRouter, type RuleExplanation } from "../../src/index.js";
import { marketplaceSupport } from "../../src/rulesets.js";
import { desk } from "./desk.js";

const monday = { requestType: "order", at: "2026-11-23T10:00:00+01:00", language: "nl" };

describe("the explanation", () => {
  test("shows each rule, and the conditions because of which it applies or does not", async () => {
    const router = await createRouter(desk);
    const explanation = router.explain({ ...monday, agentAvailability: { phone: { nl: 0 } } });
    const phone = explanation.channels.filter(({ channel }) => channel === "phone");
    expect(formatExplanation({ ...explanation, channels: phone }, { width: 80, color: false })).toMatchInlineSnapshot(`
      "Why and why not: ✓ holds, ✗ fails, ? unknown; \`--json\` shows every condition

      phone withheld
        in Dutch: 0 agents free
          ✗ phone-in-hours does not offer it: availableAgents is at least 1 (it is 0)
            The phone is answered at the desk.
          ✗ fraud-in-writing does not withhold it: requestType is fraud (it is order)

      sign-in advised
          ✓ sign-in-first advises it: signedIn is false (it is false)
      "
    `);
  });

  test("says of a channel without candidates that it serves none of the languages", async () => {
    const router = await createRouter(desk);
    const printed = formatExplanation(router.explain({ ...monday, language: "pl" }), { width: 80, color: false });
    expect(printed).toContain("phone withheld\n  serves none of the customer's languages\n");
  });

  test("counts rules and conditions that do not fit, and languages that come out the same", () => {
    const leaf = (value: number): ConditionExplanation => {
      return { fact: "items", operator: "equal", value, actual: 0, result: "fails", reference: null };
    };
    const any = { any: [1, 2, 3, 4, 5].map(leaf), result: "fails", reference: null } as const;
    const all: ConditionExplanation = {
      all: [any, { ...leaf(0), result: "holds" }],
      result: "fails",
      reference: null,
    };
    const rules = [1, 2, 3, 4, 5].map((each): RuleExplanation => {
      return { rule: `rule-${each}`, description: null, event: "withhold", result: "fails", conditions: all };
    });
    const numbers = { availableAgents: 1, staffedAgents: null, contactsInQueue: null, estimatedWaitSeconds: null };
    const candidates = ["nl", "de", "fr"].map((language) => {
      return { language, usingFallbackLanguage: false, ...numbers, rules };
    });
    const channels = [
      { channel: "phone", outcome: "withheld" as const, always: false, manuallyClosed: false, candidates },
    ];
    const printed = formatExplanation({ steps: [], channels }, { width: 120, color: false });
    expect(printed.split("\n").slice(2).join("\n")).toMatchInlineSnapshot(`
      "phone withheld
        in Dutch: 1 agent free
          ✗ rule-1 does not withhold it: items is 1 (it is 0) or items is 2 (it is 0) or items is 3 (it is 0) or 2 more
          ✗ rule-2 does not withhold it: items is 1 (it is 0) or items is 2 (it is 0) or items is 3 (it is 0) or 2 more
          ✗ rule-3 does not withhold it: items is 1 (it is 0) or items is 2 (it is 0) or items is 3 (it is 0) or 2 more
          and 2 more rules, which do not apply
        in German: 1 agent free; all rules as in Dutch
        and 1 language more
      "
    `);
  });

  test.each(["2026-11-23T10:00:00+01:00", "2026-11-28T17:30:00+01:00", "2026-12-25T12:00:00+01:00"])(
    "of the shipped rules takes one screen for each channel, at %s",
    async (at) => {
      const router = await createRouter(marketplaceSupport);
      for (const requestType of Object.keys(marketplaceSupport.requestTypes)) {
        for (const language of [["nl", "pl", "ja"], ["pl"], ["de", "zh"]]) {
          const explanation = router.explain({ requestType, at, language });
          for (const channel of explanation.channels) {
            const printed = formatExplanation({ steps: [], channels: [channel] }, { width: 80, color: false });
            // The legend takes two lines, and the prompt one.
            expect(printed.split("\n").length - 3).toBeLessThanOrEqual(24);
          }
        }
      }
    },
  );

  test("keeps deep conditions within the screen", () => {
    let conditions: ConditionExplanation = {
      fact: "items",
      operator: "equal",
      value: 1,
      actual: 1,
      result: "holds",
      reference: null,
    };
    for (let depth = 0; depth < 30; depth++) conditions = { all: [conditions], result: "holds", reference: null };
    const rules: RuleExplanation[] = [
      { rule: "deep", description: null, event: "advise", result: "holds", conditions },
    ];
    const steps = [{ step: "sign-in", advised: true, rules }];
    const printed = formatExplanation({ steps, channels: [] }, { width: 60, color: false });
    for (const line of printed.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
  });
});
