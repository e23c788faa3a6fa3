import rulesetSchema from "../../../schema/ruleset.schema.json" with { type: "json" };
import { compactJson, plainJson } from "../terminal/json.js";
import hours from "./starter/hours.json" with { type: "json" };
import promises from "./starter/promises.json" with { type: "json" };
import rules from "./starter/rules.json" with { type: "json" };
import ruleset from "./starter/ruleset.json" with { type: "json" };
import scenarios from "./starter/scenarios.json" with { type: "json" };
import { workflowText } from "./starter-workflow.js";

/** Where a starter goes. Paths have forward slashes. */
export interface StarterPlace {
  /** The folder of the rules, from where the other files are. */
  readonly rules: string;
  /** Whether the package is a dependency there, so that its schema and command come with `npm ci`. */
  readonly isDependency: boolean;
}

/** A file to write, from where the place of the rules counts. */
export interface StarterFile {
  readonly path: string;
  readonly text: string;
}

/** A small ruleset with scenarios that reach all of it. */
export function ruleFiles(place: StarterPlace): StarterFile[] {
  const up = "../".repeat(place.rules.split("/").length);
  const sections = { ruleset, hours, rules, promises, scenarios };
  return Object.entries(sections).map(([name, section]) => ({
    path: `${place.rules}/${name}.json`,
    text: `${compactJson({ $schema: `${up}${schemaPath(place)}`, ...section })}\n`,
  }));
}

/** By which an editor completes and checks rule files, new ones too. */
export function editorFiles(place: StarterPlace): StarterFile[] {
  return [
    { path: SETTINGS, text: `${compactJson(editorSettings(place))}\n` },
    ...(place.isDependency ? [] : [{ path: OWN_SCHEMA, text: `${plainJson(rulesetSchema)}\n` }]),
  ];
}

export function editorSettings(place: StarterPlace): Readonly<Record<string, unknown>> {
  return { "json.schemas": [{ fileMatch: [`/${place.rules}/**/*.json`], url: `./${schemaPath(place)}` }] };
}

/** Checks, tests and compares the rules on a pull request. */
export function workflowFile(place: StarterPlace): StarterFile {
  return { path: WORKFLOW, text: workflowText(place, WORKFLOW) };
}

/** How many {@link ruleFiles} hold. */
export const SCENARIO_COUNT = scenarios.scenarios.length;
export const SETTINGS = ".vscode/settings.json";
const OWN_SCHEMA = ".vscode/ruleset.schema.json";
export const WORKFLOW = ".github/workflows/contact-rules.yml";

function schemaPath({ isDependency }: StarterPlace): string {
  return isDependency ? "node_modules/contact-routing/schema/ruleset.schema.json" : OWN_SCHEMA;
}
