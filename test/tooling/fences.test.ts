import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";

/** One line of a file below `src`. */
type Line = readonly [file: string, code: string];

/** What each layer may import of the others, lowest first. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  values: [],
  ruleset: ["values"],
  runtime: ["values"],
  compile: ["values", "ruleset", "runtime"],
  words: ["values", "ruleset", "runtime"],
  analysis: ["values", "ruleset", "compile", "runtime", "words"],
  node: ["values", "ruleset"],
  cli: ["words"],
};
const LAYERS = Object.keys(MAY_IMPORT);
const PURE_LAYERS = ["values", "ruleset", "runtime", "compile", "words", "analysis"];
const PURE = ["index.ts", "analysis.ts", "rulesets.ts", ...PURE_LAYERS.map((layer) => `${layer}/a.ts`)];
const OUTSIDE = ["node.ts", "cli/a.ts", "node/a.ts"];

function crossing(isAllowed: boolean): Line[] {
  return LAYERS.flatMap((layer) =>
    LAYERS.filter((other) => other !== layer && MAY_IMPORT[layer]?.includes(other) === isAllowed).flatMap(
      (other): Line[] => [
        [`${layer}/a.ts`, `import "../${other}/b.js";`],
        [`${layer}/deep/er/a.ts`, `import "../../../${other}/b.js";`],
        [`${layer}/deep/a.ts`, `export type { B } from "../../${other}/deep/b.js";`],
      ],
    ),
  );
}

/** Each gives what the time zone of the process makes of an instant, or of a local time. */
const LOCAL_TIME = [
  "void new Date(0).getHours();",
  "void new Date(0)?.getDay();",
  "void new Date(0).getTimezoneOffset();",
  "new Date(0).setFullYear(2026);",
  "void [new Date(0)].map((date) => date.getDate);",
  "void new Date(0).toDateString();",
  "void new Date(0).toLocaleDateString();",
  'void new Date(0).toLocaleString("en");',
  "void new Date(0).toString();",
  "void new Date(2026, 10);",
  "void new Date(2026, 10, 23, 10, 0);",
  "void Intl.DateTimeFormat();",
  'void new Intl.DateTimeFormat("en", { hour: "2-digit" });',
];

const REFUSED: readonly Line[] = [
  ...crossing(false),
  ...["analysis.ts", "node.ts", "rulesets.ts"].map((file): Line => [file, 'import "./cli/b.js";']),
  ...PURE.flatMap((file): Line[] => [
    [file, 'import "node:fs";'],
    [file, 'import "fs";'],
    [file, 'void import("node:fs/promises");'],
    [file, "void Date.now();"],
    [file, "void [0].map(Date.now);"],
    [file, "void new Date();"],
    [file, "void new Date;"],
    [file, "void performance.now();"],
    [file, "void Math.random();"],
    [file, "void process.env.TZ;"],
    [file, "void globalThis.process;"],
    [file, 'console.log("decided");'],
  ]),
  ...[...PURE, ...OUTSIDE].flatMap((file) => LOCAL_TIME.map((code): Line => [file, code])),
  ...[...PURE, ...OUTSIDE]
    .filter((file) => file !== "compile/a.ts")
    .map((file): Line => [file, 'import "json-rules-engine";']),
  ...[...PURE, ...OUTSIDE]
    .filter((file) => file !== "compile/a.ts")
    .map((file): Line => [file, 'import "date-fns-tz";']),
  ["cli/a.ts", 'import "../../test/reference/router.js";'],
  ["cli/a.ts", 'import "date-fns";'],
  ["words/a.ts", 'import "commander";'],
  ["words/a.ts", 'import "../index.js";'],
  ["ruleset/a.ts", 'import "../index.js";'],
  ["ruleset/check/a.ts", 'import "../../index.js";'],
  ["values/cycle-a.ts", 'import type { B } from "./cycle-b.js";'],
  ["values/cycle-b.ts", 'import type { A } from "./cycle-a.js";'],
  ["runtime/deep/er/a.ts", 'import "../../../analysis.js";'],
  ["analysis/mdd/a.ts", 'import "../model/b.js";'],
  ["analysis/mdd/a.ts", 'import "../../values/b.js";'],
];

