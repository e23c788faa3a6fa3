import { once } from "node:events";
import { createWriteStream, promises as fs } from "node:fs";
import { resolve } from "node:path";
import { PassThrough, promises as stream, type Transform } from "node:stream";
import { createGzip } from "node:zlib";
import type { Command } from "commander";
import { createReplay, type Replay, type ReplayedRequest, shownZone } from "../../analysis.js";
import { createRouter } from "../../index.js";
import { countOf } from "../../words/numbers.js";
import { codeOf, type Environment, type ExitCode, FINDINGS, FINE, Misuse } from "../environment.js";
import { locateRules } from "../input/locate-rules.js";
import { RULES } from "../input/options.js";
import { withRules } from "../report/format-issues.js";
import { formatOption, printReport } from "../report/formatter.js";
import { printError } from "../terminal/flow.js";
import { screenOf } from "../terminal/screen.js";
import { REPLAY_FORMATTERS, type ReplayedLog } from "./format-replay.js";
import { findLog, type LineSink, type Log, readLog } from "./read-log.js";
import { readLogLine } from "./read-log-line.js";

export function addReplayCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
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
    .addOption(formatOption("a person, a program, a comment, or a workflow on GitHub", REPLAY_FORMATTERS))
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (log: string | undefined, options: ReplayOptions) => exit(await replay(log, options, environment)));
}

const LOG = "a file of requests, each as JSON on a line of its own, in gzip or not; `-` for standard input";

const EXAMPLES = `Examples:
  $ contact-routing replay requests.jsonl
  $ contact-routing replay requests.jsonl.gz --rules rules --against rules-in-use
  $ contact-routing replay requests.jsonl --out decisions.jsonl.gz --format json
  $ kubectl logs support-api | contact-routing replay --format markdown`;

interface ReplayOptions {
  readonly rules?: string;
  readonly against?: string;
  readonly out?: string;
  readonly format: keyof typeof REPLAY_FORMATTERS;
}

async function replay(given: string | undefined, options: ReplayOptions, environment: Environment): Promise<ExitCode> {
  const log = await findLog(given, environment);
  const location = locateRules(options.rules, environment);
  return withRules(location, environment, async (ruleset) => {
    const run = async (counted: Replay, against: string | null) => {
      await replayLog(counted, log, options, environment);
      const context = { from: log.from, rules: location.spelling, timeZone: shownZone(ruleset, undefined) };
      return report({ ...context, against, replayed: counted.report() }, options, environment);
    };
    if (options.against === undefined) return run(await createReplay(ruleset), null);
    const other = locateRules(options.against, environment);
    // Rules that cannot be compiled have errors too, and are reported by their own name.
    await createRouter(ruleset);
    return withRules(other, environment, async (against) =>
      run(await createReplay(ruleset, { against }), other.spelling),
    );
  });
}

async function replayLog(counted: Replay, log: Log, { out }: ReplayOptions, environment: Environment): Promise<void> {
  const decisions = out === undefined ? null : await createDecisionWriter(out, log, environment);
  const progress = createProgress(log.size, environment);
  let lines = 0;
  let worded = 0;
  const isShown = () => worded++ < MAX_WORDED;
  const sink: LineSink = (line, number) => {
    lines = number;
    const read = typeof line === "string" ? readLogLine(line, isShown) : { issue: line };
    if ("issue" in read) return counted.skip(number, read.issue);
    const replayed = counted.add(read.request, number);
    if (replayed !== null) decisions?.add(number, read.request, replayed);
  };
  const afterPiece = async (bytes: number) => {
    progress?.show(bytes, lines);
    await decisions?.flush();
  };
  try {
    await readLog(log, sink, afterPiece, environment);
    await decisions?.close();
  } finally {
    progress?.clear();
  }
}

/** More than are shown. To describe a faulty line takes much longer than to decide a request. */
const MAX_WORDED = 10;

function report(log: ReplayedLog, { format }: ReplayOptions, environment: Environment): ExitCode {
  printReport(log, REPLAY_FORMATTERS[format], environment);
  const { replayed, from } = log;
  if (replayed.requests > 0) return FINE;
  const first = replayed.skipped.problems[0]?.examples[0]?.issue;
  const problem =
    first === undefined
      ? `${from} is empty; a log holds a request on each line, as JSON`
      : `${from} holds no request that can be replayed: ${first.message}`;
  printError(problem, environment);
  return FINDINGS;
}

