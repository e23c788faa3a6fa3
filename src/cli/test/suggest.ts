import { type ScenarioSuggestions, suggestScenarios } from "../../analysis.js";
import { type Ruleset, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { plural } from "../../words/numbers.js";
import { good, type Prose, strong } from "../../words/prose.js";
import { type Environment, type ExitCode, FINE } from "../environment.js";
import { locateRules } from "../input/locate-rules.js";
import { deskZone, readAt } from "../input/read-at.js";
import { writeNamed } from "../input/write-named.js";
import { reportRules } from "../report/report-issues.js";
import { flow } from "../terminal/flow.js";
import { compactJson } from "../terminal/json.js";
import { screenOf } from "../terminal/screen.js";
import { refusePart } from "./refuse-part.js";

export interface SuggestOptions {
  /** The first instant at which a customer may ask; now where it is left out. */
  readonly from?: string;
  /** The file to write to; standard output where it is left out. */
  readonly out?: string;
}

/** Writes scenarios that reach what those of the rules do not. What else there is to say goes to `stderr`. Throws `Misuse`. */
export async function suggest(
  given: string | undefined,
  { from, out }: SuggestOptions,
  environment: Environment,
): Promise<ExitCode> {
  const location = locateRules(given, environment);
  try {
    const ruleset = await loadRuleset(location.path);
    const { scenarios, left } = await suggestScenarios(ruleset, { from: readFrom(from, ruleset, environment) });
    const text = `${compactJson({ scenarios })}\n`;
    if (out === undefined) environment.stdout.write(text);
    else if (scenarios.length > 0) writeNamed(out, text, environment, true);
    tell({ scenarios, left }, out, environment);
    return FINE;
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    refusePart(error.issues, location);
    return reportRules(error, location, environment);
  }
}

/** The instant that `--from` gives, by the clock of the desks; now where it is left out. Throws `Misuse`. */
export function readFrom(from: string | undefined, ruleset: Ruleset, { now }: Environment): string | number {
  return from === undefined ? now() : readAt(from, "from", deskZone(ruleset, undefined));
}

function tell({ scenarios, left }: ScenarioSuggestions, out: string | undefined, environment: Environment): void {
  const { stderr } = environment;
  const screen = screenOf(stderr, environment);
  const say = (prose: Prose, indent = 0) => stderr.write(`${flow(prose, screen, { indent }).join("\n")}\n`);
  const advice = "read what each expects, and give it a name of your own, before you keep it";
  if (scenarios.length === 0)
    say([good("nothing to suggest"), left.length === 0 ? ": all that can be reached is" : ""]);
  else if (out === undefined) say(`${plural(scenarios.length, "scenario")}; ${advice}`);
  else say([strong(out), `: written, ${plural(scenarios.length, "scenario")}; ${advice}`]);
  if (left.length === 0) return;
  say("no scenario was found in which:");
  for (const { shows, reason } of left) say(`${shows}; ${reason}`, 2);
}
