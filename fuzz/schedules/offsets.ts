import { offsetDifferences } from "../../test/reference/offset-differences.js";
import type { Law } from "../law.js";
import { zoneAndYear } from "./schedule-cases.js";

interface ZoneYear {
  readonly zone: string;
  readonly year: number;
}

export const offsets: Law<ZoneYear> = {
  name: "offsets",
  says: "a zone's offsets, and the instants of its wall times, are Temporal's around every change of a year",
  share: 2,
  casesPerBatch: 150,
  cases: zoneAndYear,
  compare: ({ zone, year }) => ({ expected: [], actual: offsetDifferences(zone, year) }),
};
