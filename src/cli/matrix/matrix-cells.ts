import type {
  DayHours,
  Matrix,
  MatrixCell,
  MatrixDay,
  MatrixTable,
  OfferedOutcome,
  WeekCell,
  WeekMatrix,
} from "../../analysis.js";
import { groupAlike } from "../../words/prose.js";

export interface CellText {
  /** For a week: whether the channel is offered at some time. */
  readonly offered: boolean;
  /** Empty if there is nothing to add. */
  readonly text: string;
}

export interface TextTable {
  readonly requestTypes: readonly string[];
  readonly rows: readonly TextRow[];
}

interface TextRow {
  readonly languages: readonly (string | null)[];
  /** One for each channel. */
  readonly cells: readonly CellText[];
}

/** The tables of a matrix in words. Request types with equal tables share one, and so do languages with equal rows. */
export function textTables(matrix: Matrix | WeekMatrix): TextTable[] {
  const days = "days" in matrix ? matrix.days : [];
  const tables = matrix.tables.map(({ requestType, rows }: MatrixTable<MatrixCell | WeekCell>) => ({
    requestTypes: [requestType],
    rows: rows.map(({ language, cells }) => ({
      languages: [language],
      cells: cells.map((cell, column) => {
        const isAlways = matrix.channels[column]?.always === true;
        return "hours" in cell ? weekText(cell, language, isAlways, days) : instantText(cell, language, isAlways);
      }),
    })),
  }));
  return groupAlike(tables, ({ rows }) => rows).map((alike) => ({
    requestTypes: alike.flatMap(({ requestTypes }) => requestTypes),
    rows: groupRows(alike[0].rows),
  }));
}

/** Joins rows with equal cells, at the place of the first. */
export function groupRows(rows: readonly TextRow[]): TextRow[] {
  return groupAlike(rows, ({ cells }) => cells).map((alike) => ({
    languages: alike.flatMap(({ languages }) => languages),
    cells: alike[0].cells,
  }));
}

function instantText(cell: MatrixCell, language: string | null, isAlways: boolean): CellText {
  if (cell.outcome === "withheld") {
    const { reason, exception } = cell;
    return { offered: false, text: exception === null ? reason : `${reason}: ${exception}` };
  }
  return { offered: true, text: listed([isAlways ? "always" : "", servedText(cell, language)]) };
}

function weekText(
  { hours, stretches }: WeekCell,
  language: string | null,
  isAlways: boolean,
  days: readonly MatrixDay[],
): CellText {
  const [first] = hours;
  if (first === undefined) return { offered: false, text: `never: ${neverReasons(stretches).join(", ")}` };
  if (isAlways) return { offered: true, text: listed(["always", servedText(first, language)]) };
  const texts = hours.map((each) => {
    const served = servedText(each, language);
    return `${served === "" ? "" : `${served} `}${weeklyText(each.days, days)}`;
  });
  return { offered: hours.some((each) => each.days.some(({ spans }) => spans.length > 0)), text: texts.join("; ") };
}

function listed(texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join(", ");
}

/** The language that the channel is offered in; empty if it is the customer's. */
function servedText(
  { servedLanguage, usingFallbackLanguage }: Omit<OfferedOutcome, "outcome">,
  language: string | null,
): string {
  if (servedLanguage === language) return "";
  return usingFallbackLanguage ? `in ${servedLanguage} (fallback)` : `in ${servedLanguage}`;
}

/** The reasons of all stretches. The hours, which are the reason at night, count only if there is no other. */
function neverReasons(stretches: WeekCell["stretches"]): string[] {
  const reasons = new Set(stretches.flatMap((stretch) => (stretch.outcome === "withheld" ? [stretch.reason] : [])));
  if (reasons.size > 1) reasons.delete("outside-hours");
  return [...reasons];
}

/** The languages of a row; null is a customer of languages that no channel serves. */
export function listLanguages(languages: readonly (string | null)[]): string {
  return languages.map((language) => language ?? "any\u00A0other").join(", ");
}

/**
 * The hours of a week as rule files write them: `mon-fri 09:00-18:00, sat 10:00-16:00`. A star marks a day that a holiday or exception
 * changes; other closed days are left out. The space after a day does not break.
 */
export function weeklyText(hours: readonly DayHours[], days: readonly MatrixDay[]): string {
  if (hours.every(({ spans, changed }) => !changed && spans.join() === ALL_DAY)) return "at any hour";
  const isSame = (one: number, other: number) =>
    hours[one]?.changed === hours[other]?.changed && hours[one]?.spans.join() === hours[other]?.spans.join();
  const texts = hours.flatMap(({ spans, changed }, first) => {
    if ((spans.length === 0 && !changed) || isSame(first, first - 1)) return [];
    const end = hours.findIndex((_, day) => day > first && !isSame(day, first));
    const last = (end < 0 ? hours.length : end) - 1;
    const names = [days[first], days[last]].map((day) => day?.weekday);
    const name = first === last ? names[0] : names.join("-");
    return `${name}${changed ? "*" : ""}\u00A0${spans.length === 0 ? "closed" : spans.join(" and ")}`;
  });
  return texts.join(", ");
}

/** The marked days of a week, with the names of the holidays and exceptions. */
export function changesOf({ tables, days }: Pick<WeekMatrix, "tables" | "days">): ChangedDay[] {
  const hours = tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.hours)));
  return days.flatMap(({ date }, index) => {
    const changed = hours.map((each) => each.days[index]).filter((day) => day?.changed === true);
    const names = new Set(changed.flatMap((day) => day?.changedBy ?? []));
    return changed.length === 0 ? [] : [{ date, names: [...names] }];
  });
}

export interface ChangedDay {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly names: readonly string[];
}

const ALL_DAY = "00:00-24:00";
