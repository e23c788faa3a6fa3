import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Installed, install, run } from "./installed.js";

const FLAGS = ["--disallow-code-generation-from-strings", "--disable-proto=throw", "--frozen-intrinsics"];
const RULES = "node_modules/contact-routing/rules";

const PROGRAM = `
import { createRouter, RequestError } from "contact-routing";
import { checkRuleset, runScenarios } from "contact-routing/analysis";
import { loadRuleset } from "contact-routing/node";

const ruleset = await loadRuleset("${RULES}");
const router = await createRouter(ruleset);
const request = { requestType: "order-question", at: "2026-11-23T10:00:00+01:00", language: ["nl"], agentAvailability: { phone: { nl: 2 } } };
let refused = false;
try { router.route(null); } catch (error) { refused = error instanceof RequestError; }
const checked = await checkRuleset(ruleset, { from: "2026-11-23T00:00:00Z" });
process.stdout.write(JSON.stringify({
  offered: router.route(request).offered.map(({ channel }) => channel),
  explained: router.explain(request).channels.length,
  findings: checked.findings.length,
  proven: checked.promises.every(({ status }) => status === "proven"),
  passed: (await runScenarios(ruleset)).passed,
  refused,
}));
`;

let installed: Installed;

beforeAll(() => {
  installed = install();
  writeFileSync(join(installed.folder, "hardened.mjs"), PROGRAM);
});

afterAll(() => {
  installed.remove();
});

describe.each([...FLAGS.map((flag) => [flag]), FLAGS])("under %s %s %s", (...flags) => {
  const given = flags.filter((flag) => flag !== undefined);
  const node = (...args: readonly string[]) => run(process.execPath, [...given, ...args], installed.folder);

  test("the package loads, decides, explains, checks and runs scenarios", () => {
    const { offered, ...rest } = JSON.parse(node("hardened.mjs"));
    expect(offered).toContain("phone");
    expect(rest).toEqual({ explained: 3, findings: 0, proven: true, passed: true, refused: true });
  });

  test("the command checks and tests the shipped rules", () => {
    const command = "node_modules/contact-routing/dist/cli.js";
    expect(node(command, "check", RULES)).toMatch(/ no problems\nThe rules are valid\. \d+ promises hold /);
    expect(node(command, "test", RULES)).toMatch(/ all passed\n/);
  });
});

test("jsonpath-plus is never reached: everything works where each of its functions throws", () => {
  const [main] = JSON.parse(
    run(process.execPath, ["-p", 'JSON.stringify([require.resolve("jsonpath-plus")])'], installed.folder),
  ) as [string];
  expect(readFileSync(main, "utf8")).toContain("JSONPath");
  writeFileSync(main, 'exports.JSONPath = () => { throw new Error("jsonpath-plus was reached"); };\n');
  const { passed } = JSON.parse(run(process.execPath, ["hardened.mjs"], installed.folder));
  expect(passed).toBe(true);
});

test("no package that comes with this one at run time has an install script", () => {
  const lock = JSON.parse(readFileSync(join(installed.folder, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
  };
  const names = Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ""));
  expect(names.sort()).toEqual(
    [
      "",
      "@jsep-plugin/assignment",
      "@jsep-plugin/regex",
      "clone",
      "commander",
      "contact-routing",
      "eventemitter2",
      "hash-it",
      "jsep",
      "json-rules-engine",
      "jsonpath-plus",
      "picocolors",
    ].sort(),
  );
  expect(Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
});
