import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { codeOf, type Environment, Misuse } from "../environment.js";

/** Writes the rules of a revision to a temporary folder, which `remove` deletes. Null if git knows no such revision. Throws {@link Misuse} if git cannot be run, or the revision has no rules. */
export async function rulesOfRevision(
  revision: string,
  rules: string,
  environment: Environment,
): Promise<{ readonly path: string; remove(): void } | null> {
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
    return { path: kind === "tree" ? path : join(path, FILE), remove };
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
  more: Environment["variables"],
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
