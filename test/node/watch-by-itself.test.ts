import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RulesetReload } from "../../src/node/live-rules.js";
import { watchRuleset } from "../../src/node.js";
import { createRulesFolder, type RulesFolder } from "./rules-folder.js";
import { versionsIn } from "./scene.js";
import { filesOf } from "./version-files.js";

let folder: RulesFolder;

beforeEach(() => {
  folder = createRulesFolder(filesOf(1));
});

afterEach(() => {
  folder.remove();
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
