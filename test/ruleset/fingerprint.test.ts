import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import type { RulesetDocument, Scenario } from "../../src/ruleset/document.js";
import { fingerprintRuleset } from "../../src/ruleset/fingerprint.js";

const offer = (name: string) => ({ name, event: { type: "offer", params: { channels: ["é"] } } }) as const;

function scenario(name: string): Scenario {
  return {
    name,
    request: { requestType: "a", at: "2026-11-23T10:00:00Z", language: "en" },
    expect: { offered: ["é"] },
  };
}

const document: RulesetDocument = {
  $schema: "anywhere",
  $comment: "whatever",
  ruleset: { version: "1", id: "x" },
  channels: [{ languages: ["en"], id: "é", always: true }],
  languages: { fallback: "en" },
  requestTypes: { b: {}, a: { tags: ["z", "y"] } },
  facts: { "\u{1F600}": { type: "number", minimum: 1e21 }, "\uFB33": { type: "number", minimum: 0.000001 } },
  rules: [offer("b"), offer("a"), offer("B")],
  promises: [
    { name: "q", never: ["é"] },
    { name: "p", never: ["é"] },
  ],
  scenarios: [scenario("t"), scenario("s")],
};

it("is the SHA-256 of canonical JSON: keys by code units, rules, promises and scenarios by name, no `$schema` and `$comment`", async () => {
  const rules = ["B", "a", "b"].map(
    (name) => `{"event":{"params":{"channels":["é"]},"type":"offer"},"name":"${name}"}`,
  );
  const scenarios = ["s", "t"].map(
    (name) =>
      `{"expect":{"offered":["é"]},"name":"${name}","request":{"at":"2026-11-23T10:00:00Z","language":"en","requestType":"a"}}`,
  );
  const canonical =
    '{"channels":[{"always":true,"id":"é","languages":["en"]}],' +
    '"facts":{"\u{1F600}":{"minimum":1e+21,"type":"number"},"\uFB33":{"minimum":0.000001,"type":"number"}},' +
    '"languages":{"fallback":"en"},' +
    `"promises":[{"name":"p","never":["é"]},{"name":"q","never":["é"]}],` +
    `"requestTypes":{"a":{"tags":["z","y"]},"b":{}},"rules":[${rules.join(",")}],"ruleset":{"id":"x","version":"1"},` +
    `"scenarios":[${scenarios.join(",")}]}`;
  expect(await fingerprintRuleset(document)).toBe(createHash("sha256").update(canonical, "utf8").digest("hex"));
});

it("does not change the ruleset it is given", async () => {
  const before = structuredClone(document);
  await fingerprintRuleset(document);
  expect(document).toEqual(before);
});
