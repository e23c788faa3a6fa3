import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { fingerprintRuleset } from "../../src/ruleset/fingerprint.js";

const offer = (name: string) => ({ name, event: { type: "offer", params: { channels: ["é"] } } }) as const;

const document: RulesetDocument = {
  $schema: "anywhere",
  ruleset: { version: "1", id: "x" },
  channels: [{ languages: ["en"], id: "é", always: true }],
  languages: { fallback: "en" },
  requestTypes: { b: {}, a: { tags: ["z", "y"] } },
  facts: { "\u{1F600}": { type: "number", minimum: 1e21 }, "\uFB33": { type: "number", minimum: 0.000001 } },
  rules: [offer("b"), offer("a"), offer("B")],
};

it("is the SHA-256 of canonical JSON: keys by code units, rules by name, no `$schema`", async () => {
  const rules = ["B", "a", "b"].map(
    (name) => `{"event":{"params":{"channels":["é"]},"type":"offer"},"name":"${name}"}`,
  );
  const canonical =
    '{"channels":[{"always":true,"id":"é","languages":["en"]}],' +
    '"facts":{"\u{1F600}":{"minimum":1e+21,"type":"number"},"\uFB33":{"minimum":0.000001,"type":"number"}},' +
    '"languages":{"fallback":"en"},"requestTypes":{"a":{"tags":["z","y"]},"b":{}},' +
    `"rules":[${rules.join(",")}],"ruleset":{"id":"x","version":"1"}}`;
  expect(await fingerprintRuleset(document)).toBe(createHash("sha256").update(canonical, "utf8").digest("hex"));
});

it("does not change the ruleset it is given", async () => {
  const before = structuredClone(document);
  await fingerprintRuleset(document);
  expect(document).toEqual(before);
});
