import type { Issue } from "../../index.js";
import { plainText } from "../terminal/plain-text.js";
import { worstFirst } from "./format-issues.js";

/** What a pull request shows beside a line. */
export interface Annotation extends Pick<Issue, "file" | "line" | "column"> {
  readonly severity: Exclude<Issue["severity"], "info"> | "notice";
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * Problems as GitHub's workflow commands, which show them beside the lines of a pull request; the worst first, since GitHub shows ten of a
 * kind and leaves out the rest.
 */
export function formatAnnotations(issues: readonly Issue[]): string {
  return worstFirst(issues)
    .map((issue) => formatAnnotation(annotationOf(issue)))
    .join("");
}

export function formatAnnotation({ severity, file, line, column, title, lines }: Annotation): string {
  const properties = Object.entries({ file, line, col: column, title })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(plainText(String(value)))}`);
  return `::${severity} ${properties.join(",")}::${escapeMessage(lines.map((each) => plainText(each)).join("\n"))}\n`;
}

function annotationOf(issue: Issue): Annotation {
  const { file, path, code, message } = issue;
  const place = file === undefined && path !== "" ? `${path}: ` : "";
  const severity = issue.severity === "info" ? "notice" : issue.severity;
  return { ...issue, severity, title: code, lines: [place + message] };
}

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
