import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { declareFactoryPlugin, PluginKind } from "@stryker-mutator/api/plugin";
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { build } from "esbuild";
import { createStandIn, endTests, runTest } from "./vitest-stand-in.mjs";

/**
 * Runs the tests of the mutated layers in one process, some fifty times as fast as vitest does for one mutant.
 *
 * The sources and the tests are one bundle. For each mutant it is evaluated anew with the mutant in force, so that nothing which a module
 * computes or remembers outlives it, and no mutant is too early to be tested; each test file within it when a test of it is to be run.
 */
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "in-process", () => new Runner())];

const FOLDERS = ["ruleset", "schedule", "language", "conditions", "routing", "scenarios"];
const PROPERTIES = ["hours-patterns", "schedules"].map((name) => `test/properties/${name}.test.ts`);

/** No test file to vitest: what it declares is drawn by the first run, which takes a minute, and is of use to these layers alone. */
const DRAWN = "test/mutation/drawn-decisions.ts";
const SHOWN_DRAWN = /(^|[\\/])src[\\/](compile|runtime)[\\/]/;

/** One is in need of what the stand-in for vitest has not; the other is all about size. */
const LEFT_OUT = ["test/routing/pure.test.ts", "test/ruleset/full-files.test.ts"];

/** Tests of size, which take a second or more, and of the shipped rules: what they alone would notice is nothing that a mutant does. */
const TOO_LONG = [
  /more than 10?,000 (rule )?files/,
  /a few objects that unfold to billions/,
  /twenty thousand deep/,
  /a million commas/,
  /^whatever the text, the answer is yes or no/,
  /every zone of this runtime/,
  /customers of every other zone there is/,
  /every rule that is shipped says why/,
  /the scenarios of the shipped rules reach all/,
  /a list of a million/,
  /is one line for any text/,
  /^a character that cannot be seen is refused in every text/,
  /are taken where they are many, but each is like the others/,
  /ten thousand deep/,
];

/** What the first run measured, for the other processes, and for one that takes over when a mutant hung the one before. */
const MEASURED = "mutation-measured.json";
const DRAWN_SESSIONS = "mutation-drawn.json";
const QUICK_MS = 20;
const MIDDLING_MS = 300;
const KILLERS_TRIED = 12;

/** How long a mutant is looked at, in milliseconds of processor time: a short time finds nearly all that die, and a long one the rest. */
const PATIENCE_MS = Number(process.env.MUTATION_PATIENCE_MS ?? Infinity);

class Runner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    process.env.TZ = "UTC";
    process.env.FC_RUNS = "0.02";
    this.files = testFiles();
    this.killers = new Map();
    this.require = createRequire(pathToFileURL(join(process.cwd(), "package.json")));
    // Alike for every mutant; a failure is not shrunk, for nobody reads it.
    this.require("fast-check").configureGlobal({ seed: 20_261_123, endOnFailure: true });
    this.bundle = await bundle(this.files);
  }

  async dryRun({ files: sources = [] }) {
    const isShownDrawn = sources.length === 0 || sources.some((source) => SHOWN_DRAWN.test(source));
    const files = isShownDrawn ? this.files : this.files.filter((file) => file !== DRAWN);
    if (isShownDrawn) await this.#draw();
    const space = {};
    globalThis.__stryker__ = space;
    const suite = this.#load();
    const times = {};
    const tests = [];
    const reading = new Set(sources.flatMap((source) => this.bundle.filesReading(source)));
    const timesOfTests = {};
    for (const file of files.filter((file) => sources.length === 0 || reading.has(file))) {
      const started = process.cpuUsage();
      const declared = suite.testsOf(file);
      times[file] = processorTime(started);
      for (const test of declared) {
        const started = process.cpuUsage();
        tests.push(await measure(test, file, space));
        timesOfTests[test.id] = processorTime(started);
      }
      await endTests(declared);
    }
    this.measured = { times, tests: timesOfTests };
    this.measured.coverage = coverageByMutant(space.mutantCoverage?.perTest ?? {});
    writeFileSync(MEASURED, JSON.stringify(this.measured));
    return { status: DryRunStatus.Complete, tests, mutantCoverage: space.mutantCoverage };
  }

  async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit }) {
    const space = { activeMutant: activeMutant.id, hitCount: 0, hitLimit };
    globalThis.__stryker__ = space;
    this.measured ??= JSON.parse(readFileSync(MEASURED, "utf8"));
    const plan = this.#plan(activeMutant.id, sandboxFileName, testFilter);
    const tests = [];
    try {
      for await (const result of this.#results(plan)) {
        tests.push(result);
        if (result.status === TestStatus.Failed) break;
      }
    } catch (error) {
      tests.push(failed("", "a test file cannot be read", 0, error));
    }
    const killer = tests.at(-1);
    if (killer?.status === TestStatus.Failed) {
      const others = (this.killers.get(sandboxFileName) ?? []).filter((id) => id !== killer.id);
      this.killers.set(sandboxFileName, [killer.id, ...others]);
    }
    const timeout = determineHitLimitReached(space.hitCount, hitLimit);
    return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests });
  }

  /**
   * The ids to run, by file: those that last killed a mutant of the same source; those that reach this one; then, where it is in force as
   * modules load, all that may. Of both, first what is quick and of the mutant's own layer, then what is not too slow and of it.
   */
  #plan(mutant, source, testFilter) {
    const reaching = testFilter ?? this.measured.coverage[mutant] ?? [];
    const done = new Set(reaching);
    const related = testFilter === undefined ? this.bundle.filesReading(source) : [];
    const others = Object.keys(this.measured.tests).filter((id) => !done.has(id) && related.includes(fileOf(id)));
    const layer = /[\\/]src[\\/](\w+)/.exec(source)?.[1];
    const own = (id) => id.startsWith(`test/${layer}/`);
    const time = (id) => this.measured.tests[id];
    const groupOf = (id) => {
      if (own(id)) return time(id) < QUICK_MS ? 0 : time(id) < MIDDLING_MS ? 1 : 3;
      return time(id) < QUICK_MS ? 2 : 3;
    };
    const killers = (this.killers.get(source) ?? []).filter((id) => testFilter === undefined || done.has(id));
    const groups = [reaching, others].flatMap((ids) =>
      [0, 1, 2, 3].map((group) => ids.filter((id) => groupOf(id) === group)),
    );
    groups.unshift(killers.slice(0, KILLERS_TRIED));
    return groups.flatMap((ids) => this.#byFile(ids));
  }

  /** The quickest file first. */
  #byFile(ids) {
    const plan = new Map();
    for (const id of ids) {
      const file = fileOf(id);
      if (!plan.has(file)) plan.set(file, { file, ids: new Set(), time: this.measured.times[file] });
      const entry = plan.get(file);
      entry.ids.add(id);
      entry.time += this.measured.tests[id] ?? 0;
    }
    return [...plan.values()].sort((left, right) => left.time - right.time);
  }

  async *#results(plan) {
    const suite = this.#load();
    const started = process.cpuUsage();
    for (const { file, ids } of plan) {
      for (const test of suite.testsOf(file)) {
        if (processorTime(started) > PATIENCE_MS) return;
        if (ids.has(test.id)) yield await measure(test, file);
      }
    }
    for (const { file } of plan) await endTests(suite.testsOf(file));
  }

  #load() {
    const { api, collect } = createStandIn();
    const files = this.#evaluate(api);
    const declare = (file) => (file === DRAWN ? () => this.#declareDrawn(files) : files[file]);
    const collected = new Map();
    return {
      testsOf(file) {
        if (!collected.has(file)) collected.set(file, collect(file, declare(file)).filter(isShort));
        return collected.get(file);
      },
    };
  }

  /** While no mutant is in force. */
  async #draw() {
    globalThis.__stryker__ = {};
    const { drawSessions } = this.#evaluate(createStandIn().api)[DRAWN]();
    writeFileSync(DRAWN_SESSIONS, JSON.stringify(await drawSessions()));
  }

  #declareDrawn(files) {
    this.sessions ??= JSON.parse(readFileSync(DRAWN_SESSIONS, "utf8"));
    files[DRAWN]().declareSessions(this.sessions);
  }

  /** What loads each test file, by its path. */
  #evaluate(vitest) {
    const module = { exports: {} };
    const load = (id) => (id === "vitest" ? vitest : this.require(id));
    this.bundle.script.runInThisContext()(load, module, module.exports);
    return module.exports;
  }
}

