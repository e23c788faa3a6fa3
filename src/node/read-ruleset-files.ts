import { promises as fs } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Issue, issueAt, type Problem } from "../ruleset/issue.js";
import type { RulesetFile } from "../ruleset/read-ruleset.js";
import { fileTooLarge, MAX_BYTES } from "../ruleset/text-gates.js";

/** Rule files as they are on disk, and what could not be read. */
export interface RulesetFiles {
  /** Named as the path was given, with forward slashes. */
  readonly files: readonly RulesetFile[];
  readonly issues: readonly Issue[];
}

/** Reads a file, or a folder with its sub-folders. Never rejects. */
export async function readRulesetFiles(path: string | URL): Promise<RulesetFiles> {
  const root = spell(path);
  if (typeof root !== "string") return { files: [], issues: [issueAt([], root)] };
  const found: Found = { paths: [], issues: [], folders: new Set(), left: MAX_ENTRIES };
  await findFiles(root, found, true);
  if (found.paths.length === 0 && found.issues.every(({ severity }) => severity === "warning"))
    found.issues.push(issueOf(root, noFiles(root)));
  const files: RulesetFile[] = [];
  const issues = found.issues;
  for (const file of found.paths.sort()) {
    const read = await readText(file);
    if (typeof read === "string") files.push({ file, text: read });
    else issues.push(issueOf(file, read));
  }
  return { files, issues };
}

interface Found {
  readonly paths: string[];
  readonly issues: Issue[];
  /** Folders that were looked into, as the disk names them: a link can lead back up. */
  readonly folders: Set<string>;
  left: number;
}

/** Bounds what is looked at when someone names the root of a disk. */
const MAX_ENTRIES = 10_000;

/** A URL's path, or the path as it was given: without a slash at the end, with forward slashes where it has the others. */
function spell(path: unknown): string | Problem {
  const isUrl = path instanceof URL && path.protocol === "file:";
  if (typeof path !== "string" && !isUrl) return NO_PATH;
  const given = typeof path === "string" ? path : fileURLToPath(path);
  const forward = process.platform === "win32" ? given.replaceAll("\\", "/") : given;
  return forward.length > 1 ? forward.replace(/(?<=[^/])\/+$/, "") : forward;
}

async function findFiles(path: string, found: Found, isNamed: boolean): Promise<void> {
  try {
    const entry = await fs.stat(path);
    if (entry.isDirectory()) await findInFolder(path, found);
    else if (entry.isFile() && (isNamed || path.endsWith(".json"))) found.paths.push(path);
    else if (isNamed) found.issues.push(issueOf(path, notFile(path)));
    else if (entry.isFile() && LOOKS_LIKE_RULES.test(path)) found.issues.push(issueOf(path, ignored(path)));
  } catch (error) {
    // Links that lead nowhere matter only where rules are expected.
    if (isNamed) found.issues.push(issueOf(path, unreadable(path, error)));
    else if (path.endsWith(".json")) found.issues.push(issueOf(path, deadLink(path, error)));
  }
}

async function findInFolder(folder: string, found: Found): Promise<void> {
  const real = await fs.realpath(folder);
  if (found.folders.has(real)) return;
  found.folders.add(real);
  for (const name of (await fs.readdir(folder)).sort()) {
    if (name.startsWith(".")) continue;
    if (found.left-- === 0) found.issues.push(issueOf(folder, tooManyFiles(folder)));
    if (found.left < 0) return;
    await findFiles(folder.endsWith("/") ? `${folder}${name}` : `${folder}/${name}`, found, false);
  }
}

async function readText(path: string): Promise<string | Problem> {
  try {
    if ((await fs.stat(path)).size > MAX_BYTES) return tooLarge();
    // The byte order mark is kept, for the ruleset's own check to tell of it.
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await fs.readFile(path));
    // Every other byte of plain text in UTF-16 is nought.
    return text.slice(0, 2).includes("\0") ? NOT_UTF_8 : text;
  } catch (error) {
    return error instanceof TypeError ? NOT_UTF_8 : unreadable(path, error);
  }
}

function tooLarge(): Problem {
  const { offset: _, ...problem } = fileTooLarge();
  return problem;
}

/** What an editor or a download makes of `offer.json`. */
const LOOKS_LIKE_RULES = /\.(?:json|jsonc|json5)(?:\.txt)?$/i;

const NO_PATH: Problem = {
  code: "not-found",
  problem: "this is no path to rules",
  hint: "pass the path of a file or a folder as a text, or a `file:` URL",
};

const NOT_UTF_8: Problem = {
  code: "not-utf-8",
  problem: "the file is not UTF-8 text",
  hint: "save it as UTF-8",
};

function noFiles(path: string): Problem {
  return {
    code: "no-files",
    problem: `\`${path}\` holds no rule files`,
    hint: "put a file there whose name ends in `.json`",
  };
}

function notFile(path: string): Problem {
  return { code: "unreadable", problem: `\`${path}\` is neither a file nor a folder`, hint: "name one of those" };
}

function tooManyFiles(path: string): Problem {
  const problem = `\`${path}\` holds more than ${MAX_ENTRIES} files`;
  return { code: "too-many-files", problem, hint: "name the folder that holds the rules alone" };
}

function ignored(path: string): Problem {
  const problem = `\`${path}\` is left out`;
  return { code: "ignored-file", problem, hint: "rename it so that it ends in `.json`", severity: "warning" };
}

function deadLink(path: string, error: unknown): Problem {
  const problem = unreadable(path, error);
  if (problem.code !== "not-found") return problem;
  return { ...problem, problem: `\`${path}\` is a link that leads nowhere`, hint: "mend or delete it" };
}

function unreadable(path: string, error: unknown): Problem {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return { code: "not-found", problem: `there is no \`${path}\``, hint: "check the path" };
  }
  const hint = code === "EACCES" || code === "EPERM" ? "give this process the right to read it" : "check the file";
  return { code: "unreadable", problem: `\`${path}\` cannot be read`, hint };
}

function issueOf(file: string, problem: Problem): Issue {
  return { ...issueAt([], problem), file };
}
