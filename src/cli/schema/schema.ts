import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import rulesetSchema from "../../../schema/ruleset.schema.json" with { type: "json" };
import { generateSchema } from "../../analysis.js";
import type { Issue, Ruleset } from "../../index.js";
import { good, strong } from "../../words/prose.js";
import { type Environment, type ExitCode, FINE } from "../environment.js";
import { locateRules, type RulesLocation } from "../input/locate-rules.js";
import { writeNamed } from "../input/write-named.js";
import { withRules } from "../report/format-issues.js";
import { print } from "../terminal/flow.js";
import { plainJson } from "../terminal/json.js";

export function addSchemaCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("schema")
    .summary("write the JSON Schema of rule files, for editors")
    .description(
      `Writes the JSON Schema of rule files, by which an editor completes and checks them. With \`--for\` it knows the words of these rules: request types, channels, facts with their operators and values, steps, schedules, calendars, conditions and reasons. \`check\` says when \`${SCHEMA_FILE}\` in the folder of the rules is out of date.`,
    )
    .option("--for <rules>", "the folder or file of the rules whose words it has")
    .option("--out <file>", "where to write it; printed by default")
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (options: SchemaOptions) => exit(await writeSchema(options, environment)));
}

/** In the folder of the rules. Files whose names begin with a dot are not rule files. */
export const SCHEMA_FILE = ".schema.json";

const EXAMPLES = `Examples:
  $ contact-routing schema > ruleset.schema.json
  $ contact-routing schema --for rules --out rules/${SCHEMA_FILE}`;

interface SchemaOptions {
  readonly for?: string;
  readonly out?: string;
}

async function writeSchema({ for: rules, out }: SchemaOptions, environment: Environment): Promise<ExitCode> {
  const write = (schema: object): ExitCode => {
    const text = `${plainJson(schema)}\n`;
    if (out === undefined) environment.stdout.write(text);
    else {
      writeNamed(out, text, environment);
      print([strong(out), ": ", good("written")], environment.stdout, environment);
    }
    return FINE;
  };
  if (rules === undefined) return write(rulesetSchema);
  return withRules(locateRules(rules, environment), environment, (ruleset) => write(projectSchema(ruleset)));
}

export function projectSchema(ruleset: Ruleset): object {
  return generateSchema(ruleset, rulesetSchema);
}

/** Reports a schema beside the rules that does not have their words. */
export function schemaFindings(ruleset: Ruleset, { spelling, cwd }: RulesLocation): Issue[] {
  const file = join(spelling, SCHEMA_FILE).replaceAll("\\", "/");
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), "utf8");
  } catch {
    return [];
  }
  if (text.replaceAll("\r\n", "\n") === `${plainJson(projectSchema(ruleset))}\n`) return [];
  const hint = `write it anew with \`contact-routing schema --for ${spelling} --out ${file}\``;
  const message = `the schema for editors is out of date; ${hint}`;
  return [{ code: "schema-out-of-date", severity: "warning", message, hint, path: "", file }];
}
