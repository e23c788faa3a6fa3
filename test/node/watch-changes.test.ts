import { promises as fs, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WatchedRouter } from "../../src/node/watch-ruleset.js";
import { afterReading, countReadings, tellNothing } from "./file-spies.js";
import { createScene, PATIENT, type Scene, versionsIn } from "./scene.js";
import { type Files, filesOf } from "./version-files.js";

let folder: Scene["folder"];
let clock: Scene["clock"];
let told: Scene["told"];
let watch: Scene["watch"];
let ticks: Scene["ticks"];

beforeEach(() => {
  ({ folder, clock, told, watch, ticks } = createScene());
});

afterEach(() => {
  vi.restoreAllMocks();
  folder.remove();
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

  it("is seen where size and time of change are kept", async () => {
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
