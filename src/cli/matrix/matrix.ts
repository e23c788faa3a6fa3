import { type Command, Option } from "commander";
import {
  type AgentAssumption,
  buildMatrix,
  type FoundPlace,
  type FoundSituations,
  findOnlyAlways,
} from "../../analysis.js";
import { type ContactRequest, type DeclaredFact, type Issue, RequestError, type Ruleset } from "../../index.js";
import { describeCircumstances, describeWho, type PlaceContext } from "../../words/describe-place.js";
import { periodOf } from "../../words/describe-windows.js";
import { fullTime } from "../../words/local-time.js";
import { listNames, listWords, type Prose } from "../../words/prose.js";
import { type Environment, type ExitCode, FINE, Misuse } from "../environment.js";
import { locateRules } from "../input/locate-rules.js";
import {
  AGENT_ASSUMPTIONS,
  anyValueOf,
  collect,
  deskZone,
  RULES,
  readAt,
  readFactFlags,
  readLanguageList,
  requiredFacts,
  splitList,
} from "../input/options.js";
import { reportRequest, withRules } from "../report/format-issues.js";
import { formatOption, printReport } from "../report/formatter.js";
import { flow, joinSections } from "../terminal/flow.js";
import { plainJson } from "../terminal/json.js";
import { type Screen, screenOf } from "../terminal/screen.js";
import { MATRIX_FORMATTERS } from "./format-matrix.js";

export function addMatrixCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("matrix")
    .summary("show language by channel for every request type")
    .description(
      "Shows what customers of each language are offered on each channel, for every request type: at an instant, or over a week the hours. Agents are assumed to be free in every language of every channel, unless --agents says otherwise.",
    )
    .argument("[rules]", RULES)
    .option(
      "--at <instant>",
      "when, such as `2026-11-23 10:00` or `monday 9:00` by the desk's clock, or with an offset; now by default",
    )
    .option("--only-always", "instead, the customers who only ever get the channels that are always there, and when")
    .option("--week", "the hours of the week that holds that instant, Monday to Sunday; a date alone will do for --at")
    .addOption(formatOption("a person, a wiki, a spreadsheet or a program", MATRIX_FORMATTERS))
    .optionsGroup("Only these, separated by commas:")
    .option("--type <ids>", "request types", collect)
    .option("--language <tags>", "customers' languages, served or not: `nl` or `Dutch`", collect)
    .option("--channel <ids>", "channels", collect)
    .optionsGroup("The customer, the same in every cell:")
    .option("--fact <fact=value>", "such as signedIn=true; more than once", collect)
    .option("--time-zone <zone>", "for hours in the customer's own time, such as Europe/Amsterdam")
    .addOption(
      new Option(
        "--agents <assumption>",
        "the agents of every channel: free, none, or unknown if nobody reports; free by default",
      ).choices(AGENT_ASSUMPTIONS),
    )
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (rules: string | undefined, options: MatrixCommandOptions) =>
      exit(await matrix(rules, options, environment)),
    );
}

const EXAMPLES = `Examples:
  $ contact-routing matrix
  $ contact-routing matrix --week --at 2026-12-24 --type order-question
  $ contact-routing matrix my-rules --language nl,ja --fact signedIn=true
  $ contact-routing matrix --week --format csv > week.csv
  $ contact-routing matrix --only-always`;

interface MatrixCommandOptions {
  readonly at?: string;
  readonly week?: boolean;
  readonly onlyAlways?: boolean;
  readonly type?: readonly string[];
  readonly language?: readonly string[];
  readonly channel?: readonly string[];
  readonly fact?: readonly string[];
  readonly timeZone?: string;
  readonly agents?: AgentAssumption;
  readonly format: keyof typeof MATRIX_FORMATTERS;
}

function matrix(given: string | undefined, options: MatrixCommandOptions, environment: Environment): Promise<ExitCode> {
  return withRules(locateRules(given, environment), environment, async (ruleset): Promise<ExitCode> => {
    if (options.onlyAlways === true) return showOnlyAlways(ruleset, options, environment);
    try {
      const { fact, timeZone: customerZone } = options;
      const facts = readFactFlags(fact, {}, ruleset);
      requireFacts(facts, ruleset);
      const timeZone = deskZone(ruleset, customerZone);
      const asked = {
        ...readQuestion(options, timeZone, environment),
        facts,
        timeZone: customerZone,
        agents: options.agents,
      };
      const matrix = await (options.week === true
        ? buildMatrix(ruleset, { ...asked, week: true })
        : buildMatrix(ruleset, asked));
      const report = { ruleset, facts, customerZone, timeZone, matrix };
      printReport(report, MATRIX_FORMATTERS[options.format], environment);
      return FINE;
    } catch (error) {
      const placeOf = ({ path }: Issue) => FLAGS.get(path.split("/")[1] ?? "") ?? path;
      if (error instanceof RequestError) return reportRequest(error, "the flags", placeOf, environment);
      throw error;
    }
  });
}

