import { fileTooLarge } from "../ruleset/text/text-gates.js";
import type { Problem } from "../values/issue.js";

/** The most rule files of one ruleset. */
export const MAX_FILES = 1_000;
/** The most directory entries to visit. Someone may pass the root of a disk. */
export const MAX_ENTRIES = 10_000;
/** The most bytes of all rule files of a ruleset together. */
export const MAX_RULESET_BYTES = 16 * 1_048_576;

export function noFiles(path: string): Problem {
  const problem = `\`${path}\` holds no rule files`;
  return { code: "no-files", problem, hint: "put a file there whose name ends in `.json`" };
}

export function notFile(path: string): Problem {
  return { code: "unreadable", problem: `\`${path}\` is neither a file nor a folder`, hint: "name one of those" };
}

export function tooManyEntries(path: string): Problem {
  const problem = `\`${path}\` holds more than ${MAX_ENTRIES.toLocaleString("en")} files`;
  return { code: "too-many-files", problem, hint: "name the folder that holds the rules alone" };
}

export function tooManyFiles(path: string): Problem {
  const problem = `\`${path}\` holds more than ${MAX_FILES.toLocaleString("en")} rule files`;
  const hint = "name the folder that holds the rules alone, or put several into one";
  return { code: "too-many-files", problem, hint };
}

export function rulesetTooLarge(path: string): Problem {
  const problem = `the rule files of \`${path}\` are larger than 16 MiB together`;
  return { code: "ruleset-too-large", problem, hint: "name the folder that holds the rules alone" };
}

export function linkOutOfFolder(path: string, folder: string): Problem {
  const problem = `\`${path}\` is a link that leads out of \`${folder}\``;
  return { code: "link-out-of-folder", problem, hint: "put there what it leads to, not a link to it" };
}

export function deadLink(path: string, error: unknown): Problem {
  const problem = unreadable(path, error);
  if (problem.code !== "not-found") return problem;
  return { ...problem, problem: `\`${path}\` is a link that leads nowhere`, hint: "mend or delete it" };
}

export function ignored(path: string): Problem {
  const problem = `\`${path}\` is left out`;
  return { code: "ignored-file", problem, hint: "rename it so that it ends in `.json`", severity: "warning" };
}

export function tooLarge(): Problem {
  const { offset: _, ...problem } = fileTooLarge();
  return problem;
}

export const NOT_UTF_8: Problem = {
  code: "not-utf-8",
  problem: "the file is not UTF-8 text",
  hint: "save it as UTF-8",
};

export function unreadable(path: string, error: unknown): Problem {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return { code: "not-found", problem: `there is no \`${path}\``, hint: "check the path" };
  }
  const hint = code === "EACCES" || code === "EPERM" ? "give this process the right to read it" : "check the file";
  return { code: "unreadable", problem: `\`${path}\` cannot be read`, hint };
}
