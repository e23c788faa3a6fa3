import * as z from "zod/mini";
import { alternatives, closed } from "../src/ruleset/schema/forms.js";
import { SECTION_SCHEMAS } from "../src/ruleset/schema/section-schemas.js";
import { SECTION_NAMES, type SectionName } from "../src/ruleset/sections.js";

/** A JSON Schema, draft 7. */
type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * Returns the JSON Schema of one rule file, for editors. No section is required, since a folder may spread them over several files.
 *
 * It reports less than `parseRuleset`, which sees all files and what they refer to.
 */
export function rulesetJsonSchema(): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const file = convert(ruleFile(), definitions);
  return { ...file, title: "Rule file of contact-routing", definitions: Object.fromEntries(definitions) };
}

function ruleFile(): z.ZodMiniType {
  const $schema = z
    .exactOptional(z.string())
    .check(z.meta({ description: "Where this schema is, so that an editor helps." }));
  const $comment = z
    .exactOptional(z.string())
    .check(z.meta({ description: "Words for whoever reads the file, such as where it comes from. Rules ignore it." }));
  const sections = SECTION_NAMES.map((name): [SectionName, z.ZodMiniType] => [
    name,
    z.exactOptional(SECTION_SCHEMAS[name]),
  ]);
  const description = "Some or all of the rules by which customers are offered ways to reach support.";
  return closed({ $schema, $comment, ...Object.fromEntries(sections) }, { description });
}

/** Converts a zod schema. Schemas with a name of their own go to `definitions`, since conditions are recursive. */
function convert(schema: z.ZodMiniType, definitions: Map<string, JsonSchema>): JsonSchema {
  const converted = z.toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      const shapes = alternatives.get(zodSchema);
      if (shapes === undefined) return;
      const written = alternativesOf(zodSchema, shapes(), definitions);
      // In draft 7, everything beside a `$ref` is ignored.
      if (written.$ref !== undefined) for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      Object.assign(jsonSchema, written);
    },
  });
  return converted as JsonSchema;
}

function alternativesOf(
  of: z.core.$ZodType,
  shapes: readonly z.ZodMiniType[],
  definitions: Map<string, JsonSchema>,
): JsonSchema {
  const convertShapes = () =>
    shapes.map((shape) => {
      const { $schema: _, ...schema } = convert(shape, definitions);
      return schema;
    });
  const { definition: id, ...help } = z.globalRegistry.get(of) ?? {};
  if (typeof id !== "string") return { anyOf: convertShapes() };
  if (!definitions.has(id)) {
    // Registers the name first: its shapes refer to it.
    definitions.set(id, {});
    definitions.set(id, { ...help, anyOf: convertShapes() } as JsonSchema);
  }
  return { $ref: `#/definitions/${id}` };
}
