import { describe, expect, test } from "vitest";
import { parseSpan, parseSpans, parseWeekdays, spansByWeekday } from "../../src/values/spans.js";

describe("a span", () => {
  test.each([
    ["09:00-18:00", 540, 1080],
    ["00:00-00:01", 0, 1],
    ["00:00-24:00", 0, 1440],
    ["18:00-24:00", 1080, 1440],
    ["18:00-00:00", 1080, 1440],
    ["22:00-02:30", 1320, 1590],
    ["23:59-23:58", 1439, 2878],
    ["00:01-00:00", 1, 1440],
  ])("%s runs from minute %i to minute %i", (text, opens, closes) => {
    expect(parseSpan(text)).toEqual({ opens, closes });
  });

  test.each([
    ["opening when it closes", "09:00-09:00"],
    ["opening when it closes, at midnight", "00:00-00:00"],
    ["an hour of one digit", "9:00-18:00"],
    ["a closing hour of one digit", "09:00-8:00"],
    ["hour 25", "09:00-25:00"],
    ["24:00 as an opening", "24:00-08:00"],
    ["24:30", "09:00-24:30"],
    ["minute 60", "09:60-18:00"],
    ["seconds", "09:00:00-18:00:00"],
    ["no closing", "09:00"],
    ["no closing after the dash", "09:00-"],
    ["spaces", "09:00 - 18:00"],
    ["a space at the end", "09:00-18:00 "],
    ["a new line at the end", "09:00-18:00\n"],
    ["a dash for print", "09:00–18:00"],
    ["two spans in one", "09:00-12:00,13:00-18:00"],
    ["twelve-hour time", "9am-6pm"],
    ["digits of another script", "٠٩:٠٠-١٨:٠٠"],
    ["nothing", ""],
  ])("cannot be read: %s", (_, text) => {
    expect(parseSpan(text)).toBeNull();
  });
});

describe("the days of a week", () => {
  test.each([
    ["sat", [5]],
    ["mon-fri", [0, 1, 2, 3, 4]],
    ["mon-sun", [0, 1, 2, 3, 4, 5, 6]],
    ["sun-thu", [6, 0, 1, 2, 3]],
    ["tue-mon", [1, 2, 3, 4, 5, 6, 0]],
    ["sun-mon", [6, 0]],
    ["wed-wed", [2]],
  ])("%s, Monday being 0, are %j", (key, days) => {
    expect(parseWeekdays(key)).toEqual(days);
  });

  test.each([
    "",
    "Mon",
    "monday",
    "mon-",
    "-fri",
    "mon-fri-sun",
    "mon - fri",
    "mon,tue",
    "mon–fri",
    "0",
    "constructor",
  ])("cannot be read from %j", (key) => {
    expect(parseWeekdays(key)).toBeNull();
  });
});

test("the spans of a week stand under the day they start on", () => {
  const days = spansByWeekday({ "sun-mon": ["22:00-02:00"], wed: ["09:00-12:00", "13:00-17:00"], fri: [] });
  const night = [{ opens: 1320, closes: 1560 }];
  const wednesday = [
    { opens: 540, closes: 720 },
    { opens: 780, closes: 1020 },
  ];
  expect(days).toEqual([night, [], wednesday, [], [], [], night]);
});

test("the spans of one day keep the order they were written in", () => {
  expect(parseSpans(["13:00-17:00", "09:00-12:00"])).toEqual([
    { opens: 780, closes: 1020 },
    { opens: 540, closes: 720 },
  ]);
});
