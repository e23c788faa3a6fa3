/** Looks that come again and again, one after the other. */
export interface Looks {
  /** Resolves once a look has ended that began after the call. Those asked for during a look are one look, right after it. */
  lookNow(): Promise<void>;
  /** No look begins after the call; resolves once the one in progress, if any, has ended. */
  stop(): Promise<void>;
}

/**
 * Looks `delayMs()` after the look before has ended, the first one included; the caller has just looked.
 *
 * `look` must not reject.
 */
export function repeatLooks(look: (isAskedFor: boolean) => Promise<void>, delayMs: () => number, clock: Clock): Looks {
  let isStopped = false;
  let last: Promise<void> = Promise.resolve();
  let askedFor: Promise<void> | null = null;
  let callOff = arm();

  function arm(): () => void {
    return clock.after(delayMs(), () => void begin(false));
  }

  // INVARIANT: a timer is armed exactly when no look is in progress or waiting.
  function begin(isAskedFor: boolean): Promise<void> {
    callOff();
    last = last.then(async () => {
      if (isAskedFor) askedFor = null;
      if (isStopped) return;
      await look(isAskedFor);
      if (!isStopped && askedFor === null) callOff = arm();
    });
    return last;
  }

  return {
    lookNow() {
      askedFor ??= begin(true);
      return askedFor;
    },
    stop() {
      isStopped = true;
      callOff();
      return last;
    },
  };
}

/** What time it is, and what to do later. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Calls once, after so many milliseconds; gives what calls it off. */
  after(ms: number, callback: () => void): () => void;
}

/** Its timers keep no process alive. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
};
