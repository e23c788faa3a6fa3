import { describe, expect, test } from "vitest";
import { caption, formatPage, formatPageMarkdown, heading, list, paragraph, table } from "../../src/cli/report/page.js";
import { displayWidth } from "../../src/cli/terminal/screen.js";
import { formatCount, formatShare } from "../../src/words/numbers.js";
import { dim, named } from "../../src/words/prose.js";

const page = [
  heading("A report of some-log", 1),
  list([{ label: "Requests", prose: "1,000, of which a good many are told of at some length here" }]),
  heading("Offered"),
  table(
    ["requests", "phone", "a-long-channel", "email"],
    [
      { label: named("order-question"), cells: ["900", "1%", "22.2%", "100%"] },
      { label: ["a language with a very long name", dim(" (zh)")], cells: ["100", "<0.1%", "0%", "100%"] },
      { label: "日本語", cells: ["0", "0%", "0%", "0%"] },
    ],
  ),
  caption([named("phone"), ", withheld"]),
  list([{ label: "line 7", prose: "something is wrong" }], true),
  paragraph("That is all."),
];

describe("a report on a terminal", () => {
  test("has its numbers below one another", () => {
    expect(formatPage(page, { width: 80, color: false })).toMatchInlineSnapshot(`
      "A report of some-log

        Requests  1,000, of which a good many are told of at some length here

      Offered
                                               requests  phone  a-long-channel  email
        order-question                              900     1%           22.2%   100%
        a language with a very long name (zh)       100  <0.1%              0%   100%
        日本語                                        0     0%              0%     0%

        phone, withheld
          line 7  something is wrong

        That is all.
      "
    `);
  });

  test("has the columns that do not fit below the others, with the labels again", () => {
    expect(formatPage(page, { width: 40, color: false })).toMatchInlineSnapshot(`
      "A report of some-log

        Requests  1,000, of which a good many
                  are told of at some length
                  here

      Offered
                            requests  phone
        order-question           900     1%
        a language with a…       100  <0.1%
        日本語                     0     0%

                            a-long-channel
        order-question               22.2%
        a language with a…              0%
        日本語                          0%

                            email
        order-question       100%
        a language with a…   100%
        日本語                 0%

        phone, withheld
          line 7  something is wrong

        That is all.
      "
    `);
  });

  test.each([40, 50, 60, 70, 80, 120])("is no wider than %i columns", (width) => {
    const lines = formatPage(page, { width, color: false }).split("\n");
    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
  });
});

describe("a report as Markdown", () => {
  test("has the same headings, lists and tables", () => {
    expect(formatPageMarkdown(page)).toMatchInlineSnapshot(`
      "## A report of some-log

      - Requests: 1,000, of which a good many are told of at some length here

      ### Offered

      |  | requests | phone | a-long-channel | email |
      | --- | ---: | ---: | ---: | ---: |
      | \`order-question\` | 900 | 1% | 22.2% | 100% |
      | a language with a very long name (zh) | 100 | \\<0.1% | 0% | 100% |
      | 日本語 | 0 | 0% | 0% | 0% |

      \`phone\`, withheld

      - line 7: something is wrong

      That is all.
      "
    `);
  });

  test("shows what a log says as it is, and runs none of it", () => {
    const hostile = "@team <b>*_|~#`_*</b> [a](http://b)";
    expect(formatPageMarkdown([paragraph(hostile)])).toBe(
      "&#64;team \\<b\\>\\*\\_\\|\\~\\#\\`\\_\\*\\</b\\> \\[a\\](http://b)\n",
    );
    expect(formatPageMarkdown([table(["|"], [{ label: named("a`|``b"), cells: ["1"] }])])).toBe(
      "|  | \\| |\n| --- | ---: |\n| ```a`\\|``b``` | 1 |\n",
    );
  });

  test("keeps as code what a message sets apart", () => {
    expect(formatPageMarkdown([paragraph("unknown `a_b`; did you mean `a-b`?")])).toBe(
      "unknown `a_b`; did you mean `a-b`?\n",
    );
  });
});

describe("numbers", () => {
  test.each([
    [0, "0%"],
    [0.000_001, "<0.1%"],
    [0.000_5, "0.1%"],
    [0.123_45, "12.3%"],
    [0.999_4, "99.9%"],
    [0.999_999, ">99.9%"],
    [1, "100%"],
  ])("the share %d reads %s", (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  test("are grouped by thousands", () => {
    expect(formatCount(1_234_567)).toBe("1,234,567");
  });
});
