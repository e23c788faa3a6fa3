import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { generateCalendar } from "../../analysis.js";
import { type CalendarEntry, parseRuleset, RulesetError } from "../../index.js";
import { plural } from "../../words/numbers.js";
import { groupAlike, joinProse, named, type Prose, strong } from "../../words/prose.js";
import { type Environment, type ExitCode, FINDINGS, FINE, Misuse } from "../environment.js";
import { readBytes, STDIN, sayWhatIsAwaited } from "../input/read-input.js";
import { writeNamed } from "../input/write-named.js";
import { print } from "../terminal/flow.js";
import { compactJson } from "../terminal/json.js";
import { cleanText } from "../terminal/screen.js";
import type { SkippedEvent } from "./read-events.js";
import { readYears, type Years } from "./years.js";

export function addHolidaysCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("holidays")
    .summary("turn an iCalendar file into a calendar of holidays")
    .description(
      "Writes the all-day events of an iCalendar file as a calendar of a rule file, and says which events it skips. A holiday is written for every year if exactly one annual rule fits it in three years or more of the file: a date, an nth weekday of a month, or days from Easter or Orthodox Easter. All others are written as dates.",
    )
    .argument("<file>", "the iCalendar file (.ics); `-` for standard input")
    .requiredOption("--calendar <id>", "the id of the calendar, by which schedules refer to it")
    .option("--years <years>", "only these years, such as 2027-2029; by default, all years of the file")
    .option("--out <file>", "a new rule file to write to; printed by default")
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (file: string, options: HolidaysOptions) => exit(await writeHolidays(file, options, environment)));
}

const EXAMPLES = `Examples:
  $ contact-routing holidays germany.ics --calendar de
  $ contact-routing holidays germany.ics --calendar de --years 2027-2029 \\
      --out rules/hours/holidays-de.json`;

interface HolidaysOptions {
  readonly calendar: string;
  readonly years?: string;
  readonly out?: string;
}

/** The rule file goes to `stdout` or to a file, and messages to `stderr`. Throws {@link Misuse}. */
async function writeHolidays(file: string, options: HolidaysOptions, environment: Environment): Promise<ExitCode> {
  const given = readYears(options.years);
  const from = file === "-" ? STDIN : file;
  const bytes = await readCalendarFile(file, environment);
  // The parser is large, and every other command would load it in vain.
  const [{ listHolidays }, { readEvents }, { parseICalendar }] = await Promise.all([
    import("./list-holidays.js"),
    import("./read-events.js"),
    import("./parse-icalendar.js"),
  ]);
  const read = readEvents(parseICalendar(bytes, from));
  const { holidays, years, skipped } = listHolidays(read, given, from);
  if (years === null || holidays.length === 0) {
    print(
      `${from} has no all-day event${options.years === undefined ? "" : ` in ${options.years}`}; nothing is written`,
      environment.stderr,
      environment,
    );
    tellSkipped(skipped, environment);
    return FINDINGS;
  }
  const entries = generateCalendar(holidays, years);
  const $comment = describeSource(file, read.calendarName, years);
  const text = `${compactJson({ $comment, calendars: { [options.calendar]: entries } })}\n`;
  refuseWrong(text);
  if (options.out === undefined) environment.stdout.write(text);
  else writeNamed(options.out, text, environment, true);
  tell(entries, years, options, environment);
  tellSkipped(skipped, environment);
  return FINE;
}

/** Without folders, which are nobody else's business. */
function describeSource(file: string, calendarName: string | undefined, { first, last }: Years): string {
  const source = file === "-" ? "an iCalendar file" : (file.split(/[\\/]/).at(-1) as string);
  const named = calendarName === undefined ? "" : ` (${calendarName})`;
  return `from ${cleanText(source)}${named}, ${first === last ? first : `${first} to ${last}`}`;
}

function readCalendarFile(file: string, environment: Environment): Promise<Uint8Array> {
  const { cwd, stdin } = environment;
  if (file !== "-") return readBytes(createReadStream(resolve(cwd, file)), file, ICALENDAR);
  return sayWhatIsAwaited("an iCalendar file", readBytes(stdin, STDIN, ICALENDAR), environment);
}

/** Decades of a country's holidays take less than 1 MiB. */
const ICALENDAR = { mebibytes: 4, noun: "calendar of holidays" };

/** Throws {@link Misuse} if `check` would refuse the file: for its id, or for too many entries. */
function refuseWrong(text: string): void {
  try {
    parseRuleset([{ file: "calendar", text }]);
  } catch (error) {
    const issues = error instanceof RulesetError ? error.issues : [];
    const issue = issues.find(({ path }) => path.startsWith("/calendars"));
    if (issue === undefined) return;
    throw new Misuse(
      issue.code === "too-many" ? `${issue.message}; take fewer years, such as \`--years 2027-2029\`` : issue.message,
    );
  }
}

function tell(
  entries: readonly CalendarEntry[],
  { first, last }: Years,
  { calendar, out }: HolidaysOptions,
  environment: Environment,
): void {
  const annual = entries.filter((entry) => "annually" in entry).length;
  const dated = entries.length - annual;
  const counts = [
    ...(annual === 0 ? [] : [plural(annual, "annual holiday")]),
    ...(dated === 0 ? [] : [plural(dated, "dated holiday")]),
  ];
  const advice =
    annual === 0 ? "" : "; check the annual ones before you keep them, as a few years can fit a rule by chance";
  const place: Prose = out === undefined ? [] : [strong(out), ": written, "];
  print(
    [
      place,
      `calendar \`${calendar}\` of ${first === last ? first : `${first} to ${last}`}: ${counts.join(" and ")}${advice}`,
    ],
    environment.stderr,
    environment,
  );
}

function tellSkipped(skipped: readonly SkippedEvent[], environment: Environment): void {
  for (const events of groupAlike(skipped, ({ reason }) => reason)) {
    const shown = events
      .slice(0, MAX_SHOWN)
      .map(({ name = "an event without a name", date }) => [named(name), date === null ? "" : ` on ${date}`]);
    const more = events.length > MAX_SHOWN ? [`${events.length - MAX_SHOWN} more`] : [];
    print(["skipped, as it ", events[0].reason, ": ", joinProse([...shown, ...more])], environment.stderr, environment);
  }
}

const MAX_SHOWN = 5;
