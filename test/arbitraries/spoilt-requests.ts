import fc from "fast-check";
import type { ScenarioRequest } from "../../src/ruleset/document.js";

/** Something wrong that is written into a request, at a path; lists and objects on the way that are not there are made. */
interface Fault {
  readonly path: readonly string[];
  readonly value: unknown;
}

const channel = fc.constantFrom("phone", "chat", "email");
const language = fc.constantFrom("nl", "en", "*", "fi");
const noNumber = fc.constantFrom<unknown>(-1, 1.5, "3", true, []);
const noInstant = fc.constantFrom<unknown>("soon", 1_700_000_000, "2026-11-23T10:00:00", {});

const dropped: fc.Arbitrary<Fault> = fc.oneof(
  at(["timeZone"], "Mars/Olympus", 7, {}),
  at(["language"], "EN_us", 7, "nl,en;q=0.8", { nl: 1 }, Array(101).fill("nl"), ["nl", "a_b", "en"], [7]),
  at(["languages"], "nl"),
  at(["facts", "unheardOf"], 1),
  at(["closedChannels"], ["email"], ["phone", "email"]),
  at(["agentAvailability"], [], 3, "none"),
  at(["agentAvailability", "fone"], { nl: 1 }, null),
  fc.record({ path: fc.constant(["agentAvailabilityAsOf"]), value: noInstant }),
  fc.record({
    path: channel.map((id) => ["agentAvailability", id]),
    value: fc.constantFrom<unknown>(3, [], "none", true),
  }),
  fc.record({
    path: fc.tuple(fc.constant("agentAvailability"), channel, fc.constantFrom("nl_NL", "", "nld", "EN")),
    value: fc.constantFrom<unknown>(0, 2, null),
  }),
  fc.record({ path: fc.tuple(fc.constant("agentAvailability"), channel, language), value: noNumber }),
  fc.record({
    path: fc.tuple(
      fc.constant("agentAvailability"),
      channel,
      language,
      fc.constantFrom("available", "staffed", "free", "estimatedWaitSeconds"),
    ),
    value: noNumber,
  }),
  fc.record({
    path: fc.tuple(fc.constant("agentAvailability"), channel, language, fc.constant("asOf")),
    value: noInstant,
  }),
);

const fatal: fc.Arbitrary<Fault> = fc.oneof(
  at(["requestType"], "refund", 7),
  at(["at"], "soon", null),
  at(["facts"], [], 7),
  at(["closedChannels"], "phone", ["fone"], [7]),
);

function at(path: readonly string[], ...values: readonly unknown[]): fc.Arbitrary<Fault> {
  return fc.record({ path: fc.constant(path), value: fc.constantFrom(...values) });
}

/** Some faults that `safeRoute` can do without, and now and then one that it cannot. */
export const faults: fc.Arbitrary<readonly Fault[]> = fc
  .tuple(fc.array(dropped, { minLength: 1, maxLength: 4 }), fc.option(fatal, { freq: 4, nil: null }))
  .map(([some, one]) => (one === null ? some : [...some, one]));

export function spoilt(request: ScenarioRequest, wrong: readonly Fault[]): unknown {
  const copy = structuredClone(request);
  for (const { path, value } of wrong) write(copy as unknown as Record<string, unknown>, path, value);
  return copy;
}

function write(within: Record<string, unknown>, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    within[key] = value;
    return;
  }
  const next = within[key];
  const isObject = typeof next === "object" && next !== null && !Array.isArray(next);
  const inner = isObject ? (next as Record<string, unknown>) : {};
  within[key] = inner;
  write(inner, rest, value);
}
