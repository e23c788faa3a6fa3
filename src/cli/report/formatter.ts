import { Option } from "commander";
import type { Screen } from "../terminal/screen.js";

/** Writes a report, which is plain data, as text. A pure function. */
type Formatter<Report> = (report: Report, screen: Screen) => string;

/** The formatters of one report, by the name that `--format` takes. */
export type Formatters<Report> = Readonly<
  Record<"pretty" | "json", Formatter<Report>> & Record<string, Formatter<Report>>
>;

/** The option of a command whose report has several formats. */
export function formatOption(readers: string, formatters: Formatters<never>): Option {
  return new Option("--format <format>", `for ${readers}`).choices(Object.keys(formatters)).default("pretty");
}
