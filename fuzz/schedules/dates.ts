import fc from "fast-check";
import {
  type DatePattern,
  formatDate,
  occurrencesIn,
  startOfYear,
  WEEKDAYS,
  type WeekdayMap,
} from "../../src/values/dates.js";
import { fallsOn } from "../../test/reference/dates.js";
import type { Law } from "../law.js";

interface PatternInYear {
  readonly pattern: DatePattern;
  readonly year: number;
}

const year = fc.integer({ min: 1970, max: 2200 });
const shift = fc.integer({ min: -366, max: 366 });
const weekdayMap: fc.Arbitrary<WeekdayMap> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...WEEKDAYS), fc.constantFrom(...WEEKDAYS)), {
    selector: ([from]) => from,
    maxLength: 3,
  })
  .map((pairs) => Object.fromEntries(pairs.filter(([from, to]) => from !== to)));
/** Mostly nothing, or what becomes of a date on some weekdays. */
const otherDays = fc.oneof(fc.constant({}), fc.record({ observed: weekdayMap }), fc.record({ moved: weekdayMap }));

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
    fc.tuple(date, otherDays).map(([day, others]): DatePattern => ({ date: formatDate(day), ...others })),
    fc
      .tuple(date, fc.nat(500))
      .map(([day, length]): DatePattern => ({ from: formatDate(day), through: formatDate(day + length) })),
    fc.tuple(date, otherDays).map(([day, others]): DatePattern => ({ annually: formatDate(day).slice(5), ...others })),
    fc.tuple(date, date).map(
      ([from, through]): DatePattern => ({
        annually: { from: formatDate(from).slice(5), through: formatDate(through).slice(5) },
      }),
    ),
    shift.map((easter): DatePattern => ({ annually: { easter } })),
    shift.map((orthodoxEaster): DatePattern => ({ annually: { orthodoxEaster } })),
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
      actual: [...new Set(occurrencesIn(pattern, inYear))].map(formatDate),
    };
  },
};
