import type { DecidingRuleset, Issue, Router, RulesetError } from "../index.js";

export interface WatchOptions {
  /** Called after other rules have come into use: not for the first load, nor for an edit that leaves what the rules say as it was. */
  readonly onReload?: ((reload: RulesetReload) => void) | undefined;
  /**
   * Called when the rules on disk cannot be used, once for as long as they are wrong in the same way. Those in use stay. Left out, the
   * process is warned, as by `process.emitWarning`.
   */
  readonly onError?: ((error: RulesetError) => void) | undefined;
  /** How long to wait from one look at the files to the next, in milliseconds; 1,500 where it is left out. */
  readonly pollMs?: number | undefined;
}

export interface RulesetReload {
  /** Now in use. */
  readonly ruleset: Readonly<DecidingRuleset>;
  /** In use before. */
  readonly previous: Readonly<DecidingRuleset>;
}

/**
 * A router whose rules are those of the files, as long as these can be used, and else the last that could. They change between two
 * calls, never within one. Its functions need no `this`, but `ruleset` is to be read anew each time.
 */
export interface WatchedRouter extends Router, ClosedByUsing {
  /** Plain data, for a health endpoint or a log. */
  status(): RulesetStatus;
  /**
   * Looks at the files now, and takes what they say even where they were changed a moment ago. Resolves when that is done; never rejects:
   * `onError` and the status say what is wrong. After `close` it does nothing.
   */
  reload(): Promise<RulesetStatus>;
  /** Ends the watching; no callback comes after it. The last rules still decide. Resolves when the files are let go of. */
  close(): Promise<void>;
}

/** For `await using`, which closes too. Nothing where the reader's compiler knows no `Symbol.asyncDispose`: it would refuse to name it. */
export type ClosedByUsing = SymbolConstructor extends { readonly asyncDispose: infer Key extends symbol }
  ? { readonly [Name in Key]: () => Promise<void> }
  : object;

/** Instants are ISO 8601 in UTC. */
export interface RulesetStatus {
  /** In use. */
  readonly ruleset: Readonly<DecidingRuleset>;
  /** When it came into use. */
  readonly loadedAt: string;
  /** When the files were last looked at. */
  readonly lookedAt: string;
  /** Whether the rules on disk, as they were then, are those in use. False while an edit is being written, too. */
  readonly upToDate: boolean;
  /** Why the rules on disk cannot be used; null where nothing is known to be wrong with them. */
  readonly lastError: RulesetFailure | null;
}

export interface RulesetFailure {
  /** When it was first seen. */
  readonly at: string;
  readonly message: string;
  readonly issues: readonly Issue[];
}
