import { type DayRange, formatDate } from "../../values/dates.js";
import { listWords } from "../../values/quote.js";

/**
 * Advises how to shorten or split a range, called `name`, so that it has none of the taken days. Null if no day is left, or too many pieces.
 *
 * `isAnnual` writes the pieces as days of every year.
 */
export function describeSplit(
  name: string,
  range: DayRange,
  taken: readonly DayRange[],
  isAnnual = false,
): string | null {
  const pieces = without(range, taken);
  if (pieces.length === 0 || pieces.length > MAX_PIECES) return null;
  const dates = listWords(pieces.map(isAnnual ? describeAnnual : describeDated));
  return pieces.length === 1 ? `shorten ${name} to ${dates}` : `split ${name} into ${dates}`;
}

const MAX_PIECES = 4;

/** Returns the pieces of a range outside others. Expects these in order. */
function without(range: DayRange, taken: readonly DayRange[]): DayRange[] {
  const pieces: DayRange[] = [];
  let { first } = range;
  for (const other of taken) {
    if (other.first > first) pieces.push({ first, last: Math.min(other.first - 1, range.last) });
    first = Math.max(first, other.last + 1);
    if (first > range.last) return pieces;
  }
  return [...pieces, { first, last: range.last }];
}

/** As the keys that a rule file has for it. */
function describeDated({ first, last }: DayRange): string {
  const [from, through] = [formatDate(first), formatDate(last)];
  return from === through ? `\`"date": "${from}"\`` : `\`"from": "${from}", "through": "${through}"\``;
}

function describeAnnual({ first, last }: DayRange): string {
  const [from, through] = [formatDate(first).slice(5), formatDate(last).slice(5)];
  const days = from === through ? `"${from}"` : `{ "from": "${from}", "through": "${through}" }`;
  return `\`"annually": ${days}\``;
}
