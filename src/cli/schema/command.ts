import type { Command } from "commander";
import type { Environment, ExitCode } from "../environment.js";
import { schema } from "./schema.js";

export function addSchemaCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("schema")
    .summary("print the JSON Schema of rule files")
    .description("Prints the JSON Schema of rule files, by which an editor completes and checks them.")
    .addHelpText("after", "\nExample:\n  $ contact-routing schema > ruleset.schema.json")
    .action(() => exit(schema(environment)));
}
