import type { Scenario } from "../../index.js";
import { bad, good, strong } from "../../words/prose.js";
import { isFolder, type RulesLocation } from "../input/locate-rules.js";
import { flow } from "../terminal/flow.js";
import { compactJson } from "../terminal/json.js";
import type { Screen } from "../terminal/screen.js";

/** What to do where there are no scenarios: the text of a first one, to be put into a file. */
export function formatNoScenarios(first: Scenario, location: RulesLocation, screen: Screen): string {
  const { spelling } = location;
  const text = compactJson({ scenarios: [first] });
  // Of a ruleset in one file, it is a section beside the others.
  const [where, shown] = isFolder(location)
    ? [`a new file, such as \`${spelling}/scenarios.json\``, text]
    : [`\`${spelling}\`, beside its other sections`, sectionIn(text)];
  const advice = `write down what you expect, so that this command can hold the rules to it; \`contact-routing test ${spelling} --suggest\` writes scenarios for all rules, or put a first one into ${where}:`;
  return [
    ...flow([strong(spelling), ": ", bad("no scenarios")], screen),
    "",
    ...flow(advice, screen, { indent: 4, label: good("  → ") }),
    "",
    shown,
  ]
    .map((line) => `${line}\n`)
    .join("");
}

/** The text of an object's only member, without the braces. */
function sectionIn(text: string): string {
  return text.split("\n").slice(1, -1).join("\n");
}
