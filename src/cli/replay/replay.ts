import { createReplay, type Replay, type ReplayReport, shownZone } from "../../analysis.js";
import { createRouter, type Ruleset, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { bad } from "../../words/prose.js";
import { type Environment, type ExitCode, FINDINGS, FINE } from "../environment.js";
import { locateRules, type RulesLocation } from "../input/locate-rules.js";
import { formatPage } from "../report/format-page.js";
import { formatPageMarkdown } from "../report/format-page-markdown.js";
import { reportRules } from "../report/report-issues.js";
import { flow } from "../terminal/flow.js";
import { plainJson } from "../terminal/json.js";
import { type Screen, screenOf } from "../terminal/screen.js";
import { formatReplayAnnotations } from "./format-replay-annotations.js";
import { describeLineFault, readLogLine } from "./log-request.js";
import { createProgress } from "./progress.js";
import { findLog, type Log, readLog } from "./read-log.js";
import { type ReplayContext, replayPage } from "./replay-page.js";
import { createDecisionWriter } from "./write-decisions.js";

export const REPLAY_FORMATS = ["pretty", "json", "markdown", "github"] as const;

type ReplayFormat = (typeof REPLAY_FORMATS)[number];

export interface ReplayOptions {
  readonly rules?: string;
  /** A second version of the rules, to tell what changes from it. */
  readonly against?: string;
  /** A file for the decisions. */
  readonly out?: string;
  readonly format: ReplayFormat;
}

/** Decides past requests again, and tells what is offered, what is withheld and why, and what changes between two versions. Throws `Misuse`. */
export async function replay(
  given: string | undefined,
  options: ReplayOptions,
  environment: Environment,
): Promise<ExitCode> {
  const log = await findLog(given, environment);
  const prepared = await prepare(options, environment);
  if (typeof prepared === "number") return prepared;
  const { counted, ruleset, names } = prepared;
  await replayLog(counted, log, options, environment);

  const report = counted.report();
  const context = {
    from: log.from,
    ...names,
    timeZone: shownZone(ruleset, undefined),
  };
  const { stdout, stderr } = environment;
  stdout.write(format(report, options.format, context, screenOf(stdout, environment)));
  if (report.requests > 0) return FINE;
  const nothing = describeNothing(report, context);
  stderr.write(`${flow([bad("error:"), " ", nothing], screenOf(stderr, environment)).join("\n")}\n`);
  return FINDINGS;
}

interface Prepared {
  readonly counted: Replay;
  readonly ruleset: Ruleset;
  readonly names: Pick<ReplayContext, "rules" | "against">;
}

/** Loads the rules; an exit code where they cannot be used, which was then told. */
async function prepare({ rules, against }: ReplayOptions, environment: Environment): Promise<Prepared | ExitCode> {
  const location = locateRules(rules, environment);
  const ruleset = await load(location, environment);
  if (typeof ruleset === "number") return ruleset;
  const names = { rules: location.spelling, against: null };
  if (against === undefined) return { ruleset, counted: await createReplay(ruleset), names };
  const otherLocation = locateRules(against, environment);
  const other = await load(otherLocation, environment);
  if (typeof other === "number") return other;
  const counted = await createReplay(ruleset, { against: other });
  return { ruleset, counted, names: { ...names, against: otherLocation.spelling } };
}

/** What cannot be compiled is an error too. */
async function load(location: RulesLocation, environment: Environment): Promise<Ruleset | ExitCode> {
  try {
    const ruleset = await loadRuleset(location.path);
    await createRouter(ruleset);
    return ruleset;
  } catch (error) {
    if (error instanceof RulesetError) return reportRules(error, location, environment);
    throw error;
  }
}

async function replayLog(counted: Replay, log: Log, { out }: ReplayOptions, environment: Environment): Promise<void> {
  const decisions = out === undefined ? null : await createDecisionWriter(out, log, environment);
  const progress = createProgress(log.size, environment);
  let lines = 0;
  let worded = 0;
  const isShown = () => worded++ < MOST_WORDED;
  const sink = {
    line(text: string, number: number) {
      lines = number;
      const read = readLogLine(text, isShown);
      if ("issue" in read) return counted.skip(number, read.issue);
      const replayed = counted.add(read.request, number);
      if (replayed !== null) decisions?.add(number, read.request, replayed);
    },
    fault: (fault: Parameters<typeof describeLineFault>[0], number: number) =>
      counted.skip(number, describeLineFault(fault)),
  };
  try {
    await readLog(
      log,
      sink,
      async (bytes) => {
        progress.show(bytes, lines);
        await decisions?.flush();
      },
      environment,
    );
    await decisions?.close();
  } finally {
    progress.clear();
  }
}

/** More than are shown: to word what is wrong with a line takes much longer than to decide it. */
const MOST_WORDED = 10;

function format(report: ReplayReport, as: ReplayFormat, context: ReplayContext, screen: Screen): string {
  switch (as) {
    case "json":
      return `${plainJson(report)}\n`;
    case "markdown":
      return formatPageMarkdown(replayPage(report, context));
    case "github":
      return formatReplayAnnotations(report, context);
    case "pretty":
      return formatPage(replayPage(report, context), screen);
  }
}

function describeNothing({ skipped }: ReplayReport, { from }: ReplayContext): string {
  if (skipped.lines === 0) return `${from} is empty; a log holds a request on each line, as JSON`;
  const { message } = skipped.problems[0]?.examples[0]?.issue ?? { message: "" };
  return `${from} holds no request that can be replayed: ${message}`;
}
