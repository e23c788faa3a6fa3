import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { rulesetJsonSchema } from "../../build/json-schema.js";

const schema = z.fromJSONSchema(rulesetJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);

describe("the JSON Schema", () => {
  it("is the one that is checked in; `npm run schema` writes it anew", async () => {
    await expect(`${JSON.stringify(rulesetJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      "../../schema/ruleset.schema.json",
    );
  });

  it("is of draft 7, which editors understand best", () => {
    expect(rulesetJsonSchema().$schema).toBe("http://json-schema.org/draft-07/schema#");
  });

  const files = ["rules", "examples/rulesets"].flatMap(jsonFilesIn);

  it.each(files)("accepts %s", (file) => {
    expect(schema.safeParse(JSON.parse(readFileSync(file, "utf8"))).error?.issues ?? []).toEqual([]);
  });

  it.each([
    ["an unknown section", { chanels: [] }],
    ["a condition of two shapes", { conditions: { a: { all: [{ condition: "b" }], any: [{ condition: "b" }] } } }],
    ["a path in a condition", { conditions: { a: { fact: "role", operator: "equal", value: "x", path: "$.y" } } }],
    ["hours without a leading zero", { schedules: { a: { timeZone: "UTC", weekly: { mon: ["9:00-17:00"] } } } }],
    ["an event of an unknown type", { rules: [{ name: "a", event: { type: "ofer", params: { channels: ["x"] } } }] }],
  ])("refuses %s", (_, document) => {
    expect(schema.safeParse(document).success).toBe(false);
  });

  it("describes every key, and offers something to start from where lists are long", () => {
    const undescribed: string[] = [];
    visit(rulesetJsonSchema(), "", (node, path) => {
      for (const [key, member] of Object.entries(node.properties ?? {})) {
        const { description, $ref } = member as { description?: string; $ref?: string };
        if (description === undefined && $ref === undefined) undescribed.push(`${path}/${key}`);
      }
    });
    expect(undescribed).toEqual([]);
  });
});

interface SchemaNode {
  readonly properties?: Readonly<Record<string, unknown>>;
}

function visit(node: unknown, path: string, look: (node: SchemaNode, path: string) => void): void {
  if (typeof node !== "object" || node === null) return;
  look(node, path);
  for (const [key, member] of Object.entries(node)) visit(member, `${path}/${key}`, look);
}

function jsonFilesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => join(folder, file));
}
