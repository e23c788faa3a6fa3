import * as z from "zod";
import { SECTION_NAMES, type SectionName } from "../sections.js";
import { alternatives, closed } from "./forms.js";
import { SECTION_SCHEMAS } from "./section-schemas.js";

/** A JSON Schema, draft 7. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema of one rule file, for editors: the sections may be spread over the files of a folder, so none of them is required here.
 *
 * It says less than `parseRuleset`, which alone sees all files and what they refer to.
 */
export function rulesetJsonSchema(): JsonSchema {
  const definitions = new Map<string, JsonSchema>();
  const file = convert(ruleFile(), definitions);
  return {
    ...file,
    title: "Rule file of contact-routing",
    definitions: Object.fromEntries(definitions),
  };
}

function ruleFile(): z.ZodType {
  const $schema = z.string().exactOptional().meta({ description: "Where this schema is, so that an editor helps." });
  const sections = SECTION_NAMES.map((name): [SectionName, z.ZodType] => [name, SECTION_SCHEMAS[name].exactOptional()]);
  return closed(
    { $schema, ...Object.fromEntries(sections) },
    {
      description: "Some or all of the rules by which customers are offered ways to reach support.",
    },
  );
}

/** Writes a schema out; what has an id of its own goes to `definitions` and is referred to, since conditions nest. */
function convert(schema: z.ZodType, definitions: Map<string, JsonSchema>): JsonSchema {
  const converted = z.toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      const shapes = alternatives.get(zodSchema);
      if (shapes === undefined) return;
      const written = alternativesOf(zodSchema, shapes(), definitions);
      // Draft 7 reads nothing beside a `$ref`.
      if (written.$ref !== undefined) for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      Object.assign(jsonSchema, written);
    },
  });
  return converted as JsonSchema;
}

function alternativesOf(
  of: z.core.$ZodType,
  shapes: readonly z.ZodType[],
  definitions: Map<string, JsonSchema>,
): JsonSchema {
  const id = z.globalRegistry.get(of)?.definition;
  if (typeof id !== "string") return { anyOf: shapes.map((shape) => inner(shape, definitions)) };
  if (!definitions.has(id)) {
    // Put there before its shapes are written out, which refer to it.
    definitions.set(id, {});
    const { definition: _, ...help } = z.globalRegistry.get(of) ?? {};
    definitions.set(id, { ...help, anyOf: shapes.map((shape) => inner(shape, definitions)) } as JsonSchema);
  }
  return { $ref: `#/definitions/${id}` };
}

function inner(shape: z.ZodType, definitions: Map<string, JsonSchema>): JsonSchema {
  const { $schema: _, ...schema } = convert(shape, definitions);
  return schema;
}
