import { type BigIntStats, type Dirent, promises as fs } from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { MAX_BYTES } from "../ruleset/text/text-gates.js";
import { type Issue, issueAt, type Problem } from "../values/issue.js";

/** A file or a folder that contains rules. */
export interface RulesetPath {
  /** For messages: as the caller wrote it, without a trailing slash, and with forward slashes on Windows too. */
  readonly name: string;
  /** The absolute path, which stays valid if the process changes its working directory. */
  readonly place: string;
}

/** The rule files that were found, not read yet. */
export interface FoundFiles {
  /** Sorted by name. Empty if there are more than a ruleset may have. */
  readonly files: readonly FoundFile[];
  readonly issues: readonly Issue[];
}

export interface FoundFile {
  /** The name for messages: starts with the path as the caller wrote it, with forward slashes. */
  readonly file: string;
  /** The real path, all links resolved. */
  readonly place: string;
  /** In bytes. */
  readonly size: number;
  /** Changes when the file is written or replaced, as far as the file system reports it. */
  readonly mark: string;
}

/**
 * Finds the file, or the rule files of the folder and its sub-folders. Never rejects.
 *
 * Follows links that stay in the folder, such as the links of a mounted ConfigMap. A link out of the folder is refused, so that rule files cannot
 * be used to read other files.
 */
export async function findRulesetFiles({ name, place }: RulesetPath): Promise<FoundFiles> {
  const found: Found = { name, root: place, files: [], issues: [], folders: new Set(), entriesLeft: MAX_ENTRIES };
  const { files, issues } = found;
  try {
    found.root = await fs.realpath(place);
    const stat = await fs.stat(found.root, { bigint: true });
    if (stat.isDirectory()) await findInFolder(name, found.root, found);
    else if (stat.isFile()) files.push(fileOf(name, found.root, stat));
    else {
      const problem = `\`${name}\` is not a file or a folder`;
      issues.push(issueOf(name, { code: "unreadable", problem, hint: "name one of those" }));
    }
  } catch (error) {
    issues.push(issueOf(name, unreadable(name, error)));
  }
  const excess = excessOf(found);
  if (excess !== null) return { files: [], issues: [issueOf(name, excess)] };
  if (files.length === 0 && issues.every(({ severity }) => severity !== "error")) {
    const hint = "put a file there whose name ends in `.json`";
    issues.push(issueOf(name, { code: "no-files", problem: `\`${name}\` holds no rule files`, hint }));
  }
  return { files: files.sort((a, b) => (a.file < b.file ? -1 : 1)), issues };
}

/** Reads the path that a caller passed, or describes why it is not one. */
export function readRulesetPath(path: string | URL): RulesetPath | Problem {
  try {
    const given: unknown = path instanceof URL && path.protocol === "file:" ? fileURLToPath(path) : path;
    if (typeof given === "string" && given !== "") {
      const forward = process.platform === "win32" ? given.replaceAll("\\", "/") : given;
      const name = forward.length > 1 ? forward.replace(/(?<=[^/])\/+$/, "") : forward;
      return { name, place: resolve(name) };
    }
  } catch {
    // A `file:` URL that names another host, or a working directory that was deleted.
  }
  const hint = "pass the path of a file or a folder as a text, or a `file:` URL";
  return { code: "not-found", problem: "this is not a path to rules", hint };
}

/** Makes an issue about a file as a whole. */
export function issueOf(file: string, problem: Problem): Issue {
  return { ...issueAt([], problem), file };
}

interface Found {
  readonly name: string;
  /** The real path of the file or folder that the caller named, which may itself be a link. */
  root: string;
  readonly files: FoundFile[];
  readonly issues: Issue[];
  /** Real paths of the folders visited so far. A link can lead back to one of them. */
  readonly folders: Set<string>;
  /** Negative if there were more entries than allowed. */
  entriesLeft: number;
}

