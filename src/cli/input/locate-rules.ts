import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Issue } from "../../index.js";
import { type Environment, Misuse } from "../environment.js";

/** Rule files as a person named them. */
export interface RulesLocation {
  readonly spelling: string;
  /** What the library is given, and names files by: the spelling itself wherever that means the same to it. */
  readonly path: string;
  readonly cwd: string;
}

/** Where the rules are; throws {@link Misuse} where none are named and there is no folder `rules`. */
export function locateRules(given: string | undefined, { cwd }: Environment): RulesLocation {
  const spelling = (given ?? "rules").replace(/(?<=[^/\\])[/\\]+$/, "");
  const absolute = resolve(cwd, spelling);
  if (given === undefined && !existsSync(absolute)) {
    throw new Misuse(
      "there is no folder `rules` here; name the folder or file that holds your rules after the command",
    );
  }
  return { spelling, path: absolute === resolve(spelling) ? spelling : absolute, cwd };
}

/** Names files as the person named their folder, in places and in messages. */
export function respell(issues: readonly Issue[], location: RulesLocation): Issue[] {
  const { path, spelling } = location;
  return issues.map((issue) => respellFile({ ...issue, message: issue.message.replaceAll(path, spelling) }, location));
}

/** The same of anything else that has a place in a file. */
export function respellFile<T extends Pick<Issue, "file">>(placed: T, { path, spelling }: RulesLocation): T {
  return placed.file === undefined ? placed : { ...placed, file: placed.file.replace(path, spelling) };
}

/** Whether the rules are in a folder, rather than in one file. */
export function isFolder({ cwd, spelling }: RulesLocation): boolean {
  return statSync(resolve(cwd, spelling)).isDirectory();
}

/** The text of a rule file, for the lines around a problem; null where it has none. */
export function readRuleText(file: string, { cwd, path, spelling }: RulesLocation): string | null {
  const found = file.startsWith(spelling) ? `${path}${file.slice(spelling.length)}` : file;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(resolve(cwd, found)));
  } catch {
    return null;
  }
}

/**
 * How many files a ruleset is made of, by the rule of `loadRuleset`: no name that begins with a dot, no link that leads out, and no folder
 * twice. 0 where more is there than is worth counting.
 */
export function countFiles({ cwd, spelling }: RulesLocation): number {
  const folders = new Set<string>();
  let left = MAX_ENTRIES;
  const files = count(resolve(cwd, spelling), null);
  return left < 0 ? 0 : files;

  function count(path: string, root: string | null): number {
    if (--left < 0) return 0;
    try {
      const real = realpathSync(path);
      if (root !== null && LEADS_OUT.test(relative(root, real))) return 0;
      if (!statSync(real).isDirectory()) return root === null || path.endsWith(".json") ? 1 : 0;
      if (folders.has(real)) return 0;
      folders.add(real);
      const names = readdirSync(path).filter((name) => !name.startsWith("."));
      return names.reduce((sum, name) => sum + count(join(path, name), root ?? real), 0);
    } catch {
      return 0;
    }
  }
}

/** Not `..data`, which is a name. */
const LEADS_OUT = /^\.\.(?:[/\\]|$)/;

/** As many as `loadRuleset` looks at, before it refuses. */
const MAX_ENTRIES = 10_000;

/** Codes of issues that say that there was nothing to check. */
export function isUnreadable({ code }: Issue): boolean {
  return UNREADABLE.has(code);
}

const UNREADABLE: ReadonlySet<string> = new Set([
  "not-found",
  "no-files",
  "too-many-files",
  "ruleset-too-large",
  "link-out-of-folder",
  "unreadable",
  "not-utf-8",
]);
