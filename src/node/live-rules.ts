import { createHash } from "node:crypto";
import { createRouter, type DecidingRuleset, type Issue, type Router, RulesetError } from "../index.js";
import { rulesetOf } from "../ruleset/read-ruleset.js";
import { formatInstant } from "../values/instant.js";
import { issueAt } from "../values/issue.js";
import { type FoundFiles, findRulesetFiles, issueOf, type RulesetPath } from "./find-ruleset-files.js";
import { checkRulesetFiles, type RulesetFiles, readRulesetFiles } from "./load-ruleset.js";

/** A change of the rules in use. */
export interface RulesetReload {
  /** The rules now in use. */
  readonly ruleset: Readonly<DecidingRuleset>;
  /** The rules in use before. */
  readonly previous: Readonly<DecidingRuleset>;
}

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

/** Tells the time and sets timers. Tests pass a clock of their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls `callback` once, after `ms` milliseconds. Returns a function that cancels the call. */
  after(ms: number, callback: () => void): () => void;
}

export interface Listener {
  reloaded(reload: RulesetReload): void;
  failed(error: RulesetError): void;
}

/**
 * Loads the rules for the first time. Later they follow the files, but only when `update` is called.
 *
 * Rejects with `RulesetError` if the first rules cannot be used.
 */
export async function startLiveRules(path: RulesetPath, listener: Listener, clock: Clock) {
  let startedAt = clock.now();
  let lookedAt = startedAt;
  const first = await takeSettledSnapshot(path);
  let inUse = { router: await routerOf(first), loadedAt: clock.now() };
  /** The last snapshot that was compiled, with success or without. */
  let judged = identityOf(first);
  let failure: RulesetFailure | null = null;
  let settling: { readonly digest: string; readonly readings: number } | null = null;
  let pollsSinceReading = 0;
  let isFrozen = false;

  async function poll(): Promise<void> {
    const found = await findRulesetFiles(path);
    const isUnchanged = settling === null && signatureOf(found) === judged.signature;
    if (isUnchanged && ++pollsSinceReading < POLLS_PER_READING) return;
    const snapshot = await takeSnapshot(found);
    if ([judged.digest, settling?.digest].includes(snapshot.digest)) return judge(snapshot);
    settling = { digest: snapshot.digest, readings: (settling?.readings ?? 0) + 1 };
    if (settling.readings >= MAX_READINGS) await judge(unsettled(path));
  }

  async function judge(snapshot: RulesetSnapshot): Promise<void> {
    const isKnown = snapshot.digest === judged.digest;
    judged = identityOf(snapshot);
    pollsSinceReading = 0;
    const outcome = isKnown ? null : await outcomeOf(snapshot);
    if (isFrozen) return;
    lookedAt = startedAt;
    settling = null;
    if (outcome instanceof RulesetError) fail(outcome);
    else if (outcome !== null) use(outcome);
  }

  function use(router: Router): void {
    failure = null;
    const previous = inUse.router.ruleset;
    if (router.ruleset.fingerprint === previous.fingerprint) return;
    inUse = { router, loadedAt: clock.now() };
    listener.reloaded({ ruleset: { ...router.ruleset }, previous: { ...previous } });
  }

  function fail(error: RulesetError): void {
    const { message, issues } = error;
    if (failure !== null && JSON.stringify(failure.issues) === JSON.stringify(issues)) return;
    failure = { at: formatInstant(clock.now()), message, issues };
    listener.failed(error);
  }

  return {
    router: () => inUse.router,
    status: (): RulesetStatus => ({
      ruleset: { ...inUse.router.ruleset },
      loadedAt: formatInstant(inUse.loadedAt),
      lookedAt: formatInstant(lookedAt),
      upToDate: failure === null && settling === null,
      lastError: failure,
    }),
    /** Whether an edit was seen that is accepted only if the next poll sees the same files. */
    isSettling: () => settling !== null,
    /**
     * Looks at the files and takes new rules into use. Never rejects. A change that was not asked for (`isRequested` false) is accepted
     * when two polls in a row have seen it. A call must end before the next one begins.
     */
    async update(isRequested: boolean): Promise<void> {
      startedAt = clock.now();
      await (isRequested ? judge(await takeSettledSnapshot(path)) : poll());
      if (!isFrozen) lookedAt = startedAt;
    },
    /** Stops all changes and all calls of the listener. */
    freeze() {
      isFrozen = true;
    },
  };
}

// An edit can leave size and time of a file unchanged, if the file system's clock is coarse. So every tenth poll reads the files in any
// case.
const POLLS_PER_READING = 10;

/** The part of a snapshot that is kept. Its texts may be large. */
function identityOf({ digest, signature }: RulesetSnapshot): Pick<RulesetSnapshot, "digest" | "signature"> {
  return { digest, signature };
}

/** Rejects with `RulesetError`. */
async function routerOf(snapshot: RulesetSnapshot): Promise<Router> {
  return createRouter(rulesetOf(checkRulesetFiles(snapshot)));
}

async function outcomeOf(snapshot: RulesetSnapshot): Promise<Router | RulesetError> {
  try {
    return await routerOf(snapshot);
  } catch (error) {
    if (error instanceof RulesetError) return error;
    // Nothing else is ever thrown. If there is a defect after all, the rules in use must stay in use.
    const problem = "loading the rules failed, which is a defect of contact-routing";
    const issue = issueAt([], { code: "internal-error", problem, hint: "report it with the rules" });
    return Object.assign(new RulesetError([issue]), { cause: error });
  }
}

/** The content of the rule files at one time. */
interface RulesetSnapshot extends RulesetFiles {
  /** Hash of all texts and of the problems of unreadable files. */
  readonly digest: string;
  /** Describes the files without their content; see {@link signatureOf}. */
  readonly signature: string;
}

/** Cheap, since no file is read: names, places and what the file system reports. Equal signatures nearly always mean equal texts. */
function signatureOf({ files, issues }: FoundFiles): string {
  return JSON.stringify([files.map(({ file, place, mark }) => [file, place, mark]), issues]);
}

async function takeSnapshot(found: FoundFiles): Promise<RulesetSnapshot> {
  const { files, issues } = await readRulesetFiles(found);
  const digest = createHash("sha256")
    .update(JSON.stringify([files, issues]))
    .digest("hex");
  return { files, issues, digest, signature: signatureOf(found) };
}

/** Reads the files until two readings in a row agree, so that a half-written edit is never taken for a version. */
async function takeSettledSnapshot(path: RulesetPath): Promise<RulesetSnapshot> {
  let snapshot = await takeSnapshot(await findRulesetFiles(path));
  for (let reading = 1; reading < MAX_READINGS; reading++) {
    const again = await takeSnapshot(await findRulesetFiles(path));
    if (again.digest === snapshot.digest) return again;
    snapshot = again;
  }
  return unsettled(path);
}

/** After this many different readings, the files count as unreadable. */
const MAX_READINGS = 20;

function unsettled({ name }: RulesetPath): RulesetSnapshot {
  const problem = `\`${name}\` kept changing while it was read`;
  const hint = "write the files elsewhere, then move them there at once";
  return { files: [], issues: [issueOf(name, { code: "unsettled", problem, hint })], digest: "", signature: "" };
}
