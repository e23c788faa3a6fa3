import { promises as fs, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRouter, parseRuleset, RulesetError } from "../../src/index.js";
import { watchByClock } from "../../src/node/watch-ruleset.js";
import type { RulesetReload, WatchedRouter, WatchOptions } from "../../src/node/watched-router.js";
import { watchRuleset } from "../../src/node.js";
import { type ManualClock, manualClock } from "./manual-clock.js";
import { createRulesFolder, type RulesFolder } from "./rules-folder.js";
import { type Files, filesOf, REQUEST } from "./version-files.js";

const START = Date.UTC(2026, 10, 24, 9);
/** As many looks as it takes to see anything that was written. */
const PATIENT = 12;

let folder: RulesFolder;
let clock: ManualClock;
let told: string[];

beforeEach(() => {
  folder = createRulesFolder(filesOf(1));
  clock = manualClock(START);
  told = [];
});

afterEach(() => {
  vi.restoreAllMocks();
  folder.remove();
});

/** Watches the folder, and notes what is told. */
function watch(options: WatchOptions = {}): Promise<WatchedRouter> {
  return watchByClock(
    folder.path,
    {
      onReload: ({ ruleset, previous }) => void told.push(`${previous.version} to ${ruleset.version}`),
      onError: ({ issues }) => void told.push(issues.map(({ code }) => code).join(" ")),
      ...options,
    },
    clock,
  );
}

async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick++) await clock.tick();
}

/** What each of the three files says its version is, as the decision shows. */
function versionsIn({ route }: Pick<WatchedRouter, "route">): string[] {
  const { ruleset, offered, steps } = route(REQUEST);
  const marks = [ruleset.version, offered.find(({ rule }) => rule !== null)?.rule, steps[0]?.step];
  return marks.map((mark) => String(mark).replace(/.*-v/, ""));
}

describe("a watched ruleset", () => {
  it("decides, explains and names itself as a router of the same rules does", async () => {
    const watched = await watch();
    const router = await createRouter(parseRuleset(Object.entries(filesOf(1)).map(([file, text]) => ({ file, text }))));
    const { route, safeRoute, explain } = watched;
    expect(route(REQUEST)).toEqual(router.route(REQUEST));
    expect(safeRoute({ ...REQUEST, at: "soon" })).toEqual(router.safeRoute({ ...REQUEST, at: "soon" }));
    expect(explain(REQUEST)).toEqual(router.explain(REQUEST));
    expect(watched.ruleset).toEqual(router.ruleset);
  });

  it("cannot be had where the rules cannot be used at first, and leaves nothing behind", async () => {
    folder.write({ "offer.json": "{" });
    await expect(watch()).rejects.toThrow(RulesetError);
    folder.deleteAll();
    await expect(watch()).rejects.toMatchObject({ issues: [{ code: "not-found" }] });
    await expect(watchRuleset("")).rejects.toMatchObject({ issues: [{ code: "not-found" }] });
    expect([clock.armedFor(), told]).toEqual([null, []]);
  });

  it.each<[string, WatchOptions, typeof RangeError | typeof TypeError]>([
    ["no time between looks", { pollMs: 0 }, RangeError],
    ["no number", { pollMs: Number.NaN }, RangeError],
    ["a text", { pollMs: "1000" as unknown as number }, RangeError],
    ["more than a timer can wait", { pollMs: 2 ** 31 }, RangeError],
    ["a callback that is none", { onError: "log" as unknown as () => void }, TypeError],
  ])("refuses options that cannot be: %s", async (_, options, error) => {
    await expect(watch(options)).rejects.toThrow(error);
  });

  it("looks every 1,500 milliseconds, or as often as it is told", async () => {
    const watched = await watch();
    expect(clock.armedFor()).toBe(1_500);
    await clock.tick();
    expect(clock.armedFor()).toBe(1_500);
    await watched.close();
    await watch({ pollMs: 40 });
    expect(clock.armedFor()).toBe(40);
  });

  it("says when the rules came into use, and when it last looked", async () => {
    const watched = await watch();
    const { fingerprint } = watched.ruleset;
    const loadedAt = "2026-11-24T09:00:00.000Z";
    const status = { ruleset: { id: "desk", version: "1", fingerprint }, loadedAt, upToDate: true, lastError: null };
    expect(watched.status()).toEqual({ ...status, lookedAt: loadedAt });
    await clock.tick();
    expect(watched.status()).toEqual({ ...status, lookedAt: "2026-11-24T09:00:01.500Z" });
  });

  it("finds its folder when the process works elsewhere", async () => {
    const cwd = process.cwd();
    try {
      process.chdir(dirname(folder.path));
      const watched = await watchByClock("rules", {}, clock);
      process.chdir(cwd);
      folder.write(filesOf(2));
      await watched.reload();
      expect(versionsIn(watched)).toEqual(["2", "2", "2"]);
    } finally {
      process.chdir(cwd);
    }
  });
});

