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
