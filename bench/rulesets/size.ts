/** How much there is of each thing that a ruleset can have more of. */
export interface Size {
  readonly rules: number;
  readonly requestTypes: number;
  readonly channels: number;
  /** Of each channel. */
  readonly languages: number;
  readonly schedules: number;
  /** Declared facts. */
  readonly facts: number;
  /** Of each schedule, within two years. */
  readonly exceptions: number;
}

export type Axis = keyof Size;

/** What does not grow stays like this. */
export const USUAL: Size = {
  rules: 100,
  requestTypes: 10,
  channels: 5,
  languages: 9,
  schedules: 6,
  facts: 10,
  exceptions: 10,
};