describe("a change of the rules", () => {
  it("is taken when a second look, soon after, sees the same", async () => {
    const watched = await watch();
    folder.write(filesOf(2));
    await clock.tick();
    expect([versionsIn(watched), watched.status().upToDate]).toEqual([["1", "1", "1"], false]);
    expect(clock.armedFor()).toBe(250);
    await clock.tick();
    expect(versionsIn(watched)).toEqual(["2", "2", "2"]);
    expect(watched.status()).toMatchObject({
      ruleset: { version: "2" },
      loadedAt: "2026-11-24T09:00:01.750Z",
      lookedAt: "2026-11-24T09:00:01.750Z",
      upToDate: true,
    });
    expect(clock.armedFor()).toBe(1_500);
    expect(told).toEqual(["1 to 2"]);
  });

  it("is not taken half done: files that are written one after the other come into use together", async () => {
    const watched = await watch();
    for (const [name, text] of Object.entries(filesOf(2))) {
      folder.write({ [name]: text });
      await clock.tick();
      expect(versionsIn(watched)).toEqual(["1", "1", "1"]);
    }
    await clock.tick();
    expect([versionsIn(watched), told]).toEqual([["2", "2", "2"], ["1 to 2"]]);
  });

  it("that is taken back at once is none", async () => {
    const watched = await watch();
    folder.write({ "offer.json": "" });
    await clock.tick();
    folder.write(filesOf(1));
    await clock.tick();
    expect([clock.armedFor(), watched.status().upToDate, told]).toEqual([1_500, true, []]);
  });

  it("that is taken back so that no trace of it is left is none", async () => {
    const watched = await watch();
    await fs.rename(folder.path, `${folder.path}-away`);
    await clock.tick();
    await fs.rename(`${folder.path}-away`, folder.path);
    await clock.tick();
    expect([clock.armedFor(), watched.status().upToDate, told]).toEqual([1_500, true, []]);
  });

  it("that leaves what the rules say as it was is no reload", async () => {
    const watched = await watch();
    const { "offer.json": offer = "", "ruleset.json": ruleset = "" } = filesOf(1);
    folder.write({ "ruleset.json": JSON.stringify({ ...JSON.parse(offer), ...JSON.parse(ruleset) }, null, 2) });
    folder.write({ "offer.json": "{}" });
    await ticks(2);
    expect([watched.status(), told]).toMatchObject([{ loadedAt: "2026-11-24T09:00:00.000Z", upToDate: true }, []]);
  });

  it.each<[string, (files: Files) => void]>([
    ["written in place", (files) => folder.write(files)],
    ["renamed over", (files) => folder.renameOver(files)],
    ["of the whole folder, renamed", (files) => folder.replace(files)],
    ["of a mounted ConfigMap", (files) => folder.mount(files)],
  ])("is seen, and the one after it: %s", async (_, change) => {
    const watched = await watch();
    for (const version of [2, 3, 4]) {
      change(filesOf(version));
      await ticks(2);
      expect(versionsIn(watched)).toEqual(Array(3).fill(`${version}`));
    }
    expect(told).toEqual(["1 to 2", "2 to 3", "3 to 4"]);
  });

  it("is seen in the end on a file system that tells nothing of it", async () => {
    tellNothing();
    const watched = await watch();
    folder.write(filesOf(2));
    await ticks(PATIENT);
    expect(versionsIn(watched)).toEqual(["2", "2", "2"]);
  });

  it("is looked for by what the file system tells, and by reading the files at every tenth look", async () => {
    const watched = await watch();
    folder.write(filesOf(2));
    await watched.reload();
    const readings = countReadings();
    await ticks(30);
    expect(readings.ended).toBe(3 * Object.keys(filesOf(1)).length);
  });

  it("is seen at the next look where size and time of change are kept", async () => {
    const watched = await watch();
    const { "offer.json": offer = "" } = filesOf(2);
    const path = join(folder.path, "offer.json");
    const { atime, mtime, size } = await fs.stat(path);
    folder.write({ "offer.json": offer.padEnd(size) });
    utimesSync(path, atime, mtime);
    // More than the next one where the file was written twice within a tick of the file system's clock.
    await ticks(PATIENT);
    expect(versionsIn(watched)).toEqual(["1", "2", "1"]);
  });

  it("is seen when it comes while the files are read", async () => {
    const watched = await watch();
    folder.write(filesOf(2));
    await clock.tick();
    afterReading("steps.json", () => folder.write(filesOf(3)));
    await ticks(3);
    expect([versionsIn(watched), told]).toEqual([
      ["3", "3", "3"],
      ["1 to 2", "2 to 3"],
    ]);
  });
});

