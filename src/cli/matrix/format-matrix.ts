import type { Matrix, MatrixCell, MatrixTable, WeekCell, WeekMatrix } from "../../analysis.js";
import type { ContactRequest, RulesetDocument } from "../../index.js";
import { ASSUMED_AGENTS } from "../../words/describe-agents.js";
import { describeFacts, describeVersion } from "../../words/describe-ruleset.js";
import { fullDate, fullTime, relativeTime, shortDate } from "../../words/local-time.js";
import { bad, dim, good, joinProse, named, type Prose, strong } from "../../words/prose.js";
import type { Formatters } from "../report/formatter.js";
import { flow, flowRows, joinSections } from "../terminal/flow.js";
import { plainJson } from "../terminal/json.js";
import { cleanText, type Screen } from "../terminal/screen.js";
import { layTable } from "../terminal/table.js";
import {
  type CellText,
  type ChangedDay,
  changesOf,
  groupRows,
  listLanguages,
  type TextTable,
  textTables,
} from "./matrix-cells.js";

interface MatrixReport {
  readonly matrix: Matrix | WeekMatrix;
  readonly ruleset: RulesetDocument;
  readonly facts: ContactRequest["facts"];
  readonly customerZone: string | undefined;
  readonly timeZone: string;
}

export const MATRIX_FORMATTERS = {
  pretty: formatMatrix,
  markdown: ({ matrix, timeZone }) => formatMatrixMarkdown(matrix, timeZone),
  csv: ({ matrix }) => formatMatrixCsv(matrix),
  json: ({ matrix }) => `${plainJson(matrix)}\n`,
} satisfies Formatters<MatrixReport>;

/** The time and the customer, then a table for all request types with equal cells, then the meaning of the signs. */
function formatMatrix(report: MatrixReport, screen: Screen): string {
  const { matrix } = report;
  const tables = textTables(matrix);
  const others = findOthers(tables);
  const size = others?.requestTypes.length;
  const count = size === matrix.tables.length ? `all ${size} request types` : `the ${size} other request types`;
  const told = others === null ? tables : [...tables.filter((table) => table !== others), others];
  return joinSections([
    formatHead(report, screen),
    ...told.map((table) => [
      ...flow(table === others ? strong(count) : joinProse(table.requestTypes.map(named)), screen),
      "",
      ...(("days" in matrix ? null : layLanguages(table, matrix, screen)) ?? layChannels(table, matrix, screen)),
    ]),
    formatFoot(report, tables, screen),
  ]);
}

function formatHead({ matrix, ruleset, facts, customerZone, timeZone }: MatrixReport, screen: Screen): string[] {
  const when = "days" in matrix ? ["the week of ", strong(weekOf(matrix))] : strong(fullTime(matrix.at, timeZone));
  const rows: [string, Prose | null][] = [
    ["When", [when, `, times in ${timeZone}`]],
    ["Customer", describeFacts(facts, ruleset)],
    ["Where", customerZone === undefined ? null : `in ${customerZone}`],
    ["Agents", ASSUMED_AGENTS[matrix.agents]],
  ];
  return flowRows(rows, 10, screen);
}

function weekOf({ days }: WeekMatrix): string {
  return fullDate(days[0]?.date ?? "");
}

/** The largest group, if it has too many request types to name; it stands last, as "the others". */
function findOthers(tables: readonly TextTable[]): TextTable | null {
  const [largest] = [...tables].sort((a, b) => b.requestTypes.length - a.requestTypes.length);
  return largest === undefined || largest.requestTypes.length <= MAX_NAMED ? null : largest;
}

const MAX_NAMED = 12;

/** Languages down, channels across; null if the screen is too narrow. */
function layLanguages({ rows }: TextTable, { channels }: Matrix, screen: Screen): string[] | null {
  const head = [dim("language"), ...channels.map(({ channel }) => strong(channel))];
  const body = rows.map(({ languages, cells }) => [listLanguages(languages), ...cells.map(markedText)]);
  return layTable([head, ...body], screen, INDENT);
}

/** Channels down, with a line for each group of languages: for long cells, and for many channels. */
function layChannels({ rows }: TextTable, { channels }: Matrix | WeekMatrix, screen: Screen): string[] {
  const lines = channels.flatMap(({ channel }, column) =>
    groupRows(rows.map((row) => ({ ...row, cells: row.cells.slice(column, column + 1) }))).map(
      ({ languages, cells }, index) => [
        index === 0 ? strong(channel) : "",
        listLanguages(languages),
        ...cells.map(markedText),
      ],
    ),
  );
  return layTable(lines, screen, INDENT, true) ?? [];
}

const INDENT = 2;

function markedText({ offered, text }: CellText): Prose {
  return [offered ? good("✓") : bad("✗"), text === "" ? "" : `\u00A0${text}`];
}

