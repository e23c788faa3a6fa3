import { type Dirent, promises as fs } from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { MAX_BYTES } from "../ruleset/text/text-gates.js";
import { type Issue, issueAt, type Problem } from "../values/issue.js";
import {
  deadLink,
  ignored,
  linkOutOfFolder,
  MAX_ENTRIES,
  MAX_FILES,
  MAX_RULESET_BYTES,
  noFiles,
  notFile,
  rulesetTooLarge,
  tooManyEntries,
  tooManyFiles,
  unreadable,
} from "./file-problems.js";

/** A file or a folder that holds rules. */
export interface RulesetPath {
  /** As it was given, for messages: without a slash at the end, with forward slashes where the system has the others. */
  readonly name: string;
  /** The same, absolute: it stays what it is when the process changes its working folder. */
  readonly place: string;
}

export function readRulesetPath(path: string | URL): RulesetPath | Problem {
  try {
    const name = nameOf(path);
    return name === null ? NO_PATH : { name, place: resolve(name) };
  } catch {
    // A `file:` URL that names another machine, or a working folder that is gone.
    return NO_PATH;
  }
}

function nameOf(path: unknown): string | null {
  const given = path instanceof URL && path.protocol === "file:" ? fileURLToPath(path) : path;
  if (typeof given !== "string" || given === "") return null;
  const forward = process.platform === "win32" ? given.replaceAll("\\", "/") : given;
  return forward.length > 1 ? forward.replace(/(?<=[^/])\/+$/, "") : forward;
}

const NO_PATH: Problem = {
  code: "not-found",
  problem: "this is no path to rules",
  hint: "pass the path of a file or a folder as a text, or a `file:` URL",
};

/** Which rule files there are, none of them read yet. */
export interface FoundFiles {
  /** In the order of their names. None where there are more than a ruleset may have. */
  readonly files: readonly FoundFile[];
  readonly issues: readonly Issue[];
}

export interface FoundFile {
  /** Named as the path was given, with forward slashes. */
  readonly file: string;
  /** Where it really is, all links followed. */
  readonly place: string;
  /** In bytes. */
  readonly size: number;
  /** Another one where the file was written or replaced, as far as the file system tells. */
  readonly mark: string;
}

/**
 * Looks for the file, or for the rule files of the folder and its sub-folders. Never rejects.
 *
 * Links are followed as long as they stay in the folder: those of a mounted ConfigMap do, and a rule file must not be a way to read others.
 */
export async function findRulesetFiles({ name, place }: RulesetPath): Promise<FoundFiles> {
  const found: Found = { name, root: place, files: [], issues: [], folders: new Set(), entriesLeft: MAX_ENTRIES };
  await findNamed(place, found);
  const { files, issues } = found;
  const excess = excessOf(found);
  if (excess !== null) return { files: [], issues: [issueOf(name, excess)] };
  if (files.length === 0 && issues.every(({ severity }) => severity !== "error"))
    issues.push(issueOf(name, noFiles(name)));
  return { files: files.sort((a, b) => (a.file < b.file ? -1 : 1)), issues };
}

/** Makes an issue of a file as a whole. */
export function issueOf(file: string, problem: Problem): Issue {
  return { ...issueAt([], problem), file };
}

interface Found {
  readonly name: string;
  /** The file or folder that was named, all links followed: that one itself may be a link. */
  root: string;
  readonly files: FoundFile[];
  readonly issues: Issue[];
  /** Folders that were looked into, as the disk names them: a link can lead back up. */
  readonly folders: Set<string>;
  /** Negative where there were more. */
  entriesLeft: number;
}

async function findNamed(place: string, found: Found): Promise<void> {
  const { name, files, issues } = found;
  try {
    found.root = await fs.realpath(place);
    const stat = await fs.stat(found.root, { bigint: true });
    if (stat.isDirectory()) await findInFolder(name, found.root, found);
    else if (stat.isFile()) files.push(fileOf(name, found.root, stat));
    else issues.push(issueOf(name, notFile(name)));
  } catch (error) {
    issues.push(issueOf(name, unreadable(name, error)));
  }
}

/** `folder` is a real place. */
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
    if (isRules && !isWithin(place, found.root)) issues.push(issueOf(name, linkOutOfFolder(name, found.name)));
    else if (stat.isDirectory()) await findInFolder(name, place, found);
    else if (isRules) files.push(fileOf(name, place, stat));
    else if (stat.isFile() && LOOKS_LIKE_RULES.test(name)) issues.push(issueOf(name, ignored(name)));
  } catch (error) {
    // Links that lead nowhere matter only where rules are expected.
    const isExpected = name.endsWith(".json") || entry.isDirectory();
    if (isExpected) issues.push(issueOf(name, isLink ? deadLink(name, error) : unreadable(name, error)));
  }
}

function isWithin(place: string, root: string): boolean {
  return place === root || place.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
}

/** What makes it more than a ruleset may be; nothing else is then worth telling. */
function excessOf({ name, files, entriesLeft }: Found): Problem | null {
  if (entriesLeft < 0) return tooManyEntries(name);
  if (files.length > MAX_FILES) return tooManyFiles(name);
  // A file that is too large by itself is not read.
  const bytes = files.reduce((sum, { size }) => (size > MAX_BYTES ? sum : sum + size), 0);
  return bytes > MAX_RULESET_BYTES ? rulesetTooLarge(name) : null;
}

interface Stat {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

function fileOf(file: string, place: string, { dev, ino, size, mtimeNs, ctimeNs }: Stat): FoundFile {
  return { file, place, size: Number(size), mark: [dev, ino, size, mtimeNs, ctimeNs].join(":") };
}

/** What an editor or a download makes of `offer.json`. */
const LOOKS_LIKE_RULES = /\.(?:json|jsonc|json5)(?:\.txt)?$/i;
