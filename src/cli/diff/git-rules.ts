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
  const git = (args: readonly string[], options: GitOptions = {}) => runGit(args, environment, options);
  // Git would read a name that begins with a dash as a flag.
  if (revision.startsWith("-") || (await git(["rev-parse", "--verify", "--quiet", `${revision}^{tree}`])) === null) {
    return null;
  }
  const object = `${revision}:./${rules.replace(/^\.\//, "")}`;
  const kind = await git(["cat-file", "-t", object]);
  if (kind === null) {
    throw new Misuse(`\`${revision}\` has no \`${rules}\`; name the folder or file of its rules with \`--rules\``);
  }
  const folder = mkdtempSync(join(tmpdir(), "contact-routing-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const variables = { GIT_INDEX_FILE: join(folder, "index") };
    const path = join(folder, "rules");
    // Git checks out trees: a file alone gets a tree of its own.
    const fileTree = async () => `100644 blob ${await git(["rev-parse", object])}\t${FILE}\n`;
    const tree = kind === "tree" ? object : await git(["mktree"], { input: await fileTree() });
    if (tree === null) throw new Misuse(`git cannot read \`${rules}\``);
    await git(["read-tree", tree], { variables });
    await git(["checkout-index", "--all", `--prefix=${path}/`], { variables });
    return { path: kind === "tree" ? path : join(path, FILE), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

const FILE = "rules.json";
const MAX_OUTPUT = 1024 * 1024;
const run = promisify(execFile);

interface GitOptions {
  /** Besides those of the environment. */
  readonly variables?: Environment["variables"];
  readonly input?: string;
}

/** The output of git; null if git fails. */
async function runGit(
  args: readonly string[],
  { cwd, variables }: Environment,
  { variables: more = {}, input = "" }: GitOptions,
): Promise<string | null> {
  try {
    const running = run("git", [...args], { cwd, env: { ...variables, ...more }, maxBuffer: MAX_OUTPUT });
    // Git may end before it reads its input.
    running.child.stdin?.on("error", () => {}).end(input);
    return (await running).stdout.trim();
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      throw new Misuse("git is not installed here, so revisions cannot be read; name folders or files");
    }
    return null;
  }
}
