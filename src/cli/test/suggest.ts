import { type ScenarioSuggestions, suggestScenarios } from "../../analysis.js";
import type { Issue } from "../../index.js";
import { plural } from "../../words/numbers.js";
import { good, type Prose, strong } from "../../words/prose.js";
import { type Environment, type ExitCode, FINE, Misuse } from "../environment.js";
import { locateRules, type RulesLocation } from "../input/locate-rules.js";
import { readStart } from "../input/options.js";
import { writeNamed } from "../input/write-named.js";
import { withRules } from "../report/rules-report.js";
import { print } from "../terminal/flow.js";
import { compactJson } from "../terminal/json.js";

export interface SuggestOptions {
  /** The first instant at which a customer may ask; now by default. */
  readonly from?: string;
  /** The file to write to; standard output by default. */
  readonly out?: string;
}

/** Writes scenarios that reach what the scenarios of the rules do not reach. Messages go to `stderr`. Throws `Misuse`. */
export function printSuggestions(
  given: string | undefined,
  { from, out }: SuggestOptions,
  environment: Environment,
): Promise<ExitCode> {
  const location = locateRules(given, environment);
  return withRules(
    location,
    environment,
    async (ruleset): Promise<ExitCode> => {
      const suggested = await suggestScenarios(ruleset, { from: readStart(from, ruleset, environment.now) });
      const text = `${compactJson({ scenarios: suggested.scenarios })}\n`;
      if (out === undefined) environment.stdout.write(text);
      else if (suggested.scenarios.length > 0) writeNamed(out, text, environment, true);
      tell(suggested, out, environment);
      return FINE;
    },
    (issues) => refusePart(issues, location),
  );
}

function tell({ scenarios, left }: ScenarioSuggestions, out: string | undefined, environment: Environment): void {
  const say = (prose: Prose, indent = 0) => print(prose, environment.stderr, environment, { indent });
  const advice = "read what each expects, and give it a name of your own, before you keep it";
  if (scenarios.length === 0)
    say([good("nothing to suggest"), left.length === 0 ? ": all that can be reached is" : ""]);
  else if (out === undefined) say(`${plural(scenarios.length, "scenario")}; ${advice}`);
  else say([strong(out), `: written, ${plural(scenarios.length, "scenario")}; ${advice}`]);
  if (left.length === 0) return;
  say("no scenario was found in which:");
  for (const { shows, reason } of left) say(`${shows}; ${reason}`, 2);
}

/** Throws {@link Misuse} if the files hold only a part of the rules, such as the scenarios. */
export function refusePart(issues: readonly Issue[], { spelling }: RulesLocation): void {
  const missing = issues.filter(({ code }) => code === "missing-key").map(({ path }) => path);
  if (!["/ruleset", "/channels", "/languages", "/requestTypes"].every((section) => missing.includes(section))) return;
  const [outermost = ""] = spelling.split("/");
  const isNamed = /^[^.]/.test(outermost) && outermost !== spelling;
  throw new Misuse(
    `\`${spelling}\` is a part of the rules at most; name the folder that holds them all${isNamed ? `, such as \`${outermost}\`` : ""}, and pick scenarios with \`--name\``,
  );
}
