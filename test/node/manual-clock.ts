import type { Clock } from "../../src/node/live-rules.js";

/** A clock that moves when it is told to. It holds one timer, which is all that a watch may have. */
export interface ManualClock extends Clock {
  /** How long the timer waits, in milliseconds; null where none is armed. */
  armedFor(): number | null;
  /** Lets the timer go off, and waits until it is armed again: until what it started has ended. */
  tick(): Promise<void>;
  /** Lets the timer go off, and does not wait. */
  goOff(): void;
}

export function manualClock(start: number): ManualClock {
  let now = start;
  let armed: { readonly ms: number; readonly callback: () => void } | null = null;
  let whenArmed = () => {};

  function goOff(): void {
    if (armed === null) throw new Error("no timer is armed");
    const { ms, callback } = armed;
    armed = null;
    now += ms;
    callback();
  }

  return {
    now: () => now,
    after(ms, callback) {
      if (armed !== null) throw new Error("a timer is armed already");
      const timer = { ms, callback };
      armed = timer;
      whenArmed();
      return () => {
        if (armed === timer) armed = null;
      };
    },
    armedFor: () => armed?.ms ?? null,
    async tick() {
      const ended = new Promise<void>((resolve) => {
        whenArmed = resolve;
      });
      goOff();
      await ended;
    },
    goOff,
  };
}
