import type { Facts } from "./peer-facts.js";

/** Another engine, ready to say which of the rules hold. */
export interface Peer {
  readonly name: string;
  /** Some engines answer with a promise. */
  evaluate(facts: Facts): unknown;
  readonly answersLater: boolean;
  /** The names of the rules that hold, of what `evaluate` answered. Not timed. */
  namesIn(answer: unknown): readonly string[];
}
