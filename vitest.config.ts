import { defineConfig } from "vitest/config";

/** What would betray a dependence on the process's own time zone. */
const TIME_DEPENDENT = [
  "test/schedule/**/*.test.ts",
  "test/properties/**/*.test.ts",
  "test/routing/**/*.test.ts",
  "test/scenarios/**/*.test.ts",
  "test/tooling/time-zone.test.ts",
];

/** A multiple of each property's usual number of runs. */
const RUNS = Number(process.env.FC_RUNS ?? 1);

export default defineConfig({
  test: {
    // Two cores are what we have; vitest would leave one of them idle.
    maxWorkers: 2,
    // It is there for what hangs: a busy machine takes several times as long, and no test is about time.
    testTimeout: 30_000,
    coverage: { include: ["src/**/*.ts"], reporter: ["text", "html"] },
    projects: [
      {
        extends: true,
        test: {
          name: "UTC",
          env: { TZ: "UTC" },
          include: ["test/**/*.test.ts"],
          exclude: ["test/package/**"],
        },
      },
      ...["America/New_York", "Pacific/Apia", "Europe/Amsterdam"].map((timeZone) => ({
        extends: true as const,
        test: {
          name: timeZone,
          // In force before the first test: a worker is a process of its own, and V8 reads its zone anew when TZ is set.
          env: { TZ: timeZone, FC_RUNS: String(RUNS / 4) },
          include: TIME_DEPENDENT,
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
