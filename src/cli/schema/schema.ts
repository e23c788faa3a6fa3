import type { Command } from "commander";
import rulesetSchema from "../../../schema/ruleset.schema.json" with { type: "json" };
import { type Environment, type ExitCode, FINE } from "../environment.js";
import { plainJson } from "../terminal/json.js";

export function addSchemaCommand(program: Command, { stdout }: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("schema")
    .summary("print the JSON Schema of rule files")
    .description("Prints the JSON Schema of rule files, by which an editor completes and checks them.")
    .addHelpText("after", "\nExample:\n  $ contact-routing schema > ruleset.schema.json")
    .action(() => {
      stdout.write(`${plainJson(rulesetSchema)}\n`);
      exit(FINE);
    });
}
