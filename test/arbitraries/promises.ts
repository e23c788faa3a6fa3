import fc from "fast-check";
import type { PromiseStatement } from "../../src/ruleset/document.js";
import { condition } from "./conditions.js";
import { RULED_CHANNELS, STEP_IDS } from "./vocabulary.js";

const channels = fc.subarray([...RULED_CHANNELS], { minLength: 1 });
const steps = fc.subarray([...STEP_IDS], { minLength: 1 });

const ofChannels = fc.record(
  { when: condition("candidate", ["customer", "ready", "both"], 2), never: channels },
  { requiredKeys: ["never"] },
);
const ofOfferedChannels = fc.record(
  {
    when: condition("candidate", ["customer", "ready", "both"], 2),
    always: fc.subarray([...RULED_CHANNELS, "email"], { minLength: 1 }),
  },
  { requiredKeys: ["always"] },
);
const ofSteps = fc.record(
  { when: condition("request", ["customer"], 2), neverSteps: steps },
  { requiredKeys: ["neverSteps"] },
);
const ofAdvisedSteps = fc.record(
  { when: condition("request", ["customer"], 2), alwaysSteps: steps },
  { requiredKeys: ["alwaysSteps"] },
);

/** Promises to a ruleset that is drawn beside them; most are broken. */
export const promises: fc.Arbitrary<PromiseStatement[]> = fc
  .array(fc.oneof(ofChannels, ofOfferedChannels, ofSteps, ofAdvisedSteps), { minLength: 1, maxLength: 4 })
  .map((drawn) => drawn.map((promise, index) => ({ name: `promise ${index}`, ...promise })));
