import packageJson from "../../../package.json" with { type: "json" };
import type { StarterPlace } from "./starter.js";

/** A workflow of GitHub, as YAML. It is held to run what `init` wrote, command by command, by a test. */
export function workflowText({ rules, isDependency }: StarterPlace, path: string): string {
  // Where nothing pins the version, the workflow does: another one could judge the rules differently.
  const command = isDependency ? "npx contact-routing" : `npx --yes contact-routing@${packageJson.version}`;
  return `name: Contact rules
on:
  pull_request:
    paths: ["${rules}/**", "${path}"]
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
}
