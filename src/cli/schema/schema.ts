import rulesetSchema from "../../../schema/ruleset.schema.json" with { type: "json" };
import { type Environment, type ExitCode, FINE } from "../environment.js";
import { plainJson } from "../terminal/json.js";

/** Prints the JSON Schema of rule files, by which an editor completes and checks them. */
export function schema({ stdout }: Environment): ExitCode {
  stdout.write(`${plainJson(rulesetSchema)}\n`);
  return FINE;
}
