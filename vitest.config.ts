import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/**
 * How many random examples a property draws, as a multiple of the number that its test names. `npm test` draws a tenth, to answer soon;
 * `npm run test:properties`, a step of `.ci/run`, draws them all, and `npm run test:nightly` ten times as many.
 */
const { FC_RUNS } = process.env;
const FEW = FC_RUNS ?? "0.1";
const ALL = FC_RUNS ?? "1";

const TEST_FILES = readdirSync("test", { recursive: true, encoding: "utf8" })
  .map((name) => `test/${name.replaceAll("\\", "/")}`)
  .filter((file) => file.endsWith(".test.ts") && !file.startsWith("test/package/"));

/** Test files that replace a global, a timer or a function of Node: none of that may reach another file. */
const SPYING = filesThatSay(/\bvi\b.* from "vitest"|file-spies\.js|process\.chdir/);

/** Test files that draw random examples. */
const PROPERTIES = filesThatSay(/\bruns\(/);

export default defineConfig({
  test: {
    // Two cores are what we have; vitest would leave one of them idle.
    maxWorkers: 2,
    // It is there for what hangs: a busy machine takes several times as long, and no test is about time.
    testTimeout: 30_000,
    coverage: { include: ["src/**/*.ts"], reporter: ["text", "html"] },
    // The files of a worker share its modules: loading them anew for each file took half the time of the suite.
    isolate: false,
    // Each project would transform the sources again.
    experimental: { fsModuleCache: true },
    env: { TZ: "UTC", FC_RUNS: FEW },
    // `npm test` runs those in UTC and in the zones, which are named with a stroke: `--project='UTC*' --project='*/*'`.
    projects: [
      { extends: true, test: { name: "UTC", include: TEST_FILES, exclude: SPYING } },
      { extends: true, test: { name: "UTC spying", include: SPYING } },
      { extends: true, test: { name: "properties", include: PROPERTIES, env: { FC_RUNS: ALL } } },
      ...["America/New_York", "Pacific/Apia", "Europe/Amsterdam"].map((timeZone) => ({
        extends: true as const,
        test: {
          name: timeZone,
          // In force before the first test: a worker is a process of its own, and V8 reads its zone anew when TZ is set.
          env: { TZ: timeZone, FC_RUNS: String(Number(FEW) / 4) },
          include: ["test/tooling/time-dependent.ts"],
        },
      })),
      {
        // The packed tarball, for `npm run check:package`: it builds, packs and installs.
        extends: true,
        test: {
          name: "package",
          include: ["test/package/**/*.test.ts"],
          globalSetup: "test/package/pack.ts",
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});

function filesThatSay(pattern: RegExp): string[] {
  return TEST_FILES.filter((file) => pattern.test(readFileSync(file, "utf8")));
}
