import { Command, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { type CheckOptions, check, REPORT_FORMATS } from "./check.js";
import { DIFF_FORMATS, type DiffOptions, diff } from "./diff.js";
import type { Environment, ExitCode } from "./environment.js";
import { init } from "./init.js";
import { MATRIX_FORMATS, type MatrixCommandOptions, matrix } from "./matrix.js";
import { plainText } from "./plain-text.js";
import { REPLAY_FORMATS, type ReplayOptions, replay } from "./replay.js";
import { type RouteOptions, route } from "./route.js";
import { schema } from "./schema.js";
import { screenOf } from "./screen.js";
import { bad, paint, strong } from "./span.js";
import { type TestOptions, test } from "./test.js";
import { type TypesOptions, types } from "./types.js";

/** The commands, their flags and their help. What they throw comes out of `parseAsync`, and so does commander's own error. */
export function createProgram(environment: Environment, exit: (code: ExitCode) => void): Command {
  const { stdout, stderr } = environment;
  const screen = screenOf(stdout, environment);
  const errorLabel = paint(bad("error:"), screenOf(stderr, environment));
  const program = new Command("contact-routing")
    .description("Decides which support channels to offer a customer, from rule files, and says why.")
    .version(packageJson.version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ styleTitle: (title) => paint(strong(title), screen) })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(`${describeRefusal(text).replace(/^error:/, () => errorLabel)}\n`),
      getOutHelpWidth: () => screen.width,
      getErrHelpWidth: () => screenOf(stderr, environment).width,
      getOutHasColors: () => screen.color,
      getErrHasColors: () => screenOf(stderr, environment).color,
    })
    .addHelpText("after", `\n${EXIT_CODES}`);

  program
    .command("route")
    .summary("decide one request")
    .description("Decides one request: what to offer, best first, what to do before, what not to offer and why.")
    .argument("[rules]", RULES)
    .optionsGroup("The request:")
    .option(
      "--request <file>",
      "the whole request, as JSON; `-` for standard input, read too where there is no --type. The flags below replace parts of it",
    )
    .option("--type <id>", "what the customer needs help with")
    .option(
      "--at <instant>",
      "when, such as `2026-11-23 10:00` by the desk's clock, or with an offset; now where it is left out",
    )
    .option(
      "--language <tags>",
      "best first, such as `nl,en`, or an Accept-Language header; else the fallback language",
    )
    .option("--time-zone <zone>", "the customer's, such as Europe/Amsterdam")
    .option("--fact <fact=value>", "of the customer, such as signedIn=true; more than once", collect)
    .option("--closed <channels>", "switched off by hand, such as `phone,chat`", collect)
    .optionsGroup("The agents, as channel.language=number; no language stands for all:")
    .option("--agents <list>", "how many are free, such as `chat.nl=2,phone=1`; `none` for nobody", collect)
    .option("--staffed <list>", "how many are on duty", collect)
    .option("--queue <list>", "how many customers wait", collect)
    .option("--wait <list>", "how many seconds they wait", collect)
    .option("--as-of <instant>", "when this was reported; the instant of the request where it is left out")
    .optionsGroup("The answer:")
    .option("--explain", "show every rule and condition: why and why not")
    .option("--json", "print data, for a program")
    .addHelpText("after", `\n${ROUTE_EXAMPLES}`)
    .action(async (rules: string | undefined, options: RouteOptions) => exit(await route(rules, options, environment)));

  program
    .command("check")
    .summary("report everything wrong with the rule files, and prove their promises")
    .description(
      "Reports everything that is wrong with the rule files, each problem with its place and what to do, and proves that every promise is kept in all situations there are.",
    )
    .argument("[rules]", RULES)
    .addOption(formatOption())
    .option("--strict", "warnings count as errors")
    .optionsGroup("The hours for which promises are proven:")
    .option(
      "--from <instant>",
      "from when on, such as `2026-12-24 10:00` by the desk's clock; now where it is left out",
    )
    .option("--days <number>", "for how many days; 400 where it is left out")
    .addHelpText("after", `\n${CHECK_EXAMPLES}`)
    .action(async (rules: string | undefined, options: CheckOptions) => exit(await check(rules, options, environment)));

  program
    .command("test")
    .summary("hold the rules to their scenarios")
    .description(
      "Decides every scenario of the rule files, and says what is not decided as it expects, and why; and what of the rules no scenario reaches.",
    )
    .argument("[rules]", RULES)
    .option("--name <text>", "only the scenarios that have this in their name")
    .option("--verbose", "name those that passed too, however many")
    .addOption(formatOption())
    .optionsGroup("Coverage, of all scenarios:")
    .addOption(new Option("--coverage", "list what no scenario reaches").conflicts("name"))
    .addOption(
      new Option("--fail-under <percent>", "exit with 1 where less than this is reached, such as 90").conflicts("name"),
    )
    .addOption(
      new Option("--suggest", "print scenarios that reach what is left, as a rule file, and do nothing else").conflicts(
        ["name", "verbose", "format", "coverage", "failUnder"],
      ),
    )
    .option("--out <file>", "a new file for --suggest to write to")
    .addOption(
      new Option(
        "--from <instant>",
        "the first of the 400 days in which customers may ask; where it is left out, that of the first scenario, and for --suggest now",
      ).conflicts("name"),
    )
    .addHelpText("after", `\n${TEST_EXAMPLES}`)
    .action(async (rules: string | undefined, options: TestOptions) => exit(await test(rules, options, environment)));

  program
    .command("matrix")
    .summary("show language by channel for every request type")
    .description(
      "Shows what customers of each language are offered on each channel, for every request type: at an instant, or over a week the hours. Agents are taken to be free in every language of every channel.",
    )
    .argument("[rules]", RULES)
    .option(
      "--at <instant>",
      "when, such as `2026-11-23 10:00` by the desk's clock, or with an offset; now where it is left out",
    )
    .option("--week", "the hours of the week that holds that instant, Monday to Sunday; a date alone will do for --at")
    .addOption(
      new Option("--format <format>", "for a person, a wiki, a spreadsheet or a program")
        .choices(MATRIX_FORMATS)
        .default("pretty"),
    )
    .optionsGroup("Only these, separated by commas:")
    .option("--type <ids>", "request types", collect)
    .option("--language <tags>", "customers' languages, served or not", collect)
    .option("--channel <ids>", "channels", collect)
    .optionsGroup("The customer, the same in every cell:")
    .option("--fact <fact=value>", "such as signedIn=true; more than once", collect)
    .option("--time-zone <zone>", "for hours in the customer's own time, such as Europe/Amsterdam")
    .addHelpText("after", `\n${MATRIX_EXAMPLES}`)
    .action(async (rules: string | undefined, options: MatrixCommandOptions) =>
      exit(await matrix(rules, options, environment)),
    );

  program
    .command("diff")
    .summary("tell who gains and who loses what between two versions of the rules")
    .description(
      "Tells exactly which customers gain or lose what from one version of the rules to another, over every situation there is, and shows an example of each.",
    )
    .argument("<before>", VERSION)
    .argument("[after]", `${VERSION}; the rules as they are here where it is left out`)
    .option("--rules <rules>", "the folder or file of the rules in a revision, and here; `rules` where it is left out")
    .addOption(
      new Option("--format <format>", "for a person, a pull request, a program, or a workflow on GitHub")
        .choices(DIFF_FORMATS)
        .default("pretty"),
    )
    .option("--no-examples", "only the sentences, without an example of each")
    .option("--exit-code", "exit with 1 where anything changes")
    .optionsGroup("The hours that are compared:")
    .option(
      "--from <instant>",
      "from when on, such as `2026-12-24 10:00` by the desk's clock; now where it is left out",
    )
    .option("--days <number>", "for how many days; 400 where it is left out")
    .addHelpText("after", `\n${DIFF_EXAMPLES}`)
    .action(async (before: string, after: string | undefined, options: DiffOptions) =>
      exit(await diff(before, after, options, environment)),
    );

  program
    .command("replay")
    .summary("decide past requests again, or under two versions of the rules")
    .description(
      "Decides the requests of a log again: how often each channel is offered, why it is withheld, and who gains and who loses between two versions of the rules.",
    )
    .argument("[log]", LOG)
    .option("--rules <rules>", RULES)
    .option("--against <rules>", "another version of the rules, such as the one in use, to see what changes from it")
    .option("--out <file>", "write each decision, with its request, to a line of this file; gzip if it ends in .gz")
    .addOption(
      new Option("--format <format>", "for a person, a program, a comment, or a workflow on GitHub")
        .choices(REPLAY_FORMATS)
        .default("pretty"),
    )
    .addHelpText("after", `\n${REPLAY_EXAMPLES}`)
    .action(async (log: string | undefined, options: ReplayOptions) => exit(await replay(log, options, environment)));

  program
    .command("init")
    .summary("write a small ruleset to begin with")
    .description(
      "Writes a small ruleset with scenarios, settings by which an editor completes and checks rule files, and a GitHub workflow that checks, tests and compares the rules on a pull request. No file that is there already is touched.",
    )
    .argument("[rules]", "the folder to write the rules to; `rules` where it is left out")
    .addHelpText("after", "\nExamples:\n  $ contact-routing init\n  $ contact-routing init config/support-rules")
    .action((rules: string | undefined) => exit(init(rules, environment)));

  program
    .command("schema")
    .summary("print the JSON Schema of rule files")
    .description("Prints the JSON Schema of rule files, by which an editor completes and checks them.")
    .addHelpText("after", "\nExample:\n  $ contact-routing schema > ruleset.schema.json")
    .action(() => exit(schema(environment)));

  program
    .command("types")
    .summary("write TypeScript types of the words the rules use")
    .description(
      "Writes TypeScript types of the request types, channels, languages, steps, reasons and facts of the rules, so that a backend that misspells one does not compile.",
    )
    .argument("[rules]", RULES)
    .option("--out <file>", "where to write them; printed where it is left out")
    .addOption(
      new Option("--check <file>", "say whether a file has these types, and exit with 1 where it has not").conflicts(
        "out",
      ),
    )
    .addHelpText("after", `\n${TYPES_EXAMPLES}`)
    .action(async (rules: string | undefined, options: TypesOptions) => exit(await types(rules, options, environment)));

  for (const command of [program, ...program.commands]) {
    command.showHelpAfterError(`(see \`contact-routing${command === program ? "" : ` ${command.name()}`} --help\`)`);
  }
  return program;
}