function testFiles() {
  const files = FOLDERS.flatMap((folder) => readdirSync(`test/${folder}`).map((name) => `test/${folder}/${name}`));
  return [...[...files, ...PROPERTIES].filter((file) => file.endsWith(".test.ts") && !LEFT_OUT.includes(file)), DRAWN];
}

async function bundle(files) {
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `module.exports = {${files.map((file) => `"${file}": () => require("./${file}")`).join(",")}}`,
      resolveDir: process.cwd(),
    },
    absWorkingDir: process.cwd(),
    ...{
      bundle: true,
      write: false,
      metafile: true,
      format: "cjs",
      platform: "node",
      target: "node20",
      packages: "external",
    },
    supported: { "dynamic-import": false },
    logLevel: "error",
    plugins: [{ name: "import-meta", setup: keepImportMeta }],
  });
  const script = new Script(`(function (require, module, exports) {${outputFiles[0].text}\n})`);
  return { script, filesReading: (source) => readersOf(resolve(source), files, metafile.inputs) };
}

/** One file is the bundle, but each of its parts knows where it was. */
function keepImportMeta(build) {
  build.onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, ({ path }) => {
    const contents = readFileSync(path, "utf8").replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href));
    return { contents, loader: "ts", resolveDir: dirname(path) };
  });
}

function readersOf(source, files, inputs) {
  const reads = (file, seen) => {
    if (resolve(file) === source) return true;
    if (seen.has(file)) return false;
    seen.add(file);
    return (inputs[file]?.imports ?? []).some(({ path }) => reads(path, seen));
  };
  return files.filter((file) => reads(file, new Set()));
}

function isShort({ name }) {
  return !TOO_LONG.some((title) => title.test(name));
}

function coverageByMutant(perTest) {
  const testsByMutant = {};
  for (const [id, mutants] of Object.entries(perTest)) {
    for (const mutant of Object.keys(mutants)) {
      if (testsByMutant[mutant] === undefined) testsByMutant[mutant] = [];
      testsByMutant[mutant].push(id);
    }
  }
  return testsByMutant;
}

async function measure(test, file, space) {
  const started = performance.now();
  try {
    if (space !== undefined) space.currentTestId = test.id;
    await runTest(test);
    const timeSpentMs = performance.now() - started;
    return { id: test.id, name: test.name, fileName: resolve(file), timeSpentMs, status: TestStatus.Success };
  } catch (error) {
    return { ...failed(test.id, test.name, performance.now() - started, error), fileName: resolve(file) };
  } finally {
    if (space !== undefined) space.currentTestId = undefined;
  }
}

function failed(id, name, timeSpentMs, error) {
  return { id, name, timeSpentMs, status: TestStatus.Failed, failureMessage: String(error?.message ?? error) };
}

/** In milliseconds: what a test takes of a busy machine says nothing of the test. */
function processorTime(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

function fileOf(id) {
  return id.slice(0, id.indexOf("#"));
}
