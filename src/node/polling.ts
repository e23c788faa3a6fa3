/** Tells the time and sets timers. Tests pass a clock of their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `callback` once, after `ms` milliseconds. Returns a function that cancels the call. */
  after(ms: number, callback: () => void): () => void;
}

/** Node's clock. Its timers do not keep the process alive. */
export const SYSTEM_CLOCK: Clock = {
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
export function startPolling(poll: (isRequested: boolean) => Promise<void>, delayMs: () => number, clock: Clock) {
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