const RULES = "the folder or file of the rules; `rules` where it is left out";

const ROUTE_EXAMPLES = `Examples:
  $ contact-routing route --type order-question --language nl --agents chat.nl=2
  $ contact-routing route my-rules --request request.json --at 2026-12-25T10:00Z
  $ contact-routing route --type dispute --agents chat.nl=2 --wait chat.nl=60 --explain
  $ curl https://example.com/request.json | contact-routing route --json`;

const CHECK_EXAMPLES = `Examples:
  $ contact-routing check
  $ contact-routing check my-rules --strict --format github
  $ contact-routing check --from "2027-01-01 00:00" --days 365`;

const TEST_EXAMPLES = `Examples:
  $ contact-routing test
  $ contact-routing test my-rules --name easter --verbose
  $ contact-routing test --coverage --fail-under 90
  $ contact-routing test --suggest --out rules/scenarios/suggested.json`;

const MATRIX_EXAMPLES = `Examples:
  $ contact-routing matrix
  $ contact-routing matrix --week --at 2026-12-24 --type order-question
  $ contact-routing matrix my-rules --language nl,ja --fact signedIn=true
  $ contact-routing matrix --week --format csv > week.csv`;

const VERSION = "a folder or file of rules, or a revision of git, such as `main` or `HEAD~1`";

