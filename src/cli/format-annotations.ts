import type { Issue } from "../index.js";
import { plainText } from "./plain-text.js";

/**
 * Problems as GitHub's workflow commands, which show them beside the lines of a pull request; errors first, since GitHub shows ten of a
 * kind and leaves out the rest.
 */
export function formatAnnotations(issues: readonly Issue[]): string {
  const errors = issues.filter(({ severity }) => severity === "error");
  const warnings = issues.filter(({ severity }) => severity === "warning");
  return [...errors, ...warnings].map(formatAnnotation).join("");
}

function formatAnnotation({ severity, file, line, column, code, message, path }: Issue): string {
  const properties = Object.entries({ file, line, col: column, title: code })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(plainText(String(value)))}`);
  const place = file === undefined && path !== "" ? `${path}: ` : "";
  return `::${severity} ${properties.join(",")}::${escapeMessage(plainText(place + message))}\n`;
}

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
