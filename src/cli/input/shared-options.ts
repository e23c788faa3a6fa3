import { Option } from "commander";
import { REPORT_FORMATS } from "../check/check.js";

export const RULES = "the folder or file of the rules; `rules` where it is left out";

export function formatOption(): Option {
  return new Option("--format <format>", "for a person, a program, or a pull request on GitHub")
    .choices(REPORT_FORMATS)
    .default("pretty");
}

/** Of an option that may be given more than once. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
