import { describe, expect, test } from "vitest";
import { formatExplanation } from "../../src/cli/route/format-explanation.js";
import { type ConditionExplanation, createRouter, type RuleExplanation } from "../../src/index.js";
import { desk } from "./desk.js";

const monday = { requestType: "order", at: "2026-11-23T10:00:00+01:00", language: "nl" };

describe("the explanation", () => {
  test("shows each rule and condition, whether it held, and of what", async () => {
    const router = await createRouter(desk);
    const explanation = router.explain({ ...monday, agentAvailability: { phone: { nl: 0 } } });
    const phone = explanation.channels.filter(({ channel }) => channel === "phone");
    expect(formatExplanation({ ...explanation, channels: phone }, { width: 80, color: false })).toMatchInlineSnapshot(`
      "Why and why not: ✓ holds, ✗ fails, ? unknown

      phone withheld
        in Dutch: 0 agents free
          ✗ fraud-in-writing does not withhold it
            Fraud needs evidence.
            ✗ all of
              ✗ requestType is fraud; it is order
          ✗ phone-in-hours does not offer it
            The phone is answered at the desk. Source: the manual.
            ✗ all of
              ✓ within the hours of desk; it is open [open]
              ✗ availableAgents is at least 1; it is 0

      sign-in advised
        ✓ sign-in-first advises it
          ✓ all of
            ✓ signedIn is false; it is false
      "
    `);
  });

  test("says of a channel without candidates that it serves none of the languages", async () => {
    const router = await createRouter(desk);
    const printed = formatExplanation(router.explain({ ...monday, language: "pl" }), { width: 80, color: false });
    expect(printed).toContain("phone withheld\n  serves none of the customer's languages\n");
  });

  test("pushes deep conditions no further to the right than words need", () => {
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
