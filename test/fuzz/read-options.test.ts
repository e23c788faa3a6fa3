import { describe, expect, it } from "vitest";
import { Misuse, readOptions } from "../../fuzz/read-options.js";

const TARGETS = ["decisions", "schedules", "languages"];
const LAWS = ["decisions/times", "decisions/reference", "schedules/hours"];

describe("the options of the fuzzer", () => {
  it("are a minute of everything, from any seed, where nothing is said", () => {
    expect(readOptions([], TARGETS, LAWS, 7)).toEqual({ minutes: 1, seed: 7, only: TARGETS });
  });

  it("are what is said, laws by themselves as well", () => {
    const args = ["--minutes", "0.2", "--seed=42", "--only", "languages, decisions/times"];
    expect(readOptions(args, TARGETS, LAWS, 7)).toEqual({
      minutes: 0.2,
      seed: 42,
      only: ["languages", "decisions/times"],
    });
  });

  it.each([
    [["--minutes", "0"], "`--minutes` is `0`; write a number that is more than 0, as in `10`"],
    [["--minutes", "soon"], "`--minutes` is `soon`; write a number that is more than 0, as in `10`"],
    [["--minutes="], "`--minutes` is ``; write a number that is more than 0, as in `10`"],
    [["--minutes", "1e9"], "`--minutes` is `1e9`; write a number that is more than 0, as in `10`"],
    [["--seed", "1.5"], "`--seed` is `1.5`; write a number that is whole, as in `42`"],
    [["--only", "decisons"], "unknown target `decisons`; name some of `decisions`, `schedules`, `languages`"],
    [
      ["--only", "decisions/time"],
      "unknown law `decisions/time`; name some of `decisions/times`, `decisions/reference`",
    ],
    [["--only", ""], "unknown target ``; name some of `decisions`, `schedules`, `languages`"],
    [["--minute", "1"], "only `--minutes N`, `--seed N` and `--only a,b` can be given, each with a value"],
    [["--minutes"], "only `--minutes N`, `--seed N` and `--only a,b` can be given, each with a value"],
    [["decisions"], "only `--minutes N`, `--seed N` and `--only a,b` can be given, each with a value"],
  ])("are refused as %j", (args, message) => {
    expect(() => readOptions(args, TARGETS, LAWS, 7)).toThrow(new Misuse(message));
  });
});
