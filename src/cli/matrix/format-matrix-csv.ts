import type { Matrix, MatrixChannel, WeekCell, WeekMatrix } from "../../analysis.js";
import { cleanText } from "../terminal/clean-text.js";

/** A matrix as comma-separated values (RFC 4180) for a spreadsheet: a line for each cell; over a week, a line for each served language. */
export function formatMatrixCsv(matrix: Matrix | WeekMatrix): string {
  const lines = "days" in matrix ? weekLines(matrix) : instantLines(matrix);
  return lines.map((line) => `${line.map(written).join(",")}\n`).join("");
}

type Line = readonly (string | boolean | null)[];

const KEYS = ["requestType", "language", "channel", "always", "servedLanguage", "usingFallbackLanguage", "reason"];

function instantLines({ channels, tables }: Matrix): Line[] {
  const lines = tables.flatMap(({ requestType, rows }) =>
    rows.flatMap(({ language, cells }) =>
      cells.map((cell, column): Line => {
        const key = keyOf(requestType, language, channels[column]);
        return cell.outcome === "offered"
          ? [...key, cell.servedLanguage, cell.usingFallbackLanguage, "", ""]
          : [...key, "", "", cell.reason, cell.exception];
      }),
    ),
  );
  return [[...KEYS, "exception"], ...lines];
}

function weekLines({ channels, days, tables }: WeekMatrix): Line[] {
  const lines = tables.flatMap(({ requestType, rows }) =>
    rows.flatMap(({ language, cells }) =>
      cells.flatMap((cell, column) => {
        const key = keyOf(requestType, language, channels[column]);
        const reason = cell.stretches.find((stretch) => stretch.outcome === "withheld")?.reason ?? "";
        const never = [...key, "", "", reason, ...days.map(() => "closed"), ""];
        return cell.hours.length === 0 ? [never] : hoursLines(cell, key, days);
      }),
    ),
  );
  return [[...KEYS, ...days.map(({ weekday, date }) => `${weekday} ${date}`), "changedBy"], ...lines];
}

/** `any other` is a customer of languages that no channel serves. */
function keyOf(requestType: string, language: string | null, channel: MatrixChannel | undefined): Line {
  return [requestType, language ?? "any other", channel?.channel ?? "", channel?.always ?? false];
}

function hoursLines({ hours }: WeekCell, key: Line, week: WeekMatrix["days"]): Line[] {
  return hours.map(({ servedLanguage, usingFallbackLanguage, days }) => [
    ...key,
    servedLanguage,
    usingFallbackLanguage,
    "",
    ...days.map(({ spans }) => (spans.length === 0 ? "closed" : spans.join(" "))),
    days
      .flatMap(({ changed, changedBy }, day) => (changed ? `${week[day]?.weekday}: ${changedBy.join(", ")}` : []))
      .join("; "),
  ]);
}

/** A leading quote keeps a spreadsheet from reading a text as a formula. */
function written(value: string | boolean | null): string {
  const text = cleanText(String(value ?? ""));
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
