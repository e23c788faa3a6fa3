import { Misuse } from "../environment.js";

/** Both years are included. */
export interface Years {
  readonly first: number;
  readonly last: number;
}

/** The years that a rule file may speak of. */
export const ALL_YEARS: Years = { first: 1970, last: 2200 };

/** Reads `--years`; null if it is left out. Throws {@link Misuse}. */
export function readYears(text: string | undefined): Years | null {
  if (text === undefined) return null;
  const [, first = "", last = first] = /^(\d{4})(?:-(\d{4}))?$/.exec(text) ?? [];
  const years = { first: Number(first), last: Number(last) };
  if (years.first >= ALL_YEARS.first && years.first <= years.last && years.last <= ALL_YEARS.last) return years;
  throw new Misuse(
    `\`--years ${text}\` cannot be read; write a year, or the first and the last from ${ALL_YEARS.first} to ${ALL_YEARS.last}, such as \`--years 2027-2029\``,
  );
}
