/** One item of a scenario's `offered`. */
export interface ExpectedChannel {
  readonly channel: string;
  /** Null if any language is right. */
  readonly language: string | null;
}

/** Reads `phone` or `phone:nl`. An id contains no colon. */
export function readExpectedChannel(written: string): ExpectedChannel {
  const colon = written.indexOf(":");
  return colon < 0
    ? { channel: written, language: null }
    : { channel: written.slice(0, colon), language: written.slice(colon + 1) };
}
