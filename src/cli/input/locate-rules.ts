import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Issue } from "../../index.js";
import { type Environment, Misuse } from "../environment.js";

/** The place of rule files, as a person named it. */
export interface RulesLocation {
  readonly spelling: string;
  /** The path for the library, which names files by it. It is the spelling, unless `cwd` differs from the working directory. */
  readonly path: string;
  readonly cwd: string;
}

/** Finds the rules; without a name, they are in the folder `rules`. Throws {@link Misuse} if there is no such folder. */
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

/** Changes the names of files, in places and messages, to the spelling of the person. A report is plain data. */
export function respell<Report>(report: Report, { path, spelling }: RulesLocation): Report {
  if (path === spelling) return report;
  const [from, to] = [path, spelling].map((text) => JSON.stringify(text).slice(1, -1)) as [string, string];
  return JSON.parse(JSON.stringify(report).replaceAll(from, () => to));
}

/** The text of a rule file; null if it cannot be read. */
export function readRuleText(file: string, { cwd, path, spelling }: RulesLocation): string | null {
  const found = file.startsWith(spelling) ? `${path}${file.slice(spelling.length)}` : file;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(resolve(cwd, found)));
  } catch {
    return null;
  }
}

/**
 * Counts the files of a ruleset as `loadRuleset` does: without names that begin with a dot, links that lead out, and folders it has seen.
 * 0 if there are too many.
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

/** `..data` is a name. */
const LEADS_OUT = /^\.\.(?:[/\\]|$)/;

/** The limit of `loadRuleset`. */
const MAX_ENTRIES = 10_000;

/** Whether an issue means that no rules could be read. */
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
