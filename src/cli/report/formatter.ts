import { Option } from "commander";
import type { Environment } from "../environment.js";
import { type Screen, screenOf } from "../terminal/screen.js";

/** Writes a report, which is plain data, as text. A pure function. */
type Formatter<Report> = (report: Report, screen: Screen) => string;

/** The formatters of one report, by the name that `--format` takes. */
export type Formatters<Report> = Readonly<
  Record<"pretty" | "json", Formatter<Report>> & Record<string, Formatter<Report>>
>;

/** The option of a command whose report has several formats. `readers` says who reads them. */
export function formatOption(readers: string, formatters: Formatters<never>): Option {
  return new Option("--format <format>", `for ${readers}`).choices(Object.keys(formatters)).default("pretty");
}

export function printReport<Report>(report: Report, format: Formatter<Report>, environment: Environment): void {
  environment.stdout.write(format(report, screenOf(environment.stdout, environment)));
}
