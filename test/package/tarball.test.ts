import { webcrypto } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Installed, install, ROOT, run } from "./installed.js";

const ENTRIES = {
  "contact-routing": [
    "RequestError",
    "RulesetError",
    "createRouter",
    "matchLanguage",
    "parseAcceptLanguage",
    "parseRuleset",
  ],
  "contact-routing/node": ["loadRuleset", "watchRuleset"],
  "contact-routing/analysis": [
    "buildMatrix",
    "checkRuleset",
    "compareRulesets",
    "createReplay",
    "findOnlyAlways",
    "findSituations",
    "generateTypes",
    "measureCoverage",
    "runScenarios",
    "shownZone",
    "suggestScenarios",
  ],
  "contact-routing/rulesets": ["marketplaceSupport"],
};

const CONSUMER = `
import { type ContactRequest, createRouter, type RoutingDecision, RulesetError } from "contact-routing";
import { checkRuleset } from "contact-routing/analysis";
import { loadRuleset, type RulesetStatus, watchRuleset } from "contact-routing/node";
import { marketplaceSupport } from "contact-routing/rulesets";

const request: ContactRequest = {
  requestType: "order-question",
  at: "2026-11-23T10:00:00+01:00",
  language: ["nl", "en"],
  agentAvailability: { phone: { nl: 2 }, chat: { "*": { available: 1, contactsInQueue: 3 } } },
};

export async function contactOptions(): Promise<string[]> {
  const router = await createRouter(marketplaceSupport);
  const decision: RoutingDecision = router.route(request);
  // @ts-expect-error: a decision has no such field
  decision.hidden;
  return decision.offered.map(({ channel, closesAt }) => channel + (closesAt === null ? "" : " until " + closesAt));
}

export async function reload(path: string): Promise<number> {
  try {
    const ruleset = await loadRuleset(path);
    await checkRuleset(ruleset, { from: 0, days: 1 });
    return ruleset.channels.length;
  } catch (error) {
    if (error instanceof RulesetError) return error.issues.length;
    throw error;
  }
}

export async function watchBriefly(path: string): Promise<RulesetStatus> {
  const watched = await watchRuleset(path, { onError: ({ issues }) => issues.length, pollMs: 500 });
  watched.safeRoute(request);
  await watched.close();
  return watched.reload();
}
`;

let installed: Installed;

beforeAll(() => {
  installed = install();
});

afterAll(() => {
  installed.remove();
});

describe("the packed tarball", () => {
  test("has nothing that publint finds fault with", () => {
    run(process.execPath, [bin("publint/src/cli.js"), "run", installed.tarball, "--strict"], ROOT);
  });

  test("has types that resolve under every module resolution but node10, which knows no subpaths", () => {
    const options = ["--profile", "node16", "--no-emoji"];
    run(process.execPath, [bin("@arethetypeswrong/cli/dist/index.js"), installed.tarball, ...options], ROOT);
  });

  test("holds what is published and nothing else", () => {
    const folders = new Set(listFiles().map((file) => file.replace(/\/.*/, "")));
    expect([...folders].sort()).toEqual(["LICENSE", "README.md", "dist", "docs", "package.json", "rules", "schema"]);
  });
});

