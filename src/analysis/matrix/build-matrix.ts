import { createRouter } from "../../compile/create-router.js";
import type { Ruleset } from "../../ruleset/document.js";
import type { RulesetInput } from "../../ruleset/to-ruleset.js";
import { toRuleset } from "../../ruleset/to-ruleset.js";
import type { Router } from "../../runtime/router.js";
import { formatInstant } from "../../values/instant.js";
import { askStaffed, createOutcomeReader } from "./ask-staffed.js";
import { buildWeekMatrix } from "./build-week-matrix.js";
import type { Matrix, WeekMatrix } from "./matrix.js";
import {
  type MatrixOptions,
  type ReadMatrixOptions,
  readMatrixOptions,
  type WeekMatrixOptions,
} from "./matrix-options.js";

/**
 * Tells, for each request type, what customers of each language are offered on each channel: at one instant, or with `week` at every
 * instant of a week. Every cell is what `route` decides, as if agents were free in every language of every channel.
 *
 * Throws `RulesetError` where the ruleset has errors, and `RequestError`, with paths into the options, where these cannot be read; a fact
 * without a default that is not given is among them.
 */
export function buildMatrix(ruleset: RulesetInput, options: WeekMatrixOptions): Promise<WeekMatrix>;
export function buildMatrix(ruleset: RulesetInput, options: MatrixOptions): Promise<Matrix>;
export async function buildMatrix(
  ruleset: RulesetInput,
  options: MatrixOptions | WeekMatrixOptions,
): Promise<Matrix | WeekMatrix> {
  const checked = toRuleset(ruleset);
  const router = await createRouter(checked);
  const read = readMatrixOptions(options, checked, router);
  return read.week ? buildWeekMatrix(checked, router, read) : buildInstantMatrix(checked, router, read);
}

function buildInstantMatrix(ruleset: Ruleset, router: Router, options: ReadMatrixOptions): Matrix {
  const { at, channels, languages, requestTypes } = options;
  const ask = askStaffed(router, ruleset, options.customer);
  const rows = languages.map((language) => ({
    language,
    columns: channels.map(({ channel }) => ({ channel, read: createOutcomeReader(channel, language, ruleset) })),
  }));
  let validUntil: string | null = null;
  const tables = requestTypes.map((requestType) => ({
    requestType,
    rows: rows.map(({ language, columns }) => {
      const decision = ask(requestType, language)(at);
      validUntil = earlier(validUntil, decision.validUntil);
      return { language, cells: columns.map(({ channel, read }) => ({ channel, ...read(decision) })) };
    }),
  }));
  return { at: formatInstant(at), validUntil, ruleset: { ...router.ruleset }, channels: [...channels], tables };
}

/** Null for never. ISO 8601 in UTC sorts as text. */
function earlier(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}
