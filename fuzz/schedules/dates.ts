import fc from "fast-check";
import type { DatePattern } from "../../src/values/dates.js";
import { formatDate, occurrencesIn, startOfYear, WEEKDAYS } from "../../src/values/dates.js";
import { fallsOn } from "../../test/reference/dates.js";
import type { Law } from "../law.js";

interface PatternInYear {
  readonly pattern: DatePattern;
  readonly year: number;
}

const year = fc.integer({ min: 1970, max: 2200 });
const shift = fc.integer({ min: -100, max: 100 });

/** Every form, on any day, near the year that is looked at and in it. */
const patternInYear: fc.Arbitrary<PatternInYear> = year.chain((inYear) => {
  const first = startOfYear(inYear);
  const date = fc.integer({ min: first - 60, max: first + 430 });
  const nth = fc.record({
    nth: fc.constantFrom(-1, 1, 2, 3, 4, 5),
    weekday: fc.constantFrom(...WEEKDAYS),
    month: fc.integer({ min: 1, max: 12 }),
  });
  const pattern = fc.oneof(
    date.map((day): DatePattern => ({ date: formatDate(day) })),
    fc
      .tuple(date, fc.nat(500))
      .map(([day, length]): DatePattern => ({ from: formatDate(day), through: formatDate(day + length) })),
    date.map((day): DatePattern => ({ annually: formatDate(day).slice(5) })),
    shift.map((easter): DatePattern => ({ annually: { easter } })),
    nth.map((annually): DatePattern => ({ annually })),
    fc.tuple(nth, shift).map(([annually, plusDays]): DatePattern => ({ annually, plusDays })),
  );
  return pattern.map((each) => ({ pattern: each, year: inYear }));
});

export const dates: Law<PatternInYear> = {
  name: "dates",
  says: "the days of a year on which a pattern falls are those of which the reference, asked one after another, says so",
  share: 1,
  casesPerBatch: 100,
  cases: patternInYear,
  compare({ pattern, year: inYear }) {
    const first = startOfYear(inYear);
    const days = Array.from({ length: startOfYear(inYear + 1) - first }, (_, index) => first + index);
    return {
      expected: days.filter((day) => fallsOn(pattern, day)).map(formatDate),
      actual: occurrencesIn(pattern, inYear).map(formatDate),
    };
  },
};
