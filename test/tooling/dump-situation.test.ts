import { expect, it } from "vitest";
import { dumpSituation } from "../../debug/dump-situation.js";
import request from "../../examples/requests/dutch-buyer.json" with { type: "json" };
import { compileRuleset } from "../../src/compile/compile-ruleset.js";
import { zoneOffsets } from "../../src/compile/schedule/zone-offsets.js";
import { toRuleset } from "../../src/ruleset/read-ruleset.js";
import { marketplaceSupport } from "../../src/rulesets.js";
import { loadRules } from "../../src/runtime/load-rules.js";

it("the debugging aid shows the classes of a request, the clauses that hold and the nearest misses", async () => {
  const rules = loadRules(await compileRuleset(toRuleset(marketplaceSupport)), zoneOffsets);
  const lines = dumpSituation(rules, request).split("\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      "  requestType: purchase-concern",
      "  hours of phone-desk: closed",
      "channel phone: withheld, its hours depend on 1 schedules",
      "  candidate 1: availableAgents 1, contactsInQueue unknown, estimatedWaitSeconds unknown",
      "    offers, hours aside: phone-when-open-and-agent-free#0",
      "  nearest: candidate 0, phone-when-open-and-agent-free#0, hours fail",
      "channel email: offered, its hours depend on 0 schedules",
    ]),
  );
});
