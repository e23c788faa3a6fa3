import { readInstant } from "../../../values/instant.js";
import type { Path } from "../../../values/issue.js";
import { quote } from "../../../values/quote.js";
import type { Finding } from "../../finding.js";

/** A text that is no instant; nothing where there is none to look at. */
export function checkInstant(written: string | null, path: Path): Finding[] {
  if (written === null || readInstant(written) !== null) return [];
  return [{ code: "invalid-instant", problem: `${quote(written)} is not an instant`, hint: repairOf(written), path }];
}

/** Their own text where little is missing: it can be copied. */
function repairOf(written: string): string {
  if (written.length > LONGEST_REPAIRED) return AN_INSTANT;
  const respelt = written
    .trim()
    .replace(/(\d{4}-\d\d-\d\d) +(?=\d)/, "$1T")
    .replace(/ +(?=[+-]|z)/i, "")
    .replace(/([+-]\d\d)(\d\d)?$/, (_, hours: string, minutes = "00") => `${hours}:${minutes}`)
    .toUpperCase();
  if (readInstant(respelt) !== null) return `write ${quote(respelt)}`;
  const local = written.trim().replace(" ", "T").toUpperCase();
  if (readInstant(`${local}Z`) !== null) return `add the offset from UTC, such as ${quote(`${local}+01:00`)}`;
  if (readInstant(`${local}T10:00:00Z`) !== null)
    return `add a time and the offset from UTC, such as ${quote(`${local}T10:00:00+01:00`)}`;
  return AN_INSTANT;
}

const AN_INSTANT = "write a date and time from 1970 to 2200, such as `2026-11-23T10:00:00+01:00`";
/** Of what a person may have meant something by: spaces alone, if there are enough, keep a regular expression busy for minutes. */
const LONGEST_REPAIRED = 100;