describe("rules that cannot be used", () => {
  it("leave those in use where they are, and are told of once", async () => {
    const watched = await watch();
    folder.write({ "offer.json": '{ "rules": [' });
    await ticks(3 * PATIENT);
    expect(versionsIn(watched)).toEqual(["1", "1", "1"]);
    expect(told).toEqual(["syntax"]);
    expect(watched.status()).toMatchObject({
      ruleset: { version: "1" },
      upToDate: false,
      lastError: {
        at: "2026-11-24T09:00:01.750Z",
        message: expect.stringContaining("offer.json:1:"),
        issues: [{ code: "syntax", file: `${folder.path}/offer.json`, line: 1 }],
      },
    });
  });

  it("are told of again when they are wrong in another way, not when they are written anew", async () => {
    await watch();
    const changes: Files[] = [
      { "offer.json": "{" },
      { "offer.json": "[]" },
      { "offer.json": "[ ]" },
      { "offer.json": "{" },
      { ...filesOf(2), "offer.json": "{" },
    ];
    for (const change of changes) {
      folder.write(change);
      await ticks(2);
    }
    expect(told).toEqual(["syntax", "wrong-type", "syntax"]);
  });

  it("are forgotten when they are mended, and told of when they come back", async () => {
    const watched = await watch();
    for (const text of ["{", filesOf(1)["offer.json"], "{", filesOf(2)["offer.json"]]) {
      folder.write({ "offer.json": text ?? "" });
      await ticks(2);
    }
    expect(told).toEqual(["syntax", "syntax", "1 to 1"]);
    expect(watched.status()).toMatchObject({ upToDate: true, lastError: null });
  });

  it("may be none at all: the folder is deleted, and comes back", async () => {
    const watched = await watch();
    folder.deleteAll();
    await ticks(2);
    expect([versionsIn(watched), told]).toEqual([["1", "1", "1"], ["not-found"]]);
    folder.write(filesOf(1));
    await ticks(2);
    expect([watched.status().upToDate, told]).toEqual([true, ["not-found"]]);
  });

  it("may be a link out of the folder, or more than there may be", async () => {
    const watched = await watch();
    await fs.symlink("/", join(folder.path, "disk"));
    await ticks(2);
    await fs.unlink(join(folder.path, "disk"));
    folder.write(
      Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`${index}.json`, " ".repeat(1_000_000)])),
    );
    await ticks(2);
    expect([versionsIn(watched), told]).toEqual([
      ["1", "1", "1"],
      ["link-out-of-folder", "ruleset-too-large"],
    ]);
  });

  it("warn the process where nobody listens", async () => {
    const warned = vi.spyOn(process, "emitWarning").mockReturnValue();
    const watched = await watchByClock(folder.path, {}, clock);
    folder.write({ "offer.json": "{" });
    await watched.reload();
    expect(warned.mock.calls).toMatchObject([
      [expect.stringMatching(/^the ruleset cannot be used:\n.*offer\.json:1:/), { type: "ContactRoutingWarning" }],
    ]);
  });

  it("may be a defect of the library: the watching goes on", async () => {
    const watched = await watch();
    const digest = vi.spyOn(globalThis.crypto.subtle, "digest").mockRejectedValue(new Error("no digest today"));
    folder.write(filesOf(2));
    await ticks(2);
    expect([versionsIn(watched), told]).toEqual([["1", "1", "1"], ["internal-error"]]);
    digest.mockRestore();
    folder.write(filesOf(3));
    await ticks(2);
    expect([versionsIn(watched), told]).toEqual([
      ["3", "3", "3"],
      ["internal-error", "1 to 3"],
    ]);
  });
});

