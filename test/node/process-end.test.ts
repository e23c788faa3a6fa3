import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PATIENCE } from "../arbitraries/runs.js";
import { createRulesFolder, type RulesFolder } from "./rules-folder.js";
import { filesOf } from "./version-files.js";

let folder: RulesFolder;

beforeAll(async () => {
  folder = createRulesFolder(filesOf(1));
  const outfile = join(dirname(folder.path), "node.cjs");
  await build({
    entryPoints: ["src/node.ts"],
    bundle: true,
    platform: "node",
    format: "cjs",
    mainFields: ["module", "main"],
    outfile,
    logLevel: "silent",
  });
}, PATIENCE);

afterAll(() => {
  folder.remove();
});

describe("a process that watches a ruleset", () => {
  test(
    "ends by itself where nothing else is to be done",
    () => {
      expect(run("watchRuleset('rules', { pollMs: 10 }).then(({ ruleset }) => print(ruleset.version));")).toBe("1");
    },
    PATIENCE,
  );

  test(
    "holds nothing that could keep it alive, while it watches and after",
    () => {
      const script = `
        const before = process.getActiveResourcesInfo();
        watchRuleset('rules').then(async (watched) => {
          const during = process.getActiveResourcesInfo();
          await watched.close();
          print(...[before, during, process.getActiveResourcesInfo()].map((held) => JSON.stringify(held.sort())));
        });`;
      const [before, during, after] = run(script).split(" ");
      expect([during, after]).toEqual([before, before]);
    },
    PATIENCE,
  );

  test(
    "is warned where nobody listens, and goes on",
    () => {
      const script = `
        const { writeFileSync } = require('node:fs');
        watchRuleset('rules').then(async (watched) => {
          writeFileSync('rules/broken.json', '{');
          await watched.reload();
          print(watched.route({ requestType: 'order', at: 1e12, language: 'nl' }).ruleset.version);
        });
        process.on('warning', ({ name, message }) => print(name, message.split('\\n')[1].trim()));`;
      expect(run(script)).toMatch(/^1 ContactRoutingWarning rules\/broken\.json:1:\d+: /);
    },
    PATIENCE,
  );
});

/** Gives what a script prints; throws where its process fails, or does not end. */
function run(script: string): string {
  const cwd = dirname(folder.path);
  writeFileSync(
    join(cwd, "script.cjs"),
    `const { watchRuleset } = require('./node.cjs');
    function print(...values) { console.log(values.join(' ')); }
    ${script}`,
  );
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ["script.cjs"], {
    cwd,
    encoding: "utf8",
    timeout: PATIENCE / 2,
  });
  if (status !== 0) throw new Error(`the process ended with ${status ?? signal}\n${stderr}`);
  return stdout.trim().replaceAll("\n", " ");
}
