import { promises as fs } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRouter, parseRuleset, RulesetError } from "../../src/index.js";
import type { WatchOptions } from "../../src/node/watch-ruleset.js";
import { watchByClock } from "../../src/node/watch-ruleset.js";
import { watchRuleset } from "../../src/node.js";
import { createScene, PATIENT, type Scene, versionsIn } from "./scene.js";
import { type Files, filesOf, REQUEST } from "./version-files.js";

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
