import { createHash } from "node:crypto";
import { createRouter, type Router, RulesetError } from "../index.js";
import { formatInstant } from "../values/instant.js";
import { issueAt } from "../values/issue.js";
import type { RulesetPath } from "./find-ruleset-files.js";
import { type FoundFiles, findRulesetFiles, issueOf } from "./find-ruleset-files.js";
import { checkRulesetFiles, type RulesetFiles, readRulesetFiles, rulesetOf } from "./load-ruleset.js";
import type { Clock } from "./polling.js";
import type { RulesetFailure, RulesetReload, RulesetStatus } from "./watched-router.js";

/** The rules in use, and how they follow the files. It looks only when told to, and one look must end before the next begins. */
export interface LiveRules {
  /** Of the rules in use. */
  router(): Router;
  status(): RulesetStatus;
  /** Whether an edit was seen that is to be looked at once more before it is believed. */
  isSettling(): boolean;
  /** Looks, and does what follows; never rejects. Where it was not asked for, a change is believed once two looks have seen the same. */
  look(isAskedFor: boolean): Promise<void>;
  /** From now on nothing changes, and nothing is told. */
  freeze(): void;
}

export interface Listener {
  reloaded(reload: RulesetReload): void;
  failed(error: RulesetError): void;
}

/** Loads the rules for the first time; rejects with `RulesetError` where they cannot be used. */
export async function startLiveRules(path: RulesetPath, listener: Listener, clock: Clock): Promise<LiveRules> {
  let lookStartedAt = clock.now();
  let lookedAt = lookStartedAt;
  const first = await takeSettledSnapshot(path);
  let inUse = { router: await routerOf(first), loadedAt: clock.now() };
  /** The last snapshot of which it is known what comes of it. */
  let judged = identityOf(first);
  let failure: RulesetFailure | null = null;
  let settling: { readonly digest: string; readonly readings: number } | null = null;
  let looksSinceReading = 0;
  let isFrozen = false;

  async function poll(): Promise<void> {
    const found = await findRulesetFiles(path);
    const isUnchanged = settling === null && signatureOf(found) === judged.signature;
    if (isUnchanged && ++looksSinceReading < LOOKS_PER_READING) return;
    const snapshot = await takeSnapshot(found);
    if ([judged.digest, settling?.digest].includes(snapshot.digest)) return judge(snapshot);
    settling = { digest: snapshot.digest, readings: (settling?.readings ?? 0) + 1 };
    if (settling.readings >= MAX_READINGS) await judge(unsettled(path));
  }

  async function judge(snapshot: RulesetSnapshot): Promise<void> {
    const isKnown = snapshot.digest === judged.digest;
    judged = identityOf(snapshot);
    looksSinceReading = 0;
    const outcome = isKnown ? null : await outcomeOf(snapshot);
    if (isFrozen) return;
    lookedAt = lookStartedAt;
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
    status: () => ({
      ruleset: { ...inUse.router.ruleset },
      loadedAt: formatInstant(inUse.loadedAt),
      lookedAt: formatInstant(lookedAt),
      upToDate: failure === null && settling === null,
      lastError: failure,
    }),
    isSettling: () => settling !== null,
    async look(isAskedFor) {
      lookStartedAt = clock.now();
      await (isAskedFor ? judge(await takeSettledSnapshot(path)) : poll());
      if (!isFrozen) lookedAt = lookStartedAt;
    },
    freeze() {
      isFrozen = true;
    },
  };
}

/**
 * An edit can leave what the file system tells of a file as it was: the same size in the same tick of a coarse clock. So the files are read
 * every so many looks, whatever it tells.
 */
const LOOKS_PER_READING = 10;

/** What is kept of a snapshot; its texts may be large. */
function identityOf({ digest, signature }: RulesetSnapshot): Pick<RulesetSnapshot, "digest" | "signature"> {
  return { digest, signature };
}

/** Throws `RulesetError`. */
async function routerOf(snapshot: RulesetSnapshot): Promise<Router> {
  return createRouter(rulesetOf(checkRulesetFiles(snapshot)));
}

async function outcomeOf(snapshot: RulesetSnapshot): Promise<Router | RulesetError> {
  try {
    return await routerOf(snapshot);
  } catch (error) {
    return error instanceof RulesetError ? error : defect(error);
  }
}

/** Nothing else is thrown; were there a defect, the rules in use must stay all the same. */
function defect(cause: unknown): RulesetError {
  const problem = "loading the rules failed, which is a defect of contact-routing";
  const error = new RulesetError([issueAt([], { code: "internal-error", problem, hint: "report it with the rules" })]);
  return Object.assign(error, { cause });
}

/** What the rule files said at one time. */
export interface RulesetSnapshot extends RulesetFiles {
  /** Of all texts and of what could not be read. */
  readonly digest: string;
  /** Of the files, as they were found before they were read. */
  readonly signature: string;
}

/** Cheap to tell: names, places, and what the file system keeps of each file. Equal ones nearly always mean equal texts. */
export function signatureOf({ files, issues }: FoundFiles): string {
  return JSON.stringify([files.map(({ file, place, mark }) => [file, place, mark]), issues]);
}

export async function takeSnapshot(found: FoundFiles): Promise<RulesetSnapshot> {
  const { files, issues } = await readRulesetFiles(found);
  const digest = createHash("sha256")
    .update(JSON.stringify([files, issues]))
    .digest("hex");
  return { files, issues, digest, signature: signatureOf(found) };
}

/**
 * Reads until two readings in a row agree: files that were replaced between the first and the last of them are never taken for one
 * version.
 */
export async function takeSettledSnapshot(path: RulesetPath): Promise<RulesetSnapshot> {
  let snapshot = await takeSnapshot(await findRulesetFiles(path));
  for (let reading = 1; reading < MAX_READINGS; reading++) {
    const again = await takeSnapshot(await findRulesetFiles(path));
    if (again.digest === snapshot.digest) return again;
    snapshot = again;
  }
  return unsettled(path);
}

/** As often as that, files may differ from one reading to the next. */
export const MAX_READINGS = 20;

/** Stands for files that never were the same twice. */
export function unsettled({ name }: RulesetPath): RulesetSnapshot {
  const problem = `\`${name}\` kept changing while it was read`;
  const hint = "write the files elsewhere, then move them there at once";
  return { files: [], issues: [issueOf(name, { code: "unsettled", problem, hint })], digest: "", signature: "" };
}
