import { buildMatrix, type Matrix, type WeekMatrix } from "../../analysis.js";
import { type ContactRequest, type Issue, RequestError, type Ruleset, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { listWords } from "../../words/prose.js";
import { type Environment, type ExitCode, FINE, Misuse } from "../environment.js";
import { locateRules } from "../input/locate-rules.js";
import { deskZone, readAt } from "../input/read-at.js";
import { readFacts } from "../input/read-facts.js";
import { splitList } from "../input/split-list.js";
import { reportAsked, reportRules } from "../report/report-issues.js";
import { plainJson } from "../terminal/json.js";
import { screenOf } from "../terminal/screen.js";
import { formatMatrix, type MatrixContext } from "./format-matrix.js";
import { formatMatrixCsv } from "./format-matrix-csv.js";
import { formatMatrixMarkdown } from "./format-matrix-markdown.js";

export const MATRIX_FORMATS = ["pretty", "markdown", "csv", "json"] as const;

export interface MatrixCommandOptions {
  readonly at?: string;
  readonly week?: boolean;
  readonly type?: readonly string[];
  readonly language?: readonly string[];
  readonly channel?: readonly string[];
  readonly fact?: readonly string[];
  readonly timeZone?: string;
  readonly format: (typeof MATRIX_FORMATS)[number];
}

/** Tells what customers of each language are offered for each request type. Throws `Misuse`. */
export async function matrix(
  given: string | undefined,
  options: MatrixCommandOptions,
  environment: Environment,
): Promise<ExitCode> {
  const location = locateRules(given, environment);
  try {
    const ruleset = await loadRuleset(location.path);
    const context = contextOf(options, ruleset);
    const built = await build(options, context, ruleset, environment);
    environment.stdout.write(format(built, options, context, environment));
    return FINE;
  } catch (error) {
    if (error instanceof RulesetError) return reportRules(error, location, environment);
    if (error instanceof RequestError) return reportAsked(error, "the flags", placeOf, environment);
    throw error;
  }
}

function contextOf({ fact, timeZone }: MatrixCommandOptions, ruleset: Ruleset): MatrixContext {
  const facts = readFacts(fact, {}, ruleset);
  requireFacts(facts, ruleset);
  return { ruleset, facts, customerZone: timeZone, timeZone: deskZone(ruleset, timeZone) };
}

/** All that is missing at once, with the values that each can have. */
function requireFacts(given: ContactRequest["facts"] = {}, { facts = {} }: Ruleset): void {
  const missing = Object.entries(facts).filter(
    ([fact, declared]) => declared.default === undefined && !Object.hasOwn(given, fact),
  );
  const [first] = missing;
  // A fact that is not declared may be one of those, misspelt; that is told with a better word for it.
  if (first === undefined || Object.keys(given).some((fact) => !Object.hasOwn(facts, fact))) return;
  const names = missing.map(([fact, declared]) => `\`${fact}\` (${valuesOf(declared)})`);
  const example = `\`--fact ${first[0]}=${exampleOf(first[1])}\``;
  throw new Misuse(`these rules must be told of the customer: ${names.join(", ")}; give each, like ${example}`);
}

type DeclaredFact = NonNullable<Ruleset["facts"]>[string];

function valuesOf(declared: DeclaredFact): string {
  switch (declared.type) {
    case "boolean":
      return "true or false";
    case "string":
      return listWords(declared.values ?? ["a text"], "or");
    case "integer":
      return "a whole number";
    default:
      return "a number";
  }
}

function exampleOf(declared: DeclaredFact): string {
  if (declared.type === "boolean") return "true";
  return declared.type === "string" ? (declared.values?.[0] ?? "text") : String(declared.minimum ?? 1);
}

function build(
  { at, week, type, language, channel, timeZone }: MatrixCommandOptions,
  { facts, timeZone: shown }: MatrixContext,
  ruleset: Ruleset,
  environment: Environment,
): Promise<Matrix | WeekMatrix> {
  const asked = {
    at: at === undefined ? environment.now() : readAt(week === true && DATE.test(at) ? `${at} 12:00` : at, "at", shown),
    requestTypes: readList(type, "type", "order-question"),
    languages: readList(language, "language", "nl"),
    channels: readList(channel, "channel", "phone"),
    facts,
    timeZone,
  };
  return week === true ? buildMatrix(ruleset, { ...asked, week }) : buildMatrix(ruleset, asked);
}

/** Enough to name a week by. */
const DATE = /^\d{4}-\d\d-\d\d$/;

function readList(texts: readonly string[] | undefined, flag: string, example: string): readonly string[] | undefined {
  const list = texts?.flatMap(splitList);
  if (list?.length === 0) throw new Misuse(`\`--${flag}\` names nothing; write it like \`--${flag} ${example}\``);
  return list;
}

function format(
  built: Matrix | WeekMatrix,
  { format }: MatrixCommandOptions,
  context: MatrixContext,
  environment: Environment,
): string {
  switch (format) {
    case "json":
      return `${plainJson(built)}\n`;
    case "csv":
      return formatMatrixCsv(built);
    case "markdown":
      return formatMatrixMarkdown(built, context);
    case "pretty":
      return formatMatrix(built, context, screenOf(environment.stdout, environment));
  }
}

function placeOf({ path }: Issue): string {
  return FLAGS.get(path.split("/")[1] ?? "") ?? path;
}

const FLAGS: ReadonlyMap<string, string> = new Map([
  ["at", "--at"],
  ["requestTypes", "--type"],
  ["languages", "--language"],
  ["channels", "--channel"],
  ["timeZone", "--time-zone"],
  ["facts", "--fact"],
]);
