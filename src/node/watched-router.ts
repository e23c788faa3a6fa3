import type { DecidingRuleset, Issue, Router, RulesetError } from "../index.js";

/** Options of `watchRuleset`. */
export interface WatchOptions {
  /** Called after new rules have come into use. Not called for the first load, nor for an edit that does not change what the rules say. */
  readonly onReload?: ((reload: RulesetReload) => void) | undefined;
  /**
   * Called when the rules on disk cannot be used. The rules in use stay. Called once for each distinct failure.
   *
   * If absent, the process is warned with `process.emitWarning`.
   */
  readonly onError?: ((error: RulesetError) => void) | undefined;
  /** Milliseconds from one poll of the files to the next; 1,500 if absent. */
  readonly pollMs?: number | undefined;
}

/** A change of the rules in use. */
export interface RulesetReload {
  /** The rules now in use. */
  readonly ruleset: Readonly<DecidingRuleset>;
  /** The rules in use before. */
  readonly previous: Readonly<DecidingRuleset>;
}

/**
 * A router that follows the rule files. If the files cannot be used, it keeps the last rules that could.
 *
 * Rules change between two calls, never during one. All functions work without `this`. Read `ruleset` again each time.
 */
export interface WatchedRouter extends Router, ClosedByUsing {
  /** The state of the rules as plain data, for a health endpoint or a log. */
  status(): RulesetStatus;
  /**
   * Reads the files now and accepts their content even if they changed a moment ago. Resolves when that is done.
   *
   * Never rejects: `onError` and the returned status report failures. After `close` it does nothing.
   */
  reload(): Promise<RulesetStatus>;
  /** Stops watching. No callback comes after it, and the last rules still decide. Resolves when no file is in use any more. */
  close(): Promise<void>;
}

/** Support for `await using`. Empty if the reader's TypeScript library does not know `Symbol.asyncDispose`. */
type ClosedByUsing = SymbolConstructor extends { readonly asyncDispose: infer Key extends symbol }
  ? { readonly [Name in Key]: () => Promise<void> }
  : object;

/** The state of a watched router. Instants are ISO 8601 in UTC. */
export interface RulesetStatus {
  /** The rules in use. */
  readonly ruleset: Readonly<DecidingRuleset>;
  /** When these rules came into use. */
  readonly loadedAt: string;
  /** When the files were last looked at. */
  readonly lookedAt: string;
  /** Whether the rules in use are the ones that were on disk at `lookedAt`. Also false while an edit is being written. */
  readonly upToDate: boolean;
  /** Why the rules on disk cannot be used; null if no problem is known. */
  readonly lastError: RulesetFailure | null;
}

/** Why the rules on disk cannot be used. */
export interface RulesetFailure {
  /** When the failure was first seen. */
  readonly at: string;
  /** The message of the `RulesetError`, for people. */
  readonly message: string;
  readonly issues: readonly Issue[];
}