describe("`reload`", () => {
  it("takes a change without waiting, and gives the status", async () => {
    const watched = await watch();
    folder.write(filesOf(2));
    expect(await watched.reload()).toMatchObject({ ruleset: { version: "2" }, upToDate: true });
    expect([versionsIn(watched), told, clock.armedFor()]).toEqual([["2", "2", "2"], ["1 to 2"], 1_500]);
  });

  it("does not reject: what is wrong is told as ever", async () => {
    const watched = await watch();
    folder.write({ "offer.json": "{" });
    expect(await watched.reload()).toMatchObject({ upToDate: false, lastError: { issues: [{ code: "syntax" }] } });
    await watched.reload();
    expect(told).toEqual(["syntax"]);
  });

  it("sees what was written before the call, though a look is in progress", async () => {
    const watched = await watch();
    const reloads: Promise<unknown>[] = [];
    afterReading("steps.json", () => {
      folder.write(filesOf(3));
      reloads.push(watched.reload());
    });
    folder.write(filesOf(2));
    await watched.reload();
    await Promise.all(reloads);
    expect(versionsIn(watched)).toEqual(["3", "3", "3"]);
  });

  it("called many times at once looks once more, not many times", async () => {
    const watched = await watch();
    const readings = countReadings();
    await Promise.all(Array.from({ length: 50 }, () => watched.reload()));
    // Once more is two readings that agree.
    expect(readings.ended).toBe(2 * Object.keys(filesOf(1)).length);
  });

  it("never takes files of two versions, though they are swapped between two of them", async () => {
    folder.mount(filesOf(2));
    const watched = await watch();
    for (const name of ["offer.json", "ruleset.json", "steps.json"]) {
      afterReading(name, () => folder.mount(filesOf(3)));
      await watched.reload();
      expect(versionsIn(watched)).toEqual(["3", "3", "3"]);
      folder.mount(filesOf(2));
      await watched.reload();
    }
    expect(told.filter((line) => !line.includes(" to "))).toEqual([]);
  });
});

describe("files that keep changing while they are read", () => {
  it.each<[string, (watched: WatchedRouter) => Promise<unknown>]>([
    ["looked at by and by", () => ticks(100)],
    ["looked at at once", (watched) => watched.reload()],
  ])("are told of once, leave the rules where they are, and are taken when they rest: %s", async (_, look) => {
    const watched = await watch();
    let count = 0;
    const readFile = vi.spyOn(fs, "readFile").mockImplementation(async () => Buffer.from(`{} ${count++}`));
    folder.write({ "more.json": "{}" });
    await look(watched);
    await look(watched);
    expect([versionsIn(watched), told]).toEqual([["1", "1", "1"], ["unsettled"]]);
    expect(watched.status().upToDate).toBe(false);
    readFile.mockRestore();
    folder.write(filesOf(2));
    await ticks(2);
    expect([versionsIn(watched), told]).toEqual([
      ["2", "2", "2"],
      ["unsettled", "1 to 2"],
    ]);
  });
});

describe("a callback that fails", () => {
  it.each<[string, () => void]>([
    [
      "throws",
      () => {
        throw new Error("log is full");
      },
    ],
    ["rejects", () => Promise.reject(new Error("log is full"))],
  ])("%s: the process is warned, and the watching goes on", async (_, fail) => {
    const warned = vi.spyOn(process, "emitWarning").mockReturnValue();
    const watched = await watch({ onReload: fail, onError: fail });
    folder.write(filesOf(2));
    await watched.reload();
    folder.write({ "offer.json": "{" });
    await watched.reload();
    folder.write(filesOf(3));
    await ticks(2);
    expect(versionsIn(watched)).toEqual(["3", "3", "3"]);
    const message = (name: string) => `\`${name}\` failed; the rules are watched all the same`;
    const detail = { type: "ContactRoutingWarning", detail: expect.stringContaining("log is full") };
    expect(warned.mock.calls).toEqual(["onReload", "onError", "onReload"].map((name) => [message(name), detail]));
  });
});

