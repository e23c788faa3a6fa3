/** An item of a scenario's `offered`. */
export interface ExpectedChannel {
  readonly channel: string;
  /** Null where any language will do. */
  readonly language: string | null;
}

/** Reads `phone:nl` in its two parts, or `phone`. An id holds no colon. */
export function readExpectedChannel(written: string): ExpectedChannel {
  const colon = written.indexOf(":");
  return colon < 0
    ? { channel: written, language: null }
    : { channel: written.slice(0, colon), language: written.slice(colon + 1) };
}
