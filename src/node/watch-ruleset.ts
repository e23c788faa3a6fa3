import { inspect } from "node:util";
import { RulesetError } from "../index.js";
import { issueAt } from "../values/issue.js";
import { readRulesetPath } from "./find-ruleset-files.js";
import { type Listener, startLiveRules } from "./live-rules.js";
import { type Clock, repeatLooks, SYSTEM_CLOCK } from "./polling.js";
import type { WatchedRouter, WatchOptions } from "./watched-router.js";

/**
 * Makes a router of the rules at `path`, a file or a folder, that follows them from then on.
 *
 * Rejects with `RulesetError` where the rules cannot be used at first, since there are none to fall back to; with `TypeError` or
 * `RangeError` where the options cannot. It keeps no process alive: its timer does not count.
 */
export function watchRuleset(path: string | URL, options: WatchOptions = {}): Promise<WatchedRouter> {
  return watchByClock(path, options, SYSTEM_CLOCK);
}

/** The same, by a clock of the caller's. */
export async function watchByClock(path: string | URL, options: WatchOptions, clock: Clock): Promise<WatchedRouter> {
  checkOptions(options);
  const named = readRulesetPath(path);
  if ("problem" in named) throw new RulesetError([issueAt([], named)]);
  const pollMs = options.pollMs ?? POLL_MS;
  const rules = await startLiveRules(named, listenerOf(options), clock);
  const delayMs = () => (rules.isSettling() ? Math.min(SETTLE_MS, pollMs) : pollMs);
  const looks = repeatLooks(rules.look, delayMs, clock);
  const close = () => {
    rules.freeze();
    return looks.stop();
  };
  return {
    get ruleset() {
      return rules.router().ruleset;
    },
    route: (request) => rules.router().route(request),
    safeRoute: (request) => rules.router().safeRoute(request),
    explain: (request) => rules.router().explain(request),
    routeWithRecord: (request, recordOptions) => rules.router().routeWithRecord(request, recordOptions),
    status: rules.status,
    reload: () => looks.lookNow().then(rules.status),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const POLL_MS = 1_500;
/** An edit of several files, or a slow one, may be half done: it is believed when this much later it is still the same. */
const SETTLE_MS = 250;
/** Timers of Node run at once for more. */
const MAX_POLL_MS = 2_147_483_647;

/** Options come from configuration too, where no compiler looks. */
function checkOptions({ onReload, onError, pollMs = POLL_MS }: WatchOptions): void {
  for (const [name, callback] of Object.entries({ onReload, onError })) {
    if (callback !== undefined && typeof callback !== "function") throw new TypeError(`\`${name}\` is not a function`);
  }
  if (!(typeof pollMs === "number" && pollMs >= 1 && pollMs <= MAX_POLL_MS)) {
    throw new RangeError("`pollMs` is out of range; give milliseconds from 1 to 2,147,483,647");
  }
}

function listenerOf({ onReload, onError }: WatchOptions): Listener {
  return {
    reloaded(reload) {
      if (onReload !== undefined) callBack("onReload", onReload, reload);
    },
    failed(error) {
      if (onError === undefined) warn(error.message);
      else callBack("onError", onError, error);
    },
  };
}

/** Calls a function of the user's. What it throws, or rejects with, becomes a warning: it must not end the watching, nor pass unseen. */
export function callBack<Told>(name: string, callback: (told: Told) => void, told: Told): void {
  new Promise((resolve) => resolve(callback(told))).catch((error: unknown) => {
    warn(`\`${name}\` failed; the rules are watched all the same`, inspect(error));
  });
}

/** Node prints it, unless the process listens for `warning` and does better. */
export function warn(message: string, detail = ""): void {
  process.emitWarning(message, { type: "ContactRoutingWarning", detail });
}
