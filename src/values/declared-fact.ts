import { nfc } from "./compare-texts.js";

/**
 * A fact about the customer that the ruleset declares and the backend sends.
 *
 * Without a `default`, every request must contain the fact, unless it is `optional`: then it is unknown if a request omits it.
 */
export type DeclaredFact = BooleanFact | StringFact | NumberFact;

/** A fact that is true or false. */
export interface BooleanFact {
  readonly type: "boolean";
  readonly description?: string;
  readonly optional?: boolean;
  readonly default?: boolean;
}

/** A fact that is a text. */
export interface StringFact {
  readonly type: "string";
  readonly description?: string;
  /** The only values that the fact can have; any text if absent. */
  readonly values?: readonly string[];
  readonly optional?: boolean;
  readonly default?: string;
}

/** A fact that is a number; a whole number if its type is `integer`. */
export interface NumberFact {
  readonly type: "integer" | "number";
  readonly description?: string;
  /** Least value, included. */
  readonly minimum?: number;
  /** Greatest value, included. */
  readonly maximum?: number;
  readonly optional?: boolean;
  readonly default?: number;
}

/** Whether every request must contain a fact. */
export function isRequired({ optional, default: value }: DeclaredFact): boolean {
  return optional !== true && value === undefined;
}

/** Why a declared fact can never have a value. */
type Misfit = "wrong-type" | "not-listed" | "too-low" | "too-high";

/** Compares a value with the declaration of a fact. Null if the fact can have it. */
export function misfitOf(fact: DeclaredFact, value: unknown): Misfit | null {
  if (fact.type === "boolean") return typeof value === "boolean" ? null : "wrong-type";
  if (fact.type === "string") {
    if (typeof value !== "string") return "wrong-type";
    return fact.values === undefined || isListed(fact.values, value) ? null : "not-listed";
  }
  if (typeof value !== "number" || !Number.isFinite(value)) return "wrong-type";
  if (fact.type === "integer" && !Number.isInteger(value)) return "wrong-type";
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = fact;
  if (value < minimum) return "too-low";
  return value > maximum ? "too-high" : null;
}

/** Lengthens a text until it is none of the named values: it stands for all texts that nobody names. */
export function textBeside(text: string, named: ReadonlySet<unknown>): string {
  let free = text;
  while (named.has(free)) free += "-";
  return free;
}

/**
 * Returns one spelling for all texts that are equal in NFC: the declared one, or NFC if any text is allowed. Returns every other
 * value as it is.
 */
export function spellingOf<Value>(fact: DeclaredFact, value: Value): Value | string {
  if (fact.type !== "string" || typeof value !== "string") return value;
  return fact.values === undefined ? nfc(value) : (listedAs(fact.values, value) ?? value);
}

/** Whether a text is one of a fact's declared values. */
export function isListed(values: readonly string[], value: string): boolean {
  return listedAs(values, value) !== undefined;
}

/** Returns the declared value that equals a text in NFC; undefined if there is none. Fast for lists of thousands. */
function listedAs(values: readonly string[], text: string): string | undefined {
  if (values.length <= FEW && values.includes(text)) return text;
  const known = spellings.get(values) ?? new Map(values.map((value) => [nfc(value), value]));
  spellings.set(values, known);
  return known.get(nfc(text));
}

const FEW = 16;
/** Safe because nobody changes a list after the first call with it. */
const spellings = new WeakMap<readonly string[], ReadonlyMap<string, string>>();
