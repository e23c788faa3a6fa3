import type { Matrix, WeekMatrix } from "../../analysis.js";
import { fullDate, fullTime, shortDate } from "../../words/local-time.js";
import { cleanText } from "../terminal/clean-text.js";
import { type CellText, changesOf, listLanguages, textTables } from "./matrix-cells.js";

/** A matrix as Markdown, for a wiki or a pull request: one table for all request types with equal cells. */
export function formatMatrixMarkdown(matrix: Matrix | WeekMatrix, timeZone: string): string {
  const { id, version } = matrix.ruleset;
  const when = "days" in matrix ? `the week of ${fullDate(matrix.days[0]?.date ?? "")}` : fullTime(matrix.at, timeZone);
  const head = `What ${literal(id)} ${literal(version)} offers, as if agents were free: ${when}, times in ${literal(timeZone)}.`;
  const tables = textTables(matrix).flatMap(({ requestTypes, rows }) => [
    "",
    `### ${requestTypes.map(literal).join(", ")}`,
    "",
    line(["language", ...matrix.channels.map(({ channel }) => literal(channel))]),
    line(["---", ...matrix.channels.map(() => "---")]),
    ...rows.map(({ languages, cells }) => line([literal(listLanguages(languages)), ...cells.map(markedText)])),
  ]);
  return [head, ...tables, ...("days" in matrix ? listChanges(matrix) : [])].map((text) => `${text}\n`).join("");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function markedText({ offered, text }: CellText): string {
  return `${offered ? "✓" : "✗"} ${literal(text)}`.trimEnd();
}

function listChanges(matrix: WeekMatrix): string[] {
  const changes = changesOf(matrix).map(
    ({ date, names }) =>
      `- \\* ${shortDate(date)}: ${names.length === 0 ? "other than usual" : names.map(literal).join(", ")}`,
  );
  return changes.length === 0 ? [] : ["", ...changes];
}

function literal(text: string): string {
  return cleanText(text).replace(/[\\`*_[\]<>|~&]/g, "\\$&");
}
