import { expect, it } from "vitest";
import { gateText } from "../../../src/ruleset/text/text-gates.js";

const MEBIBYTE = 1_048_576;

it.each<[what: string, text: string, code: string | null, end: number]>([
  ["of a mebibyte", " ".repeat(MEBIBYTE), null, MEBIBYTE],
  ["of a byte more", " ".repeat(MEBIBYTE + 1), "file-too-large", 0],
  ["of a mebibyte in characters of two bytes", "é".repeat(MEBIBYTE / 2), null, MEBIBYTE / 2],
  ["of fewer characters that take a byte more", `${"é".repeat(MEBIBYTE / 2)}x`, "file-too-large", 0],
  ["that begins with a byte order mark", "\uFEFF{}", null, 3],
  ["that ends with one", "{}\uFEFF", null, 3],
  ["as deep as may be", "[".repeat(32) + "]".repeat(32), null, 64],
  ["that is deeper", "[".repeat(33), "too-deep", 32],
  ["deeper than may be, but not at once", "[{}]".repeat(33), null, 132],
  ["with brackets within a text", `"${"[".repeat(33)}"`, null, 35],
  ["with brackets after a text that ends in a backslash", `"\\\\"${"[".repeat(33)}`, "too-deep", 36],
  ["with brackets within a text, after a double quote there", `"\\"${"[".repeat(33)}"`, null, 37],
  ["with brackets on the line after an open text", `"\n${"[".repeat(33)}`, "too-deep", 34],
  ["with brackets after a carriage return and an open text", `"\r${"[".repeat(33)}`, "too-deep", 34],
  ["with a bracket that closes nothing", "[]] ", null, 2],
  ["with a brace for a bracket", "[ }", null, 2],
  ["with a bracket for a brace", "{ ]", null, 2],
  ["with a slash", "{ / }", null, 2],
  ["with a slash within a text", '"/"', null, 3],
  ["that ends in a backslash", '"\\', null, 2],
])("a text %s", (_, text, code, end) => {
  const gate = gateText(text);
  expect([gate.problem?.code ?? null, gate.end]).toEqual([code, end]);
});

it("a text that is too large or too deep is told what to do, and where", () => {
  expect(gateText("x".repeat(MEBIBYTE + 1)).problem).toEqual({
    code: "file-too-large",
    problem: "the file is larger than 1 MiB",
    hint: "split it into several files of one folder",
    offset: 0,
  });
  expect(gateText("[".repeat(40)).problem).toEqual({
    code: "too-deep",
    problem: "lists and objects nest more than 32 deep here",
    hint: "name the inner conditions in `conditions` and refer to them",
    offset: 32,
  });
});