/** Throws {@link Misuse} with all facts that are missing, and the values that each can have. */
function requireFacts(asked: ContactRequest["facts"], ruleset: Ruleset): void {
  const given = asked ?? {};
  const { facts = {} } = ruleset;
  const missing = requiredFacts(ruleset).filter(([fact]) => !Object.hasOwn(given, fact));
  const [first] = missing;
  // An undeclared fact may be a misspelt one. The router then suggests the right spelling.
  if (first === undefined || Object.keys(given).some((fact) => !Object.hasOwn(facts, fact))) return;
  const names = missing.map(([fact, declared]) => `\`${fact}\` (${valuesOf(declared)})`);
  const example = `\`--fact ${first[0]}=${anyValueOf(first[1])}\``;
  throw new Misuse(`these rules need facts of the customer: ${names.join(", ")}; give each, like ${example}`);
}

function valuesOf(declared: DeclaredFact): string {
  if (declared.type === "string") return listWords(declared.values ?? ["a text"], "or");
  return { boolean: "true or false", integer: "a whole number", number: "a number" }[declared.type];
}

function readQuestion(options: MatrixCommandOptions, timeZone: string, { now }: Environment) {
  const { at, week, type, language, channel } = options;
  return {
    at: at === undefined ? now() : readAt(week === true && DATE.test(at) ? `${at} 12:00` : at, "at", timeZone, now),
    requestTypes: readList(type, "type", "order-question"),
    languages: readList(language, "language", "nl")?.flatMap(readLanguageList),
    channels: readList(channel, "channel", "phone"),
  };
}

/** A date is enough to name a week. */
const DATE = /^\d{4}-\d\d-\d\d$/;

function readList(texts: readonly string[] | undefined, flag: string, example: string): readonly string[] | undefined {
  const list = texts?.flatMap(splitList);
  if (list?.length === 0) throw new Misuse(`\`--${flag}\` names nothing; write it like \`--${flag} ${example}\``);
  return list;
}

const FLAGS: ReadonlyMap<string, string> = new Map([
  ["at", "--at"],
  ["requestTypes", "--type"],
  ["languages", "--language"],
  ["channels", "--channel"],
  ["timeZone", "--time-zone"],
  ["facts", "--fact"],
]);

/** Shows the customers who only ever get the always channels, however many agents are free, and when. */
async function showOnlyAlways(
  ruleset: Ruleset,
  options: MatrixCommandOptions,
  environment: Environment,
): Promise<ExitCode> {
  const other = Object.keys(options).find((name) => NOT_FOR_IT.has(name));
  if (other !== undefined) {
    const flag = `--${other === "timeZone" ? "time-zone" : other}`;
    throw new Misuse(`\`--only-always\` is about all customers; leave out \`${flag}\``);
  }
  if (options.format !== "pretty" && options.format !== "json")
    throw new Misuse("`--only-always` has no table; use `--format pretty` or `json`");
  const timeZone = deskZone(ruleset, undefined);
  const from = options.at === undefined ? environment.now() : readAt(options.at, "at", timeZone, environment.now);
  const found = await findOnlyAlways(ruleset, { from, days: DAYS });
  const context = { timeZone, period: periodOf(from, DAYS) };
  const { stdout } = environment;
  const pretty = () => formatOnlyAlways(found, ruleset, context, screenOf(stdout, environment));
  stdout.write(options.format === "json" ? `${plainJson(found)}\n` : pretty());
  return FINE;
}

const NOT_FOR_IT: ReadonlySet<string> = new Set(["week", "type", "language", "channel", "fact", "timeZone", "agents"]);
/** Four weeks show the usual week, and a holiday that is near. */
const DAYS = 28;

function formatOnlyAlways(
  { places, notSearched }: FoundSituations,
  { channels, requestTypes }: Ruleset,
  context: PlaceContext,
  screen: Screen,
): string {
  const always = channels.flatMap(({ id, always: isAlways }) => (isAlways === true ? [id] : []));
  const describe = (place: FoundPlace): Prose => {
    const who = describeWho(place, Object.keys(requestTypes), "no other channel serves");
    const when = describeCircumstances(place, context, null);
    return [place.inSome ? "some " : "", who.at(-1) === "," ? who.slice(0, -1) : who, when];
  };
  const start = fullTime(context.period.from, context.timeZone);
  const period = `in the ${DAYS} days from ${start} (${context.timeZone})`;
  const isNobody = places.length === 0 && notSearched.length === 0;
  const heading = isNobody
    ? ["Nobody is left with only ", listNames(always), ` ${period}, if agents are free.`]
    : ["Only ", listNames(always), `, however many agents are free, ${period}:`];
  const parts = [...places.map(describe), ...notSearched.map((what) => `not searched: ${what}`)];
  return joinSections([flow(heading, screen), ...parts.map((part) => flow(part, screen, { indent: 2 }))]);
}
