import type { RulesetFile } from "../../src/ruleset/read-ruleset.js";
import type { Issue } from "../../src/values/issue.js";

/** What is untrue of the issues of files that were refused, as sentences. Empty where all holds. */
export function brokenIssueLaws(files: readonly RulesetFile[], issues: readonly Issue[]): string[] {
  const told = issues.some(({ severity }) => severity === "error") ? [] : ["no issue is an error"];
  return [
    ...told,
    ...issues.flatMap((issue) => brokenBy(issue, files).map((law) => `${law}: ${JSON.stringify(issue)}`)),
  ];
}

function brokenBy({ code, message, path, hint, severity, file, line, column }: Issue, files: readonly RulesetFile[]) {
  const laws: [law: string, holds: boolean][] = [
    ["a code is kebab-case", /^[a-z]+(?:-[a-z0-9]+)*$/.test(code)],
    ["a message is one line that a terminal can print", message !== "" && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(message)],
    ["a message ends without a full stop", !message.endsWith(".")],
    ["a message ends with its hint", hint === null || message.endsWith(hint)],
    [
      "a message speaks of no object of ours",
      !/\[object |\bundefined\b/.test(message) || writes(files, /undefined|object/),
    ],
    ["a path is a JSON pointer", /^(?:\/(?:[^~/]|~[01])*)*$/u.test(path)],
    ["a severity is one of three", ["error", "warning", "info"].includes(severity)],
    [
      "an issue has a place in one of the files, unless a whole section is missing",
      (line === undefined && isSectionOfNone(path, files)) ||
        hasPlace(files.find((each) => each.file === file)?.text, line, column),
    ],
  ];
  return laws.filter(([, holds]) => !holds).map(([law]) => law);
}

/** What is missing of a ruleset in several files is missing from none of them more than from another. */
function isSectionOfNone(path: string, files: readonly RulesetFile[]): boolean {
  return files.length > 1 && /^\/[^/]+$/.test(path);
}

function writes(files: readonly RulesetFile[], words: RegExp): boolean {
  return files.some(({ text }) => words.test(text));
}

function hasPlace(text: string | undefined, line = 0, column = 0): boolean {
  const written = text?.split(/\r\n|\n|\r/)[line - 1];
  return written !== undefined && column >= 1 && column <= written.length + 1;
}