test("the licences of the packages that are part of the bundle are passed on with it", () => {
  const bundles = {
    "LICENSES.md": ["date-fns", "date-fns-tz", "fastest-levenshtein", "jsonc-parser", "zod"],
    "LICENSES-CLI.md": [
      "ansi-regex",
      "fastest-levenshtein",
      "get-east-asian-width",
      "ical.js",
      "string-width",
      "strip-ansi",
    ],
  };
  for (const [file, expected] of Object.entries(bundles)) {
    const licenses = readFileSync(join(installed.folder, "node_modules/contact-routing/dist", file), "utf8");
    const names = [...licenses.matchAll(/^## (\S+) \d/gm)].map(([, name]) => name);
    expect(names).toEqual(expected);
    for (const license of licenses.split(/^## (?=\S+ \d)/m).slice(1)) {
      expect(license).toMatch(/permission is hereby granted|^Source: \S+\n\nMozilla Public License Version 2\.0$/im);
    }
  }
});

describe("each entry", () => {
  test.each(Object.entries(ENTRIES))("of `%s` gives the same names to import and to require", (entry, names) => {
    const imported = node("names.mjs", `import * as entry from "${entry}"; print(Object.keys(entry).sort());`);
    const required = node("names.cjs", `print(Object.keys(require("${entry}")).sort());`);
    expect(required).toEqual(imported);
    expect(imported).toEqual(expect.arrayContaining(names));
  });

  test("decides with the shipped ruleset, imported or required", () => {
    const decide = `createRouter(marketplaceSupport).then((router) => {
      const request = { requestType: "no-such-type", at: 1e12, language: "en" };
      print(router.safeRoute(request).decision.offered.map(({ channel }) => channel));
    });`;
    const names = { createRouter: "contact-routing", marketplaceSupport: "contact-routing/rulesets" };
    expect(node("decide.mjs", importing(names) + decide)).toEqual(["email"]);
    expect(node("decide.cjs", requiring(names) + decide)).toEqual(["email"]);
  });

  test("throws errors that are instances of the class another entry exports", () => {
    const load = `loadRuleset("no-such-file").catch((error) => print(error instanceof RulesetError));`;
    const names = { RulesetError: "contact-routing", loadRuleset: "contact-routing/node" };
    expect(node("errors.mjs", importing(names) + load)).toBe(true);
    expect(node("errors.cjs", requiring(names) + load)).toBe(true);
  });

  test.each(["contact-routing", "contact-routing/analysis", "contact-routing/rulesets"])(
    "of `%s` bundles for a browser: nothing in its module graph is of Node",
    async (entry) => {
      expect((await bundle(entry)).errors).toEqual([]);
    },
  );

  test("checks and compares rules in a worker, which has nothing of Node", async () => {
    const script = `
      import { checkRuleset, compareRulesets, findOnlyAlways } from "contact-routing/analysis";
      import { marketplaceSupport } from "contact-routing/rulesets";
      const options = { from: "2026-11-23T00:00:00Z", days: 28 };
      const edited = { ...marketplaceSupport, rules: marketplaceSupport.rules.slice(1), scenarios: [] };
      const proven = await checkRuleset(marketplaceSupport, options);
      const { changes } = await compareRulesets(marketplaceSupport, edited, options);
      const { places } = await findOnlyAlways(marketplaceSupport, options);
      print([proven.promises.map(({ status }) => status), changes, places]);`;
    const { outputFiles } = await bundleScript(script);
    const inWorker = await inWorkerScope(outputFiles[0]?.text ?? "");
    expect(inWorker).toEqual(node("analyse.mjs", script));
    expect(JSON.stringify(inWorker)).toContain("proven");
  });

  test("of the core is at most 110 kB in a compressed bundle, dependencies and all", async () => {
    const { outputFiles } = await bundle("contact-routing");
    expect(gzipSync(outputFiles[0]?.contents ?? "").byteLength).toBeLessThan(110_000);
  });
});

describe("a consumer in TypeScript", () => {
  const compilerOptions = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: "ES2023" };

  test.each([
    ["a service, by NodeNext", "NodeNext", { lib: ["ES2023"], types: ["node"] }],
    ["a bundled page, by Bundler", "Bundler", { module: "ESNext", lib: ["ES2023", "DOM"], types: [] }],
  ])("compiles: %s", (_, resolution, options) => {
    const typeRoots = [join(ROOT, "node_modules/@types")];
    const kind = { module: resolution, moduleResolution: resolution, typeRoots, ...options };
    write("consumer.ts", CONSUMER);
    write(
      "tsconfig.json",
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...kind }, files: ["consumer.ts"] }),
    );
    run(process.execPath, [bin("typescript/bin/tsc"), "-p", "."], installed.folder);
  });
});

describe("the command", () => {
  test("says its version", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    expect(command("--version").trim()).toBe(version);
  });

  test("checks the shipped rules, and finds nothing", () => {
    expect(() => command("check", "node_modules/contact-routing/rules")).not.toThrow();
  });

  test("holds the shipped rules to their scenarios", () => {
    expect(command("test", "node_modules/contact-routing/rules")).toMatch(
      / scenarios, all passed\ncoverage: 100% of \d+ goals reached\n$/,
    );
  });

  test("routes a request by the shipped rules", () => {
    const request = join(ROOT, "examples/requests/dutch-buyer.json");
    const printed = command("route", "node_modules/contact-routing/rules", "--request", request, "--json");
    const { offered } = JSON.parse(printed) as { offered: readonly { channel: string }[] };
    expect(offered.map(({ channel }) => channel)).toContain("email");
  });
});

function bundle(entry: string) {
  return bundleScript(`export * from "${entry}";`);
}

function bundleScript(contents: string) {
  const stdin = { contents, resolveDir: installed.folder };
  return build({
    stdin,
    bundle: true,
    minify: true,
    platform: "browser",
    format: "esm",
    write: false,
    logLevel: "silent",
  });
}

/** Runs a module with the globals that browsers, their workers and edge runtimes have in common; gives what it `print`s. */
async function inWorkerScope(module: string): Promise<unknown> {
  const scope = { crypto: webcrypto, TextEncoder, TextDecoder, structuredClone, setTimeout };
  let printed: unknown;
  const print = (value: unknown) => {
    printed = JSON.parse(JSON.stringify(value));
  };
  await runInNewContext(`(async () => {${module}})()`, { ...scope, print });
  return printed;
}

function bin(path: string): string {
  return join(ROOT, "node_modules", path);
}

function command(...args: readonly string[]): string {
  return run(join(installed.folder, "node_modules/.bin/contact-routing"), args, installed.folder);
}

/** Runs a script where the package is installed; gives what it `print`s. */
function node(file: string, script: string): unknown {
  const print = "function print(value) { process.stdout.write(JSON.stringify(value)); }";
  write(file, `${script}\n${print}\n`);
  return JSON.parse(run(process.execPath, [file], installed.folder));
}

function importing(names: Readonly<Record<string, string>>): string {
  return Object.entries(names)
    .map(([name, entry]) => `import { ${name} } from "${entry}";\n`)
    .join("");
}

function requiring(names: Readonly<Record<string, string>>): string {
  return Object.entries(names)
    .map(([name, entry]) => `const { ${name} } = require("${entry}");\n`)
    .join("");
}

function write(file: string, text: string): void {
  writeFileSync(join(installed.folder, file), text);
}

function listFiles(): string[] {
  return run("tar", ["-tzf", installed.tarball], ROOT)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(/^package\//, ""));
}
