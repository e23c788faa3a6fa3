import { describe, expect, test } from "vitest";
import { displayWidth } from "../../src/cli/terminal/screen.js";
import { layTable } from "../../src/cli/terminal/table.js";

const ROWS = [
  ["language", "phone", "chat"],
  ["en, nl", "✓", "✗\u00A0language-not-served"],
  ["any other", "✗\u00A0needs-evidence-in-writing", "✓\u00A0mon-fri\u00A009:00-18:00, sat\u00A010:00-16:00"],
];

describe("a table", () => {
  test("is as wide as it needs to be, with a margin", () => {
    expect(lay(120)).toEqual([
      "  language   phone                        chat",
      "  en, nl     ✓                            ✗ language-not-served",
      "  any other  ✗ needs-evidence-in-writing  ✓ mon-fri 09:00-18:00, sat 10:00-16:00",
    ]);
  });

  test("breaks the widest cells on a narrow screen, long words at their hyphens, and never what belongs together", () => {
    expect(lay(52)).toEqual([
      "  language   phone         chat",
      "  en, nl     ✓             ✗ language-not-served",
      "  any other  ✗ needs-      ✓ mon-fri 09:00-18:00,",
      "             evidence-in-  sat 10:00-16:00",
      "             writing",
    ]);
  });

  test("gives what broken lines leave to columns that can then do without breaks", () => {
    const rows = [
      ["en, nl, de, fr", "language-not-served"],
      ["pl", "yes"],
    ];
    expect(layTable(rows, { width: 30, color: false }, 0)).toEqual([
      "en, nl, de, fr  language-not-",
      "                served",
      "pl              yes",
    ]);
  });

  test("is none where a word would have to be cut, unless it is told to cut", () => {
    expect(lay(40)).toBeNull();
    const cut = lay(30, true) ?? [];
    expect(cut.length).toBeGreaterThan(5);
    expect(Math.max(...cut.map(displayWidth))).toBeLessThanOrEqual(30);
    expect(cut.join("").replaceAll(" ", "")).toHaveLength(
      ROWS.flat()
        .join("")
        .replace(/[ \u00A0]/g, "").length,
    );
  });

  test("has columns for characters that are two columns wide", () => {
    expect(
      layTable(
        [
          ["中文", "a"],
          ["en", "b"],
        ],
        { width: 80, color: false },
        0,
      ),
    ).toEqual(["中文  a", "en    b"]);
  });

  test("paints no spaces and prints no control characters", () => {
    const cells = [[{ text: "a\u001b[2J\nb", style: "bad" as const }, "c"]];
    expect(layTable(cells, { width: 80, color: true }, 0)?.[0]).toMatch(/^\u001b\[1m\u001b\[31ma\[2J b\u001b.*m {2}c$/);
  });
});

function lay(width: number, cut = false): string[] | null {
  return layTable(ROWS, { width, color: false }, 2, cut);
}