function formatFoot({ matrix, timeZone }: MatrixReport, tables: readonly TextTable[], screen: Screen): string[] {
  const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const lacksZone = cells.some(({ text }) => text.includes("time-zone-unknown"));
  const plain = cells.some(({ offered, text }) => offered && text === "");
  return [
    ...(plain ? flow([good("✓"), " offered in the customer's own language"], screen) : []),
    ...(lacksZone ? flow("Hours in the customer's own time are not known; give `--time-zone`.", screen) : []),
    ...("days" in matrix ? formatChanges(changesOf(matrix), screen) : flow(describeEnd(matrix, timeZone), screen)),
    ...flow(dim(`Decided by ${describeVersion(matrix.ruleset)}.`), screen),
  ];
}

function describeEnd({ at, validUntil }: Matrix, timeZone: string): string {
  if (validUntil === null) return "Nothing of this changes with time.";
  return `This holds until ${relativeTime(validUntil, at, timeZone)}.`;
}

function formatChanges(changes: readonly ChangedDay[], screen: Screen): string[] {
  return changes.flatMap(({ date, names }, index) =>
    flow([shortDate(date), names.length === 0 ? " is other than usual" : `: ${names.join(", ")}`], screen, {
      indent: 2,
      label: index === 0 ? "*" : "",
    }),
  );
}

/** A matrix as Markdown, for a wiki or a pull request: one table for all request types with equal cells. */
function formatMatrixMarkdown(matrix: Matrix | WeekMatrix, timeZone: string): string {
  const { id, version } = matrix.ruleset;
  const when = "days" in matrix ? `the week of ${weekOf(matrix)}` : fullTime(matrix.at, timeZone);
  const head = `What ${literal(id)} ${literal(version)} offers, ${IF_AGENTS[matrix.agents]}: ${when}, times in ${literal(timeZone)}.`;
  const tables = textTables(matrix).flatMap(({ requestTypes, rows }) => [
    "",
    `### ${requestTypes.map(literal).join(", ")}`,
    "",
    line(["language", ...matrix.channels.map(({ channel }) => literal(channel))]),
    line(["---", ...matrix.channels.map(() => "---")]),
    ...rows.map(({ languages, cells }) =>
      line([
        literal(listLanguages(languages)),
        ...cells.map(({ offered, text }) => `${offered ? "✓" : "✗"} ${literal(text)}`.trimEnd()),
      ]),
    ),
  ]);
  return [head, ...tables, ...("days" in matrix ? listChanges(matrix) : [])].map((text) => `${text}\n`).join("");
}

/** After `What the rules offer, `. */
const IF_AGENTS: Readonly<Record<Matrix["agents"], string>> = {
  free: "as if agents were free",
  none: "as if no agent were free",
  unknown: "as if nobody reported on agents",
};

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
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

/** A matrix as comma-separated values (RFC 4180) for a spreadsheet: a line for each cell; over a week, a line for each served language. */
function formatMatrixCsv(matrix: Matrix | WeekMatrix): string {
  const days = "days" in matrix ? matrix.days : [];
  const lines = matrix.tables.flatMap(({ requestType, rows }: MatrixTable<MatrixCell | WeekCell>) =>
    rows.flatMap(({ language, cells }) =>
      cells.flatMap((cell, column) => {
        const { channel = "", always = false } = matrix.channels[column] ?? {};
        // `any other` is a customer of languages that no channel serves.
        const key = [requestType, language ?? "any other", channel, always];
        return linesOf(cell, days).map((line) => [...key, ...line]);
      }),
    ),
  );
  const last =
    "days" in matrix ? [...days.map(({ weekday, date }) => `${weekday} ${date}`), "changedBy"] : ["exception"];
  return [[...KEYS, ...last], ...lines].map((values) => `${values.map(csvText).join(",")}\n`).join("");
}

const KEYS = ["requestType", "language", "channel", "always", "servedLanguage", "usingFallbackLanguage", "reason"];

function linesOf(cell: MatrixCell | WeekCell, week: WeekMatrix["days"]): CsvValue[][] {
  if (!("hours" in cell)) {
    return cell.outcome === "offered"
      ? [[cell.servedLanguage, cell.usingFallbackLanguage, "", ""]]
      : [["", "", cell.reason, cell.exception]];
  }
  if (cell.hours.length === 0) {
    const reason = cell.stretches.find((stretch) => stretch.outcome === "withheld")?.reason ?? "";
    return [["", "", reason, ...week.map(() => "closed"), ""]];
  }
  return cell.hours.map(({ servedLanguage, usingFallbackLanguage, days }) => [
    servedLanguage,
    usingFallbackLanguage,
    "",
    ...days.map(({ spans }) => (spans.length === 0 ? "closed" : spans.join(" "))),
    days
      .flatMap(({ changed, changedBy }, day) => (changed ? `${week[day]?.weekday}: ${changedBy.join(", ")}` : []))
      .join("; "),
  ]);
}

type CsvValue = string | boolean | null;

/** A leading quote keeps a spreadsheet from reading a text as a formula. */
function csvText(value: CsvValue): string {
  const text = cleanText(String(value ?? ""));
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
