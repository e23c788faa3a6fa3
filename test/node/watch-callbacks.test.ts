import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WatchedRouter } from "../../src/node/watch-ruleset.js";
import { afterReading, countReadings } from "./file-spies.js";
import { createScene, type Scene, versionsIn } from "./scene.js";
import { filesOf } from "./version-files.js";

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