/** Expects a real path. */
async function findInFolder(name: string, folder: string, found: Found): Promise<void> {
  if (found.folders.has(folder)) return;
  found.folders.add(folder);
  let entries: Dirent[];
  try {
    entries = await fs.readdir(folder, { withFileTypes: true });
  } catch (error) {
    found.issues.push(issueOf(name, unreadable(name, error)));
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    if (--found.entriesLeft < 0) return;
    await findEntry(entry, name.endsWith("/") ? `${name}${entry.name}` : `${name}/${entry.name}`, folder, found);
  }
}

async function findEntry(entry: Dirent, name: string, folder: string, found: Found): Promise<void> {
  const { files, issues } = found;
  const isLink = entry.isSymbolicLink();
  try {
    const place = isLink ? await fs.realpath(join(folder, entry.name)) : join(folder, entry.name);
    const stat = await fs.stat(place, { bigint: true });
    const isRules = stat.isDirectory() || (stat.isFile() && name.endsWith(".json"));
    if (isRules && !isWithin(place, found.root)) {
      const problem = `\`${name}\` is a link that leads out of \`${found.name}\``;
      const hint = "put there what it leads to, not a link to it";
      issues.push(issueOf(name, { code: "link-out-of-folder", problem, hint }));
    } else if (stat.isDirectory()) await findInFolder(name, place, found);
    else if (isRules) files.push(fileOf(name, place, stat));
    else if (stat.isFile() && LOOKS_LIKE_RULES.test(name)) {
      const hint = "rename it so that it ends in `.json`";
      const problem = `\`${name}\` is left out`;
      issues.push(issueOf(name, { code: "ignored-file", problem, hint, severity: "warning" }));
    }
  } catch (error) {
    // A broken link matters only if it should lead to rules.
    const isExpected = name.endsWith(".json") || entry.isDirectory();
    if (!isExpected) return;
    const problem = unreadable(name, error);
    const deadLink = { problem: `\`${name}\` is a link that leads nowhere`, hint: "mend or delete it" };
    issues.push(issueOf(name, isLink && problem.code === "not-found" ? { ...problem, ...deadLink } : problem));
  }
}

function isWithin(place: string, root: string): boolean {
  return place === root || place.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
}

const MAX_FILES = 1_000;
/** The most directory entries to visit. Someone may pass the root of a disk. */
const MAX_ENTRIES = 10_000;
const MAX_RULESET_BYTES = 16 * 1_048_576;

/** The reason why there is too much to be one ruleset; null if there is none. */
function excessOf({ name, files, entriesLeft }: Found): Problem | null {
  const hint = "name the folder that holds the rules alone";
  if (entriesLeft < 0) {
    const problem = `\`${name}\` holds more than ${MAX_ENTRIES.toLocaleString("en")} files`;
    return { code: "too-many-files", problem, hint };
  }
  if (files.length > MAX_FILES) {
    const problem = `\`${name}\` holds more than ${MAX_FILES.toLocaleString("en")} rule files`;
    return { code: "too-many-files", problem, hint: `${hint}, or put several into one` };
  }
  // A file that is too large by itself is not read, so it does not count.
  const bytes = files.reduce((sum, { size }) => (size > MAX_BYTES ? sum : sum + size), 0);
  if (bytes <= MAX_RULESET_BYTES) return null;
  return { code: "ruleset-too-large", problem: `the rule files of \`${name}\` are larger than 16 MiB together`, hint };
}

/** Describes a file or a folder that the file system did not let us read. */
export function unreadable(path: string, error: unknown): Problem {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return { code: "not-found", problem: `there is no \`${path}\``, hint: "check the path" };
  }
  const hint = code === "EACCES" || code === "EPERM" ? "give this process the right to read it" : "check the file";
  return { code: "unreadable", problem: `\`${path}\` cannot be read`, hint };
}

function fileOf(file: string, place: string, { dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): FoundFile {
  return { file, place, size: Number(size), mark: [dev, ino, size, mtimeNs, ctimeNs].join(":") };
}

/** Names that editors and downloads make of `offer.json`. */
const LOOKS_LIKE_RULES = /\.(?:json|jsonc|json5)(?:\.txt)?$/i;
