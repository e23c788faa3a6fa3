import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { type Ruleset, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { codeOf, type Environment, Misuse } from "../environment.js";
import { locateRules, type RulesLocation } from "./locate-rules.js";

/** A version of the rules. `remove` deletes what was written to read it. */
export interface RulesVersion {
  readonly location: RulesLocation;
  remove(): void;
}

/** Finds a folder or file, or else a revision of git. `rules` are the rules in a revision, and here. Throws {@link Misuse}. */
export async function findVersion(
  given: string | undefined,
  rules: string | undefined,
  environment: Environment,
): Promise<RulesVersion> {
  if (given === undefined || existsSync(resolve(environment.cwd, given))) {
    return { location: locateRules(given ?? rules, environment), remove() {} };
  }
  const found = await findRevision(given, rules ?? "rules", environment);
  if (found !== null) return found;
  const isRepository = (await runGit(["rev-parse", "--git-dir"], environment)) !== null;
  throw new Misuse(
    isRepository
      ? `\`${given}\` is not a folder or file, and git knows no such revision; name the folder of the other rules, or a branch, tag or commit such as \`main\``
      : `\`${given}\` is not a folder or file, and this folder is not in a git repository, so there are no revisions; name the folder of the other rules`,
  );
}

/**
 * Loads another version of the rules and gives it to `work`: a folder or file, or else a revision of git. Throws
 * {@link Misuse}, also if that version cannot be used.
 */
export async function withVersion<Result>(
  given: string,
  rules: string | undefined,
  environment: Environment,
  work: (ruleset: Ruleset) => Promise<Result>,
): Promise<Result> {
  const { location, remove } = await findVersion(given, rules, environment);
  try {
    return await work(await loadRuleset(location.path));
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    throw new Misuse(
      `the rules of \`${given}\` have errors, so there is nothing to compare with; check without \`--changed\``,
    );
  } finally {
    remove();
  }
}

/** Writes the rules of a revision to a temporary folder, which `remove` deletes. Null if git knows no such revision. Throws {@link Misuse} if git cannot be run, or the revision has no rules. */
async function findRevision(revision: string, rules: string, environment: Environment): Promise<RulesVersion | null> {
  const git = (args: readonly string[], variables = {}) => runGit(args, environment, variables);
  // Git would read a name that begins with a dash as a flag.
  if (revision.startsWith("-") || (await git(["rev-parse", "--verify", "--quiet", `${revision}^{tree}`])) === null) {
    return null;
  }
  const object = `${revision}:./${rules.replace(/^\.\//, "")}`;
  const [hash, kind] = [await git(["rev-parse", "--verify", "--quiet", object]), await git(["cat-file", "-t", object])];
  if (hash === null || kind === null) {
    throw new Misuse(`\`${revision}\` has no \`${rules}\`; name the folder or file of its rules with \`--rules\``);
  }
  const { cwd } = environment;
  const folder = mkdtempSync(join(tmpdir(), "contact-routing-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    // With the folder that it runs in as its tree, git would only check out files of that folder.
    const variables = { GIT_INDEX_FILE: join(folder, "index"), GIT_WORK_TREE: folder };
    const path = join(folder, "rules");
    const addFile = ["update-index", "--add", "--cacheinfo", `100644,${hash},${FILE}`];
    const filled = await git(kind === "tree" ? ["read-tree", hash] : addFile, variables);
    if (filled === null) throw new Misuse(`git cannot read \`${rules}\``);
    await git(["checkout-index", "--all", `--prefix=${path}/`], variables);
    const location = { path: kind === "tree" ? path : join(path, FILE), spelling: `${revision}:${rules}`, cwd };
    return { location, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

const FILE = "rules.json";
const run = promisify(execFile);

/** The output of git; null if git fails. `more` are variables besides those of the environment. */
async function runGit(
  args: readonly string[],
  { cwd, variables }: Environment,
  more: Environment["variables"] = {},
): Promise<string | null> {
  try {
    const { stdout } = await run("git", [...args], { cwd, env: { ...variables, ...more } });
    return stdout.trim();
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      throw new Misuse("git is not installed here, so revisions cannot be read; name folders or files");
    }
    return null;
  }
}
