import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Problem } from "../values/issue.js";

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
