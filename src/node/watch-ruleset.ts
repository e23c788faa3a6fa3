import { inspect } from "node:util";
import { type Router, RulesetError } from "../index.js";
import { issueAt } from "../values/issue.js";
import { readRulesetPath } from "./find-ruleset-files.js";
import { type Clock, type Listener, type RulesetReload, type RulesetStatus, startLiveRules } from "./live-rules.js";

/** Options of `watchRuleset`. */
export interface WatchOptions {
  /** Called after new rules have come into use. Not called for the first load, nor for an edit that does not change what the rules say. */
  readonly onReload?: ((reload: RulesetReload) => void) | undefined;
  /**
   * Called when the rules on disk cannot be used. The rules in use stay. Called once for each distinct failure.
   *
   * If absent, the process is warned with `process.emitWarning`.
   */
  readonly onError?: ((error: RulesetError) => void) | undefined;
  /** Milliseconds from one poll of the files to the next; 1,500 if absent. */
  readonly pollMs?: number | undefined;
}

/**
 * A router that follows the rule files. If the files cannot be used, it keeps the last rules that could.
 *
 * Rules change between two calls, never during one. All functions work without `this`. Read `ruleset` again each time.
 */
export interface WatchedRouter extends Router, ClosedByUsing {
  /** The state of the rules as plain data, for a health endpoint or a log. */
  status(): RulesetStatus;
  /**
   * Reads the files now and accepts their content even if they changed a moment ago. Resolves when that is done.
   *
   * Never rejects: `onError` and the returned status report failures. After `close` it does nothing.
   */
  reload(): Promise<RulesetStatus>;
  /** Stops watching. No callback comes after it, and the last rules still decide. Resolves when no file is in use any more. */
  close(): Promise<void>;
}

/** Support for `await using`. Empty if the reader's TypeScript library does not know `Symbol.asyncDispose`. */
type ClosedByUsing = SymbolConstructor extends { readonly asyncDispose: infer Key extends symbol }
  ? { readonly [Name in Key]: () => Promise<void> }
  : object;

/**
 * Makes a router from the rules at `path`, a file or a folder, and keeps it up to date with them.
 *
 * Rejects with `RulesetError` if the first version of the rules cannot be used. Rejects with `TypeError` or `RangeError`
 * if an option is invalid. Watching does not keep the process alive.
 *
 * ```ts
 * const router = await watchRuleset("rules/", { onError: (error) => log.error(error.message) });
 * const decision = router.route(request);
 * ```
 */
export function watchRuleset(path: string | URL, options: WatchOptions = {}): Promise<WatchedRouter> {
  return watchByClock(path, options, SYSTEM_CLOCK);
}

/** Like {@link watchRuleset}, with the caller's clock. */
export async function watchByClock(path: string | URL, options: WatchOptions, clock: Clock): Promise<WatchedRouter> {
  checkOptions(options);
  const named = readRulesetPath(path);
  if ("problem" in named) throw new RulesetError([issueAt([], named)]);
  const pollMs = options.pollMs ?? POLL_MS;
  const rules = await startLiveRules(named, listenerOf(options), clock);
  const delayMs = () => (rules.isSettling() ? Math.min(SETTLE_MS, pollMs) : pollMs);
  const poller = startPolling(rules.update, delayMs, clock);
  const close = () => {
    rules.freeze();
    return poller.stop();
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
    reload: () => poller.pollNow().then(rules.status),
    close,
    [Symbol.asyncDispose]: close,
  };
}

const POLL_MS = 1_500;
/** An edit of several files may be half done. It is accepted if the files are still the same after this time. */
const SETTLE_MS = 250;
/** With a longer delay, Node's timers fire at once. */
const MAX_POLL_MS = 2_147_483_647;

// Options may come from a configuration file, which no compiler checks.
function checkOptions({ onReload, onError, pollMs = POLL_MS }: WatchOptions): void {
  for (const [name, callback] of Object.entries({ onReload, onError })) {
    if (callback !== undefined && typeof callback !== "function") throw new TypeError(`\`${name}\` is not a function`);
  }
  if (!(typeof pollMs === "number" && pollMs >= 1 && pollMs <= MAX_POLL_MS)) {
    throw new RangeError("`pollMs` is out of range; give milliseconds from 1 to 2,147,483,647");
  }
}

function listenerOf({ onReload = () => {}, onError = ({ message }) => warn(message) }: WatchOptions): Listener {
  return {
    reloaded: (reload) => callBack("onReload", onReload, reload),
    failed: (error) => callBack("onError", onError, error),
  };
}

/** Calls the user's function. If it throws or rejects, the process is warned, and watching goes on. */
function callBack<Event>(name: string, callback: (event: Event) => void, event: Event): void {
  new Promise((resolve) => resolve(callback(event))).catch((error: unknown) => {
    warn(`\`${name}\` failed; the rules are watched all the same`, inspect(error));
  });
}

/** Node prints the warning, unless the process listens for `warning` events. */
function warn(message: string, detail = ""): void {
  process.emitWarning(message, { type: "ContactRoutingWarning", detail });
}

/** Node's clock. Its timers do not keep the process alive. */
const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
};

/**
 * Polls again and again, each time `delayMs()` after the previous poll has ended. The first poll also waits.
 *
 * `poll` gets true if `pollNow` asked for it, and must not reject.
 */
function startPolling(poll: (isRequested: boolean) => Promise<void>, delayMs: () => number, clock: Clock) {
  let isStopped = false;
  let last: Promise<void> = Promise.resolve();
  let requested: Promise<void> | null = null;
  let cancel = arm();

  function arm(): () => void {
    return clock.after(delayMs(), () => void begin(false));
  }

  // INVARIANT: a timer is set exactly while no poll is running or waiting.
  function begin(isRequested: boolean): Promise<void> {
    cancel();
    last = last.then(async () => {
      if (isRequested) requested = null;
      if (isStopped) return;
      await poll(isRequested);
      if (!isStopped && requested === null) cancel = arm();
    });
    return last;
  }

  return {
    /** Resolves after a poll that began after the call. All calls during a poll share the poll that follows it. */
    pollNow(): Promise<void> {
      requested ??= begin(true);
      return requested;
    },
    /** Starts no further poll. Resolves when the poll in progress, if any, has ended. */
    stop(): Promise<void> {
      isStopped = true;
      cancel();
      return last;
    },
  };
}
