import { quoteList } from "./quote.js";
import { didYouMean } from "./suggest.js";

/** What to write for a name that is not known: what it is near to, or all there are; of many, what is said otherwise. */
export function nameHint(
  written: string,
  names: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  noun: string,
  otherwise: string,
): string {
  const near = didYouMean(written, names.keys());
  if (near !== undefined) return near;
  return names.size > 0 && names.size <= MAX_LISTED
    ? `the ${noun}${names.size === 1 ? " is" : "s are"} ${quoteList([...names.keys()])}`
    : otherwise;
}

const MAX_LISTED = 8;
