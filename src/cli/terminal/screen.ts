import type { Environment, Output } from "../environment.js";

/** What a text is laid out for. */
export interface Screen {
  readonly width: number;
  readonly color: boolean;
}

/** The screen behind an output: a terminal as wide as it is, within reason; 80 columns without colour anywhere else. */
export function screenOf(output: Output, { variables }: Pick<Environment, "variables">): Screen {
  const columns = output.isTTY === true ? (output.columns ?? 0) : 0;
  return {
    width: columns > 0 ? Math.min(Math.max(columns, NARROWEST), WIDEST) : USUAL,
    color: wantsColor(output, variables),
  };
}

const NARROWEST = 40;
/** Longer lines are hard to read. */
const WIDEST = 120;
const USUAL = 80;

/** https://no-color.org, and FORCE_COLOR as Node reads it; where both are set, no colour is the safer. */
function wantsColor(output: Output, { NO_COLOR, FORCE_COLOR, TERM }: Environment["variables"]): boolean {
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return output.isTTY === true && TERM !== "dumb";
}
