import { describe, expect, test } from "vitest";
import { COUNT_FACTS } from "../../src/values/facts.js";
import { describeAgents, describeCount, describeNumbers, describeUnsaid } from "../../src/words/describe-agents.js";

const NOTHING = { availableAgents: null, staffedAgents: null, contactsInQueue: null, estimatedWaitSeconds: null };

describe("the numbers of a contact centre in words", () => {
  test("are all named, each noun once", () => {
    const candidate = { availableAgents: 2, staffedAgents: 3, contactsInQueue: 1, estimatedWaitSeconds: 120 };
    expect(describeAgents(candidate)).toBe("2 agents free, 3 on duty, 1 customer waiting, a wait of 2 minutes");
    expect(describeAgents({ ...NOTHING, availableAgents: 1 })).toBe("1 agent free");
    expect(describeAgents(NOTHING)).toBe("nothing is known of its agents");
  });

  test("can each be counted, and left unsaid", () => {
    expect(COUNT_FACTS.map((fact) => describeCount(fact, "1"))).toEqual([
      "with 1 agent free",
      "with 1 agent on duty",
      "with 1 customer waiting",
      "with a wait of 1 second",
    ]);
    expect(COUNT_FACTS.map(describeUnsaid)).toEqual([
      "how many agents are free",
      "how many agents are on duty",
      "how many customers wait",
      "how long the wait is",
    ]);
  });

  test.each([
    ["when an agent is free at `chat`", "availableAgents", ["1 or more"]],
    ["when no agent is on duty at `chat`", "staffedAgents", ["0"]],
    ["when 1 agent is free at `chat` or nobody says how many are free", "availableAgents", ["1", "unknown"]],
    ["when 2 or more customers wait at `chat`", "contactsInQueue", ["2 or more"]],
    ["when 1 customer waits at `chat`", "contactsInQueue", ["1"]],
    ["when the wait at `chat` is 600 seconds or less", "estimatedWaitSeconds", ["600 or less"]],
    ["while nobody says how long the wait is at `chat`", "estimatedWaitSeconds", ["unknown"]],
  ] as const)("are a circumstance: `%s`", (words, fact, values) => {
    expect(describeNumbers({ fact, values }, " at `chat`")).toBe(words);
  });
});
