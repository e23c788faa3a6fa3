import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Environment, Misuse } from "../environment.js";

/** The rules of a revision, written to a temporary folder. `remove` deletes it. */
export interface RevisionRules {
  readonly path: string;
  remove(): void;
}

/** Null if git knows no such revision. Throws {@link Misuse} if git cannot be run, or the revision has no rules. */
export async function rulesOfRevision(
  revision: string,
  rules: string,
  environment: Environment,
): Promise<RevisionRules | null> {
  const git = (args: readonly string[], more: Environment["variables"] = {}) => runGit(args, environment, more);
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
    const index = { GIT_INDEX_FILE: join(folder, "index") };
    const path = join(folder, "rules");
    const tree = kind === "tree" ? object : await treeOf(object, rules, environment);
    await git(["read-tree", tree], index);
    await git(["checkout-index", "--all", `--prefix=${path}/`], index);
    return { path: kind === "tree" ? path : join(path, FILE), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

const FILE = "rules.json";
const MOST_OUTPUT = 1024 * 1024;
const run = promisify(execFile);

/** Makes a tree of one file. */
async function treeOf(object: string, rules: string, environment: Environment): Promise<string> {
  const blob = await runGit(["rev-parse", object], environment);
  const tree = await runGit(["mktree"], environment, {}, `100644 blob ${blob}\t${FILE}\n`);
  if (tree === null) throw new Misuse(`git cannot read \`${rules}\``);
  return tree;
}

/** The output of git; null if git fails. */
async function runGit(
  args: readonly string[],
  { cwd, variables }: Environment,
  more: Environment["variables"] = {},
  input = "",
): Promise<string | null> {
  try {
    const running = run("git", [...args], { cwd, env: { ...variables, ...more }, maxBuffer: MOST_OUTPUT });
    // Git may end before it reads its input.
    running.child.stdin?.on("error", () => {}).end(input);
    return (await running).stdout.trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new Misuse("git is not installed here, so revisions cannot be read; name folders or files");
    }
    return null;
  }
}
