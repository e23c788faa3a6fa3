import type {
  Matrix,
  MatrixCell,
  MatrixChannel,
  MatrixTable,
  OfferedOutcome,
  WeekCell,
  WeekMatrix,
} from "../../analysis.js";
import { weeklyText } from "./weekly-text.js";

/** What a cell says to a person. */
export interface CellText {
  /** Whether the channel is offered; at some time, over a week. */
  readonly offered: boolean;
  /** Empty where there is nothing to add. */
  readonly text: string;
}

export interface TextTable {
  readonly requestTypes: readonly string[];
  readonly rows: readonly TextRow[];
}

export interface TextRow {
  readonly languages: readonly (string | null)[];
  /** One for each channel. */
  readonly cells: readonly CellText[];
}

/** The tables of a matrix in words; those of request types that say the same are one, and so are their rows. */
export function textTables(matrix: Matrix | WeekMatrix): TextTable[] {
  const { channels } = matrix;
  const tables =
    "days" in matrix
      ? matrix.tables.map((table) => inWords(table, channels, (...cell) => weekText(...cell, matrix)))
      : matrix.tables.map((table) => inWords(table, channels, instantText));
  return groupAlike(
    tables,
    ({ rows }) => rows,
    (alike, { rows }) => ({ requestTypes: alike.flatMap(({ requestTypes }) => requestTypes), rows: groupRows(rows) }),
  );
}

function inWords<Cell>(
  { requestType, rows }: MatrixTable<Cell>,
  channels: readonly MatrixChannel[],
  textOf: (cell: Cell, language: string | null, channel: MatrixChannel | undefined) => CellText,
): TextTable {
  return {
    requestTypes: [requestType],
    rows: rows.map(({ language, cells }) => ({
      languages: [language],
      cells: cells.map((cell, column) => textOf(cell, language, channels[column])),
    })),
  };
}

/** Rows whose cells say the same become one, where the first of them stands. */
export function groupRows(rows: readonly TextRow[]): TextRow[] {
  return groupAlike(
    rows,
    ({ cells }) => cells,
    (alike, { cells }) => ({ languages: alike.flatMap(({ languages }) => languages), cells }),
  );
}

function groupAlike<T>(
  entries: readonly T[],
  says: (entry: T) => unknown,
  join: (alike: readonly T[], first: T) => T,
): T[] {
  const groups = new Map<string, { readonly first: T; readonly alike: T[] }>();
  for (const entry of entries) {
    const key = JSON.stringify(says(entry));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: entry, alike: [entry] });
    else group.alike.push(entry);
  }
  return [...groups.values()].map(({ first, alike }) => join(alike, first));
}

function instantText(cell: MatrixCell, language: string | null, channel: MatrixChannel | undefined): CellText {
  if (cell.outcome === "withheld") {
    const { reason, exception } = cell;
    return { offered: false, text: exception === null ? reason : `${reason}: ${exception}` };
  }
  return { offered: true, text: listed([channel?.always === true ? "always" : "", servedText(cell, language)]) };
}

function weekText(
  { hours, stretches }: WeekCell,
  language: string | null,
  channel: MatrixChannel | undefined,
  { days }: WeekMatrix,
): CellText {
  const [first] = hours;
  if (channel?.always === true && first !== undefined) {
    return { offered: true, text: listed(["always", servedText(first, language)]) };
  }
  if (first === undefined) return { offered: false, text: `never: ${neverReasons(stretches).join(", ")}` };
  const texts = hours.map((each) => {
    const served = servedText(each, language);
    return `${served === "" ? "" : `${served} `}${weeklyText(each.days, days)}`;
  });
  return { offered: hours.some((each) => each.days.some(({ spans }) => spans.length > 0)), text: texts.join("; ") };
}

function listed(texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join(", ");
}

/** Nothing where it is the language asked for. */
function servedText(
  { servedLanguage, usingFallbackLanguage }: Omit<OfferedOutcome, "outcome">,
  language: string | null,
): string {
  if (servedLanguage === language) return "";
  return usingFallbackLanguage ? `in ${servedLanguage} (fallback)` : `in ${servedLanguage}`;
}

/** At night the hours are what is nearest to being met; what is in the way by day says more. */
function neverReasons(stretches: WeekCell["stretches"]): string[] {
  const reasons = new Set(stretches.flatMap((stretch) => (stretch.outcome === "withheld" ? [stretch.reason] : [])));
  if (reasons.size > 1) reasons.delete("outside-hours");
  return [...reasons];
}
