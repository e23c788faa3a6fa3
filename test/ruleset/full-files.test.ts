import { describe, expect, it } from "vitest";
import { checkRulesetDocument } from "../../src/ruleset/read-ruleset.js";
import { validDocument } from "./valid-document.js";

describe("a file that is full of one thing", () => {
  it("is answered with a thousand problems at most, and how many there are besides", () => {
    const schedule = { timeZone: "Europa/Amsterdm", weekly: {} };
    const schedules = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`desk-${index}`, schedule]));
    const { ruleset, issues } = checkRulesetDocument({ ...validDocument(), schedules });
    expect(ruleset).toBeNull();
    expect(issues).toHaveLength(1001);
    expect(issues.at(-1)).toMatchObject({ code: "too-many-issues", severity: "error" });
    expect(issues.at(-1)?.message).toMatch(/^\d+ more problems are left out; mend these first$/);
  });

  it.each<[string, object, number, number]>([
    ["exceptions", { annually: "12-25", hours: [] }, 1001, 1000],
    ["holidays", { calendar: "nl", hours: [] }, 21, 20],
  ])("is refused where a schedule has too many %s", (key, item, count, most) => {
    const desk = { timeZone: "Europe/Amsterdam", weekly: {}, [key]: fill(count, () => item) };
    expect(messagesOf({ schedules: { desk } }, "too-many")).toEqual([
      `schedule \`desk\`: \`${key}\` is a list of ${count}; list ${most} at most`,
    ]);
  });

  it("is refused where a calendar has too many days", () => {
    const days = fill(1001, () => ({ annually: "12-25" }));
    expect(messagesOf({ calendars: { nl: days } }, "too-many")).toEqual(["`nl` is a list of 1001; list 1000 at most"]);
  });

  it.each<[string, (index: number) => object]>([
    [
      "nth weekdays",
      (index: number) => ({
        annually: { nth: (index % 4) + 1, weekday: "mon", month: (index % 12) + 1 },
        plusDays: (index % 700) - 350,
      }),
    ],
    ["days from Easter", (index: number) => ({ annually: { easter: (index % 700) - 350 } })],
    ["whole ranges", () => ({ from: "1970-01-01", through: "2200-12-31" })],
  ])(
    "is checked in little time where each of ten calendars lists a thousand %s",
    (_, day) => {
      const days = fill(1000, day);
      const calendars = Object.fromEntries(fill(10, (index) => [`c${index}`, days]));
      const holidays = Object.keys(calendars).map((calendar, index) => ({
        calendar,
        hours: index % 2 === 0 ? [] : ["10:00-12:00"],
      }));
      const desk = { timeZone: "Europe/Amsterdam", weekly: {}, holidays };
      expect(messagesOf({ calendars, schedules: { desk } }, "dates-collide")).toHaveLength(9);
    },
    3_000,
  );
});

function fill<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}

function messagesOf(part: object, code: string): string[] {
  const { issues } = checkRulesetDocument({ ...validDocument(), ...part });
  return issues.filter((issue) => issue.code === code).map(({ message }) => message);
}
