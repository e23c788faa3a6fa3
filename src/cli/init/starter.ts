import packageJson from "../../../package.json" with { type: "json" };
import rulesetSchema from "../../../schema/ruleset.schema.json" with { type: "json" };
import { compactJson, plainJson } from "../terminal/json.js";
import hours from "./starter/hours.json" with { type: "json" };
import promises from "./starter/promises.json" with { type: "json" };
import rules from "./starter/rules.json" with { type: "json" };
import ruleset from "./starter/ruleset.json" with { type: "json" };
import scenarios from "./starter/scenarios.json" with { type: "json" };

/** The place that a starter is written to. Paths have forward slashes. */
export interface StarterPlace {
  /** The folder of the rules, relative to the other files. */
  readonly rules: string;
  /** Whether the package is a dependency there, so that its schema and command come with `npm ci`. */
  readonly isDependency: boolean;
}

/** A file to write; its path is relative to the root of the repository. */
export interface StarterFile {
  readonly path: string;
  readonly text: string;
}

/** A small ruleset, with scenarios that cover all of it. */
export function ruleFiles(place: StarterPlace): StarterFile[] {
  const up = "../".repeat(place.rules.split("/").length);
  const sections = { ruleset, hours, rules, promises, scenarios };
  return Object.entries(sections).map(([name, section]) => ({
    path: `${place.rules}/${name}.json`,
    text: `${compactJson({ $schema: `${up}${schemaPath(place)}`, ...section })}\n`,
  }));
}

/** Settings with which an editor completes and checks rule files, new ones too. */
export function editorFiles(place: StarterPlace): StarterFile[] {
  return [
    { path: SETTINGS, text: `${compactJson(editorSettings(place))}\n` },
    ...(place.isDependency ? [] : [{ path: OWN_SCHEMA, text: `${plainJson(rulesetSchema)}\n` }]),
  ];
}

export function editorSettings(place: StarterPlace): Readonly<Record<string, unknown>> {
  return { "json.schemas": [{ fileMatch: [`/${place.rules}/**/*.json`], url: `./${schemaPath(place)}` }] };
}

export const SCENARIO_COUNT = scenarios.scenarios.length;
export const SETTINGS = ".vscode/settings.json";
const OWN_SCHEMA = ".vscode/ruleset.schema.json";
export const WORKFLOW = ".github/workflows/contact-rules.yml";

function schemaPath({ isDependency }: StarterPlace): string {
  return isDependency ? "node_modules/contact-routing/schema/ruleset.schema.json" : OWN_SCHEMA;
}

/** A workflow that checks, tests and compares the rules on a pull request. A test runs its commands on the files that `init` writes. */
export function workflowFile({ rules, isDependency }: StarterPlace): StarterFile {
  // Another version could judge the rules differently: if no dependency pins it, the workflow does.
  const command = isDependency ? "npx contact-routing" : `npx --yes contact-routing@${packageJson.version}`;
  const text = `name: Contact rules
on:
  pull_request:
    paths: ["${rules}/**", "${WORKFLOW}"]
permissions:
  contents: read
jobs:
  rules:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # The merge, and the branch it goes to.
          fetch-depth: 2
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${isDependency ? "      - run: npm ci\n" : ""}      - name: Nothing is wrong, and every promise is kept
        run: ${command} check ${rules} --format github
      - name: Every scenario is decided as it expects
        if: \${{ !cancelled() }}
        run: ${command} test ${rules} --format github
      - name: What changes for customers
        if: \${{ !cancelled() }}
        # It is there to be read. Where the rules before cannot be read, there is nothing to compare, and that stops no merge.
        continue-on-error: true
        run: |
          if git cat-file -e HEAD^1:${rules}; then
            ${command} diff HEAD^1 --rules ${rules} --format github
            ${command} diff HEAD^1 --rules ${rules} --format markdown >> "$GITHUB_STEP_SUMMARY"
          fi
`;
  return { path: WORKFLOW, text };
}