describe("`close`", () => {
  it("leaves no timer, and a router that decides by the last rules", async () => {
    const watched = await watch();
    await Promise.all([watched.close(), watched.close()]);
    folder.write(filesOf(2));
    const readings = countReadings();
    expect(await watched.reload()).toMatchObject({ ruleset: { version: "1" } });
    expect([clock.armedFor(), versionsIn(watched), told, readings.begun]).toEqual([null, ["1", "1", "1"], [], 0]);
    await watched.close();
  });

  it.each([
    ["better", filesOf(2)],
    ["worse", { "offer.json": "{" }],
  ])("during a look that finds %s rules: no callback comes, and nothing changes", async (_, files) => {
    const watched = await watch();
    folder.write(files);
    await clock.tick();
    const status = watched.status();
    const closed = new Promise<void>((resolve) => {
      afterReading("steps.json", () => resolve(watched.close()));
    });
    clock.goOff();
    await closed;
    expect([watched.status(), told, clock.armedFor()]).toEqual([status, [], null]);
  });

  it("waits until the files are let go of", async () => {
    const watched = await watch();
    const readings = countReadings();
    const begun = new Promise<void>((resolve) => {
      readings.onBegin = resolve;
    });
    const reloaded = watched.reload();
    await begun;
    await watched.close();
    const { ended } = readings;
    await reloaded;
    expect(readings).toMatchObject({ begun: ended, ended });
  });

  it("can be called by a callback, which may wait for it", async () => {
    let closed: Promise<void> | undefined;
    const watched: WatchedRouter = await watch({
      onReload: () => {
        closed = watched.close();
        return closed;
      },
    });
    folder.write(filesOf(2));
    await watched.reload();
    await closed;
    expect([versionsIn(watched), clock.armedFor()]).toEqual([["2", "2", "2"], null]);
  });

  it("is what `await using` calls", async () => {
    const watched = await watch();
    await watched[Symbol.asyncDispose]();
    expect(clock.armedFor()).toBeNull();
  });
});

describe("with the clock of the system", () => {
  it("an edit comes into use by itself, a bad one is told, and the next good one comes into use", async () => {
    const events = eventQueue();
    const watched = await watchRuleset(folder.path, {
      pollMs: 5,
      onReload: ({ ruleset }: RulesetReload) => events.push(ruleset.version),
      onError: ({ issues }) => events.push(String(issues[0]?.code)),
    });
    try {
      folder.renameOver(filesOf(2));
      expect(await events.next()).toBe("2");
      folder.write({ "ruleset.json": "[" });
      expect(await events.next()).toBe("syntax");
      expect(versionsIn(watched)).toEqual(["2", "2", "2"]);
      folder.mount(filesOf(3));
      // The folder is gone for a moment, which may be told of.
      while ((await events.next()) !== "3") {}
      expect(versionsIn(watched)).toEqual(["3", "3", "3"]);
    } finally {
      await watched.close();
    }
  });

  it("`close` leaves no timer", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const watched = await watchRuleset(folder.path);
      expect(vi.getTimerCount()).toBe(1);
      await watched.close();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

/** Does something once, right after a file of that name was read next. */
function afterReading(name: string, action: () => void): void {
  const { readFile } = fs;
  const spy = vi.spyOn(fs, "readFile").mockImplementation(async (...args: Parameters<typeof readFile>) => {
    const read = await readFile(...args);
    if (String(args[0]).endsWith(name)) {
      spy.mockRestore();
      action();
    }
    return read;
  });
}

/** Counts files that are read from now on. */
function countReadings(): { begun: number; ended: number; onBegin: () => void } {
  const readings = { begun: 0, ended: 0, onBegin: () => {} };
  const { readFile } = fs;
  vi.spyOn(fs, "readFile").mockImplementation(async (...args: Parameters<typeof readFile>) => {
    readings.begun++;
    readings.onBegin();
    const read = await readFile(...args);
    readings.ended++;
    return read;
  });
  return readings;
}

/** From now on, no file seems ever to change. */
function tellNothing(): void {
  const { stat } = fs;
  vi.spyOn(fs, "stat").mockImplementation(async (...args: Parameters<typeof stat>) => {
    const read = await stat(...args);
    const still = { dev: 1n, ino: 1n, size: 1n, mtimeNs: 1n, ctimeNs: 1n };
    return read.isFile() ? Object.assign(read, still) : read;
  });
}

/** Hands out events in the order they came, each once, and waits for those to come. */
function eventQueue(): { readonly push: (event: string) => void; readonly next: () => Promise<string> } {
  const events: string[] = [];
  let wake = () => {};
  return {
    push(event) {
      events.push(event);
      wake();
    },
    async next() {
      while (events.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return events.shift() ?? "";
    },
  };
}
