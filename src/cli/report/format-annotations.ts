import type { Issue } from "../../index.js";
import { cleanText } from "../terminal/screen.js";
import { worstFirst } from "./format-issues.js";

/** A note that a pull request on GitHub shows beside a line. */
export interface Annotation extends Pick<Issue, "file" | "line" | "column"> {
  readonly severity: Exclude<Issue["severity"], "info"> | "notice";
  readonly title: string;
  readonly lines: readonly string[];
}

/** GitHub shows ten annotations of one severity and leaves out the others. */
export const MAX_ANNOTATIONS = 10;

/** Problems as GitHub's workflow commands. The worst come first, since GitHub shows only {@link MAX_ANNOTATIONS}. */
export function formatAnnotations(issues: readonly Issue[]): string {
  return worstFirst(issues)
    .map((issue) => {
      const { file, path, code, message } = issue;
      const place = file === undefined && path !== "" ? `${path}: ` : "";
      const severity = issue.severity === "info" ? "notice" : issue.severity;
      return formatAnnotation({ ...issue, severity, title: code, lines: [place + message] });
    })
    .join("");
}

export function formatAnnotation({ severity, file, line, column, title, lines }: Annotation): string {
  const properties = Object.entries({ file, line, col: column, title })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(cleanText(String(value)))}`);
  return `::${severity} ${properties.join(",")}::${escapeMessage(lines.map((each) => cleanText(each)).join("\n"))}\n`;
}

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