const ALLOWED: readonly Line[] = [
  ...crossing(true),
  ...LAYERS.flatMap((layer): Line[] => [
    [`${layer}/a.ts`, 'import "./b.js";'],
    [`${layer}/deep/a.ts`, 'import "../other/b.js";'],
    [`${layer}/deep/er/a.ts`, 'import "../../b.js";'],
  ]),
  ["ruleset/a.ts", 'import "zod/mini";'],
  ["compile/a.ts", 'import "date-fns-tz";'],
  ["compile/a.ts", 'import "json-rules-engine";'],
  ["cli/format/a.ts", 'import "../../index.js";'],
  ["index.ts", 'import "./runtime/router.js";'],
  ["analysis/mdd/a.ts", 'import "./b.js";'],
  ["node.ts", 'import "node:fs";'],
  ...["index", "node", "analysis", "rulesets"].flatMap((entry): Line[] => [["cli/a.ts", `import "../${entry}.js";`]]),
  ["cli/a.ts", 'import "node:fs";'],
  ["cli/a.ts", 'import "string-width";'],
  ["cli/a.ts", "void new Date();"],
  ...PURE.flatMap((file): Line[] => [
    [file, "void new Date(0);"],
    [file, "void Date.UTC(2026, 10);"],
    [file, "void { process: 0 }.process;"],
  ]),
  ...[...PURE, ...OUTSIDE].flatMap((file): Line[] => [
    [file, "void new Date(0).getUTCHours();"],
    [file, "void new Date(0).toISOString();"],
    [file, 'void new Date(0).toLocaleString("en", { timeZone: "UTC" });'],
    [file, 'void new Intl.DateTimeFormat("en", { hour: "2-digit", timeZone: "UTC" });'],
    [file, "void (12).toLocaleString();"],
  ]),
];

describe("the linter's fences", () => {
  let refused: ReadonlySet<string>;

  beforeAll(() => {
    refused = lintTogether([...REFUSED, ...ALLOWED]);
  });

  test.each(REFUSED)("src/%s is refused `%s`", (file, code) => {
    expect(refused).toContain(`${file}: ${code}`);
  });

  test.each(ALLOWED)("src/%s is allowed `%s`", (file, code) => {
    expect(refused).not.toContain(`${file}: ${code}`);
  });
});

/** Runs the linter once, over a tree of nothing but these lines; gives those it refuses, as `file: code`. */
function lintTogether(lines: readonly Line[]): ReadonlySet<string> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const tree = mkdtempSync(join(tmpdir(), "fences-"));
  try {
    for (const name of ["biome.json", "lint"]) cpSync(join(root, name), join(tree, name), { recursive: true });
    const files = new Map<string, string[]>();
    for (const [file, code] of lines) files.set(file, [...(files.get(file) ?? []), code]);
    for (const [file, codes] of files) {
      mkdirSync(dirname(join(tree, "src", file)), { recursive: true });
      writeFileSync(join(tree, "src", file), `${codes.join("\n")}\n`);
    }
    const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
    const options = ["--vcs-enabled=false", "--max-diagnostics=none", "--diagnostic-level=error", "--reporter=json"];
    const run = spawnSync(process.execPath, [biome, "lint", ...options, "src"], { cwd: tree, encoding: "utf8" });
    const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: readonly Diagnostic[] };
    return new Set(
      diagnostics
        .filter(({ category }) => FENCES.has(category))
        .map(({ location: { path, start } }) => {
          const file = path.slice("src/".length);
          return `${file}: ${files.get(file)?.[start.line - 1]}`;
        }),
    );
  } finally {
    rmSync(tree, { recursive: true });
  }
}

const FENCES: ReadonlySet<string> = new Set([
  "lint/style/noRestrictedImports",
  "lint/suspicious/noConsole",
  "lint/suspicious/noImportCycles",
  "plugin",
]);

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}
