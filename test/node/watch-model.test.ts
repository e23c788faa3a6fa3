import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createRouter, parseRuleset, type Router, type RoutingDecision } from "../../src/index.js";
import type { RulesetReload } from "../../src/node/live-rules.js";
import type { WatchedRouter } from "../../src/node/watch-ruleset.js";
import { watchByClock } from "../../src/node/watch-ruleset.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { type ManualClock, manualClock } from "./manual-clock.js";
import { createRulesFolder, type RulesFolder } from "./rules-folder.js";
import { PATIENT } from "./scene.js";
import { filesOf, REQUEST } from "./version-files.js";

const VERSIONS = [0, 1, 2, 3, 4];

/** What must be so of a watched folder. */
interface Model {
  /** The version that is on disk, whole; null where what is there cannot be used. */
  onDisk: number | null;
  inUse: number;
}

interface Watch {
  readonly folder: RulesFolder;
  readonly clock: ManualClock;
  readonly watched: WatchedRouter;
  readonly reloads: RulesetReload[];
}

/** In which a whole version is put on disk. */
type Way = "write" | "renameOver" | "replace" | "mount";

type Command = fc.AsyncCommand<Model, Watch>;

/** A router made of exactly one version, for each. */
const routers = new Map<string, Router>();

beforeAll(async () => {
  for (const version of VERSIONS) {
    const files = Object.entries(filesOf(version)).map(([file, text]) => ({ file, text }));
    routers.set(`${version}`, await createRouter(parseRuleset(files)));
  }
});

describe("a watched ruleset", () => {
  it(
    "decides by one version at a time, the last good one, whatever happens on disk",
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: 24 }), async (commands) => {
          const folder = createRulesFolder(filesOf(0));
          try {
            const clock = manualClock(0);
            const reloads: RulesetReload[] = [];
            const onReload = (reload: RulesetReload) => void reloads.push(reload);
            const watched = await watchByClock(folder.path, { onReload, onError() {} }, clock);
            const setup = () => ({ model: { onDisk: 0, inUse: 0 }, real: { folder, clock, watched, reloads } });
            await fc.asyncModelRun(setup, commands);
            await watched.close();
            expect(clock.armedFor()).toBeNull();
          } finally {
            folder.remove();
          }
        }),
        runs(60),
      );
    },
    PATIENCE,
  );
});

/** Puts a whole version on disk, in one of the ways that people and programs do. */
function publish(way: Way, version: number): Command {
  return command(`${way} ${version}`, async (model, { folder }) => {
    folder[way](filesOf(version));
    model.onDisk = version;
  });
}

function cutOff(name: string, part: number): Command {
  return command(
    `cut ${name} off at ${part}`,
    async (model, { folder }) => {
      folder.cutOff(name, part);
      model.onDisk = null;
    },
    ({ onDisk }) => onDisk !== null,
  );
}

function remove(name: string | null): Command {
  return command(`delete ${name ?? "all"}`, async (model, { folder }) => {
    if (name === null) folder.deleteAll();
    else folder.delete(name);
    model.onDisk = null;
  });
}

/** Looks once: what is new may be in use after it, or may be looked at once more first. */
function look(): Command {
  return command("look", async (model, { clock, watched }) => {
    await clock.tick();
    expect([model.inUse, model.onDisk]).toContain(Number(watched.ruleset.version));
    model.inUse = Number(watched.ruleset.version);
  });
}

function lookPatiently(): Command {
  return command("look patiently", async (model, watch) => {
    for (let tick = 0; tick < PATIENT; tick++) await watch.clock.tick();
    expectSettled(model, watch);
  });
}

function reload(): Command {
  return command("reload", async (model, watch) => {
    await watch.watched.reload();
    expectSettled(model, watch);
  });
}

/** Decides again and again while files are read, and puts a version on disk in the midst of it: so many turns of the event loop later. */
function publishMeanwhile(way: Way, version: number, turn: number): Command {
  return command(`${way} ${version} in turn ${turn} of a reload`, async (model, watch) => {
    const { folder, watched } = watch;
    const allowed = [model.inUse, model.onDisk, version];
    let isReloading = true;
    const reloaded = watched.reload().then(() => {
      isReloading = false;
    });
    for (let turns = 0; isReloading || turns <= turn; turns++) {
      if (turns === turn) folder[way](filesOf(version));
      expect(allowed).toContain(versionOf(watched.route(REQUEST)));
      await new Promise(setImmediate);
    }
    await reloaded;
    model.onDisk = version;
    await watched.reload();
    expectSettled(model, watch);
  });
}

const way = fc.constantFrom<Way>("write", "renameOver", "replace", "mount");
const version = fc.constantFrom(...VERSIONS);

const COMMANDS: fc.Arbitrary<Command>[] = [
  fc.tuple(way, version).map(([way, version]) => publish(way, version)),
  fc.tuple(way, version, fc.nat(40)).map(([way, version, turn]) => publishMeanwhile(way, version, turn)),
  fc
    .tuple(fc.constantFrom(...Object.keys(filesOf(0))), fc.constantFrom(0, 0.5, 0.99))
    .map(([name, part]) => cutOff(name, part)),
  fc.constantFrom("ruleset.json", null).map(remove),
  fc.constant(look()),
  fc.constant(lookPatiently()),
  fc.constant(reload()),
];

/** A command that is named in a counterexample, and after which every invariant holds. */
function command(
  name: string,
  run: (model: Model, watch: Watch) => Promise<void>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command {
  return {
    check,
    toString: () => name,
    async run(model, watch) {
      await run(model, watch);
      expect(versionOf(watch.watched.route(REQUEST))).toBe(model.inUse);
      expectChain(watch);
    },
  };
}

/** All that is on disk was seen. */
function expectSettled(model: Model, { watched }: Watch): void {
  model.inUse = model.onDisk ?? model.inUse;
  const { ruleset, upToDate, lastError } = watched.status();
  expect(ruleset).toEqual(routers.get(`${model.inUse}`)?.ruleset);
  expect([upToDate, lastError === null]).toEqual([model.onDisk !== null, model.onDisk !== null]);
}

/** The version that made a decision; it made all of it. */
function versionOf(decision: RoutingDecision): number {
  expect(decision).toEqual(routers.get(decision.ruleset.version)?.route(REQUEST));
  return Number(decision.ruleset.version);
}

/** Each reload starts from where the one before led, and leads elsewhere; the last leads to what is in use. */
function expectChain({ watched, reloads }: Watch): void {
  const versions = [0, ...reloads.map(({ ruleset }) => Number(ruleset.version))];
  expect(reloads.map(({ previous }) => Number(previous.version))).toEqual(versions.slice(0, -1));
  expect(versions.filter((version, index) => version === versions[index - 1])).toEqual([]);
  expect(`${versions.at(-1)}`).toBe(watched.ruleset.version);
}