/** Shows the progress on one line of a terminal. Null for other outputs. `size` is the number of all bytes; null if it is unknown. */
function createProgress(size: number | null, environment: Environment) {
  const { stderr, variables } = environment;
  if (stderr.isTTY !== true || variables.TERM === "dumb") return null;
  const { width } = screenOf(stderr, environment);
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    /** `bytes` are of the log as it is stored. */
    show(bytes: number, lines: number) {
      const now = environment.now();
      if (now - shownAt < PAUSE_MS) return;
      shownAt = now;
      stderr.write(`${TO_LINE_START}${formatProgress(bytes, size, lines, width)}${CLEAR_REST}`);
    },
    clear() {
      if (shownAt > Number.NEGATIVE_INFINITY) stderr.write(`${TO_LINE_START}${CLEAR_REST}`);
    },
  };
}

const PAUSE_MS = 100;
const TO_LINE_START = "\r";
const CLEAR_REST = "\u001b[K";

/** `  42% ████████░░░░░░░░░░░░  423,000 lines`, shorter than the screen, so that the terminal does not begin a new line. */
function formatProgress(bytes: number, size: number | null, lines: number, width: number): string {
  const count = `  ${countOf(lines, "line")}`;
  if (size === null || size === 0) return count;
  const part = Math.min(bytes / size, 1);
  const room = Math.min(width - count.length - 8, LONGEST_BAR);
  const filled = Math.round(part * room);
  return `${String(Math.floor(part * 100)).padStart(5)}% ${"█".repeat(filled)}${"░".repeat(room - filled)}${count}`;
}

const LONGEST_BAR = 40;

/**
 * Starts a file of decisions, in gzip if its name ends in `.gz`, and replaces an old one. Each line has the line number in the log, the request
 * and the decision, so that the file is a log too. Throws {@link Misuse}.
 */
async function createDecisionWriter(out: string, log: Log, { cwd }: Environment) {
  if (out === "-")
    throw new Misuse("decisions go to a file, and the report to standard output; name a file as `--out`");
  const path = resolve(cwd, out);
  if (await isSameFile(path, log.path)) throw new Misuse(`\`--out ${out}\` is the log itself; name another file`);
  const refuse = (error: unknown): never => {
    throw new Misuse(`cannot write \`${out}\`${FAILURES[codeOf(error)] ?? ""}`);
  };
  const file = createWriteStream(path);
  await once(file, "open").catch(refuse);
  const head: Transform = out.endsWith(".gz") ? createGzip() : new PassThrough();
  const written = stream.pipeline(head, file);
  // The next `flush` or `close` throws the error.
  written.catch(() => {});
  let kept = "";

  /** Writes the kept decisions, and waits for the disk. Throws {@link Misuse}. */
  async function flush(): Promise<void> {
    const text = kept;
    kept = "";
    if (text === "") return;
    const hasRoom = head.write(text);
    if (!hasRoom) await Promise.race([once(head, "drain"), written]).catch(refuse);
  }

  return {
    /** Keeps a decision until `flush`. */
    add(line: number, request: unknown, { decision, against }: ReplayedRequest) {
      kept += `${JSON.stringify({ line, request, decision, ...(against !== null && { against }) })}\n`;
    },
    flush,
    /** Ends the file. Throws as `flush` does. */
    async close() {
      await flush();
      head.end();
      await written.catch(refuse);
    },
  };
}

async function isSameFile(path: string, other: string | null): Promise<boolean> {
  if (other === null) return false;
  try {
    const [one, two] = await Promise.all([fs.stat(path), fs.stat(other)]);
    return one.dev === two.dev && one.ino === two.ino;
  } catch {
    return false;
  }
}

const FAILURES: Readonly<Record<string, string>> = {
  ENOENT: ": its folder does not exist; make it first",
  EISDIR: ": it is a folder; name a file in it",
  EACCES: ": it may not be written; check its permissions",
  ENOSPC: ": the disk is full",
};
