import type fc from "fast-check";

/** A statement that every case must bear out, and how to draw cases. Cases are plain JSON, so that one can be saved and run again. */
export interface Law<Case = unknown> {
  /** Kebab-case; with its target's name it names the law in saved cases, and so never changes. */
  readonly name: string;
  /** What holds, as a sentence without a full stop. */
  readonly says: string;
  /** Its part of the time, against the other laws. */
  readonly share: number;
  /** A batch should take less than a second. */
  readonly casesPerBatch: number;
  readonly cases: fc.Arbitrary<Case>;
  compare(example: Case, tally: Tally): Comparison | Promise<Comparison>;
}

/** The law holds where the two are equal, to the last property. */
export interface Comparison {
  readonly expected: unknown;
  readonly actual: unknown;
}

/** What a law counts beside its cases. */
export interface Tally {
  /** Made by the router. */
  decisions: number;
  /** Of these, compared with what the reference decides. */
  referenced: number;
}

/** Laws about one part of the library. */
export interface Target {
  readonly name: string;
  readonly laws: readonly Law[];
}

export function emptyTally(): Tally {
  return { decisions: 0, referenced: 0 };
}
