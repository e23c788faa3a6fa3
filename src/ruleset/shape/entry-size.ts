import type { Path } from "../../values/issue.js";
import type { Finding } from "../finding.js";
import { nameOf, subjectOf } from "./subject.js";

/** An entry of a section that holds more values than anyone writes in one; nothing else is then said of it. */
export function checkEntrySize(entry: unknown, path: Path, document: unknown): Finding | null {
  if (countValues(entry) <= MOST_VALUES) return null;
  const problem = `${subjectOf(path, document) ?? nameOf(path)} holds more than ${MOST_VALUES} values`;
  return { code: "too-many", problem, hint: "split it, or say it in fewer", path };
}

/** A problem in each of them still fits a stack: several places of a schema put all problems into one call. */
const MOST_VALUES = 50_000;

/** Keys, texts, numbers and all that holds them; no more than are too many. */
function countValues(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  let count = 1;
  for (const member of Object.values(value)) {
    count += countValues(member);
    if (count > MOST_VALUES) break;
  }
  return count;
}
