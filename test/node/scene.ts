import type { WatchedRouter, WatchOptions } from "../../src/node/watch-ruleset.js";
import { watchByClock } from "../../src/node/watch-ruleset.js";
import { type ManualClock, manualClock } from "./manual-clock.js";
import { createRulesFolder, type RulesFolder } from "./rules-folder.js";
import { filesOf, REQUEST } from "./version-files.js";

/** A folder that holds version 1, to be watched at nine o'clock by a clock that stands still. */
export interface Scene {
  readonly folder: RulesFolder;
  readonly clock: ManualClock;
  /** `1 to 2` for a reload, the codes of its issues for an error. */
  readonly told: string[];
  watch(options?: WatchOptions): Promise<WatchedRouter>;
  ticks(count: number): Promise<void>;
}

/** As many ticks as it takes to see anything that was written, and to believe it. */
export const PATIENT = 12;

export function createScene(): Scene {
  const folder = createRulesFolder(filesOf(1));
  const clock = manualClock(Date.UTC(2026, 10, 24, 9));
  const told: string[] = [];
  return {
    folder,
    clock,
    told,
    watch: (options) =>
      watchByClock(
        folder.path,
        {
          onReload: ({ ruleset, previous }) => void told.push(`${previous.version} to ${ruleset.version}`),
          onError: ({ issues }) => void told.push(issues.map(({ code }) => code).join(" ")),
          ...options,
        },
        clock,
      ),
    async ticks(count) {
      for (let tick = 0; tick < count; tick++) await clock.tick();
    },
  };
}

/** What each of the three files says its version is, as the decision shows. */
export function versionsIn({ route }: Pick<WatchedRouter, "route">): string[] {
  const { ruleset, offered, steps } = route(REQUEST);
  const marks = [ruleset.version, offered.find(({ rule }) => rule !== null)?.rule, steps[0]?.step];
  return marks.map((mark) => String(mark).replace(/.*-v/, ""));
}
