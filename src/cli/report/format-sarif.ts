import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import packageJson from "../../../package.json" with { type: "json" };
import type { Issue } from "../../index.js";
import { plainJson } from "../terminal/json.js";
import { worstFirst } from "./format-issues.js";

/**
 * Findings as a log of SARIF 2.1.0, which GitHub code scanning, GitLab and editors read.
 *
 * Code scanning shows only results with a file, so a finding without one is placed in the rules as a whole, `spelling`.
 */
export function formatSarif(findings: readonly Issue[], spelling: string): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: packageJson.name,
            version: packageJson.version,
            rules: codes.map((code) => ({ id: code, shortDescription: { text: code.replaceAll("-", " ") } })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: worstFirst(findings).map((finding) => resultOf(finding, codes, spelling)),
      },
    ],
  };
  return `${plainJson(log)}\n`;
}

function resultOf(
  { code, severity, message, file = "", line, column, path }: Issue,
  codes: string[],
  spelling: string,
) {
  const uri = uriOf(file === "" ? spelling : file);
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity === "info" ? "note" : severity,
    message: { text: escapeLinks(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri },
          ...(line !== undefined && { region: { startLine: line, startColumn: column ?? 1 } }),
        },
        ...(path !== "" && { logicalLocations: [{ fullyQualifiedName: path }] }),
      },
    ],
  };
}

/** A relative path stays relative: readers resolve it against the root of the repository. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  const segments = file
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)+/, "")
    .split("/");
  const uri = segments.map((segment) => encodeURIComponent(segment)).join("/");
  return uri === "" ? "." : uri;
}

/** Section 3.11.6 of the standard: `[text](target)` in a message is a link. */
function escapeLinks(message: string): string {
  return message.includes("](") ? message.replace(/[[\]\\]/g, "\\$&") : message;
}