const DIFF_EXAMPLES = `Examples:
  $ contact-routing diff main
  $ contact-routing diff HEAD~1 HEAD --format markdown
  $ contact-routing diff rules-in-use rules --exit-code
  $ contact-routing diff v1.4 --rules config/contact --from "2026-12-01 00:00" --days 31`;

const LOG = "a file of requests, each as JSON on a line of its own, in gzip or not; `-` for standard input";

const REPLAY_EXAMPLES = `Examples:
  $ contact-routing replay requests.jsonl
  $ contact-routing replay requests.jsonl.gz --rules rules --against rules-in-use
  $ contact-routing replay requests.jsonl --out decisions.jsonl.gz --format json
  $ kubectl logs support-api | contact-routing replay --format markdown`;

const TYPES_EXAMPLES = `Examples:
  $ contact-routing types --out src/contact-types.ts
  $ contact-routing types my-rules --check src/contact-types.ts`;

const EXIT_CODES = `Exit codes:
  0  fine
  1  something is wrong in the rule files, a scenario failed, too little is
     reached, a file is out of date, a log holds no request, or there is a
     change and \`diff --exit-code\` asks
  2  the command cannot be understood, or its input cannot be read`;

/** What commander says of the arguments, which it repeats as they are; its suggestion keeps a line of its own. */
function describeRefusal(text: string): string {
  const [, refusal = text, suggestion = ""] = /^([\s\S]*?)(\n\(Did you mean [^\n]*\?\))?\n?$/.exec(text) ?? [];
  const lines = [refusal, suggestion].map((line) => plainText(line).trim()).filter((line) => line !== "");
  return lines.join("\n").replace(/'([^'\n]+)'/g, "`$1`");
}

function formatOption(): Option {
  return new Option("--format <format>", "for a person, a program, or a pull request on GitHub")
    .choices(REPORT_FORMATS)
    .default("pretty");
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
